// <option-picker> narrows a list of options while one types and shows the story of the one that is chosen.
customElements.define(
  "option-picker",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("input", (event) => {
        if (event.target.matches("[type=search]")) this.narrow(event.target.value.trim().toLowerCase());
      });
      this.addEventListener("change", (event) => {
        if (event.target.matches("[type=radio]")) this.tell(event.target.value);
      });
      this.addEventListener("keydown", (event) => this.skip(event));
    }

    narrow(query) {
      const words = query.split(/\s+/);
      let left = 0;
      for (const option of this.querySelectorAll(".option")) {
        option.hidden = !words.every((word) => option.dataset.words.includes(word));
        if (!option.hidden) left++;
      }
      const none = this.querySelector(".picker-none");
      none.textContent = left ? "" : none.dataset.text.replace("{query}", query);
    }

    tell(value) {
      for (const detail of this.querySelectorAll("[data-detail]")) detail.hidden = detail.dataset.detail !== value;
    }

    // Enter in the search must not send the form; the arrow leads into the list.
    skip(event) {
      if (!event.target.matches("[type=search]") || !["Enter", "ArrowDown"].includes(event.key)) return;
      event.preventDefault();
      this.querySelector(".option:not([hidden]) input:not(:disabled)")?.focus();
    }
  },
);
