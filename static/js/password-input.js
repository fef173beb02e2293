// <password-input> shows what is typed while its button is pressed in, and says when Caps Lock is on.
customElements.define(
  "password-input",
  class extends HTMLElement {
    connectedCallback() {
      const [input, button, hint] = this.children;
      const show = (shown) => {
        input.type = shown ? "text" : "password";
        button.setAttribute("aria-pressed", shown);
      };
      const warn = (text) => {
        if (hint.textContent !== text) hint.textContent = text;
      };
      button.addEventListener("mousedown", (event) => event.preventDefault()); // the keyboard of a phone stays open
      button.addEventListener("click", () => show(input.type === "password"));
      for (const type of ["keydown", "keyup"]) {
        input.addEventListener(type, (event) => warn(event.getModifierState?.("CapsLock") ? hint.dataset.caps : ""));
      }
      input.addEventListener("blur", () => warn(""));
      input.form?.addEventListener("submit", () => show(false)); // or browsers remember it as they do other words
    }
  },
);
