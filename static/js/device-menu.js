// <device-menu> holds a <details> with the devices to choose from. Scripts make it a button that opens them as a modal <dialog>: above
// everything, with the focus kept inside. On a phone the style sheet makes it a sheet at the bottom.
customElements.define(
  "device-menu",
  class extends HTMLElement {
    connectedCallback() {
      const details = this.querySelector("details");
      if (!details) return;
      const [summary, devices] = details.children;
      const sheet = document.createElement("dialog");
      sheet.className = "cp-sheet";
      sheet.setAttribute("aria-labelledby", devices.querySelector("h2").id);
      sheet.append(devices);
      sheet.addEventListener("click", ({ target }) => {
        if (target === sheet || target.closest("[data-close]")) sheet.close();
      });
      const button = document.createElement("button");
      button.type = "button";
      button.className = "cp-switch";
      button.setAttribute("aria-haspopup", "dialog");
      button.append(...summary.childNodes);
      button.addEventListener("click", () => {
        sheet.showModal();
        sheet.querySelector("[aria-current]")?.focus();
      });
      details.replaceWith(button);
      document.body.append(sheet);
    }
  },
);
