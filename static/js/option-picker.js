// <option-picker> narrows a list of options while one types or chooses a filter, and shows the story of the one that is chosen.
customElements.define(
  "option-picker",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("input", (event) => event.target.matches("[type=search]") && this.narrow());
      this.addEventListener("change", (event) => this.changed(event.target));
      this.addEventListener("keydown", (event) => this.skip(event));
      this.addEventListener("keypress", (event) => this.leading && event.preventDefault());
      this.addEventListener("keyup", () => (this.leading = false));
      this.addEventListener("click", (event) => this.pick(event));
    }

    changed(input) {
      if (input.closest(".picker-filter")) this.narrow();
      else if (input.matches("[type=radio]")) this.tell(input.value);
    }

    narrow() {
      const query = this.querySelector("[type=search]").value.trim();
      const tag = this.querySelector(".picker-filter :checked")?.value ?? "";
      const words = query.toLowerCase().split(/\s+/);
      let left = 0;
      for (const option of this.querySelectorAll(".option")) {
        const tags = option.querySelector("input").dataset.tags?.split(" ") ?? [];
        option.hidden = !words.every((word) => option.dataset.words.includes(word)) || (tag !== "" && !tags.includes(tag));
        if (!option.hidden) left++;
      }
      const none = this.querySelector(".picker-none");
      none.textContent = left ? "" : none.dataset.text.replace("{query}", query);
      const count = this.querySelector("[data-part=count]");
      if (count) count.textContent = left ? count.dataset.text.replace("{count}", left) : "";
      this.keep();
    }

    // keep chooses an option in sight when the one that was chosen no longer is: nobody chooses what they do not see.
    keep() {
      const chosen = this.querySelector(".option input[type=radio]:checked");
      const first = this.first();
      if (first?.type !== "radio" && !chosen) return;
      if (chosen && !chosen.closest(".option").hidden) return;
      if (first) first.checked = true;
      else chosen.checked = false;
      this.tell(first?.value);
    }

    first() {
      return this.querySelector(".option:not([hidden]) input:not(:disabled)");
    }

    tell(value) {
      for (const detail of this.querySelectorAll("[data-detail]")) detail.hidden = detail.dataset.detail !== value;
    }

    // pick follows a link to another option of the list without leaving it.
    pick(event) {
      const value = event.target.closest("a[data-pick]")?.dataset.pick;
      const input = value && this.querySelector(`.option input[value="${CSS.escape(value)}"]`);
      if (!input) return;
      event.preventDefault();
      input.closest(".option").hidden = false;
      input.checked = true;
      input.focus();
      this.tell(value);
    }

    // Enter in the search must not send the form; it and the arrow lead into the list. What else comes of the key until it is released would meet
    // the option that has the focus then.
    skip(event) {
      if (event.repeat && this.leading) event.preventDefault();
      if (!event.target.matches("[type=search]") || !["Enter", "ArrowDown"].includes(event.key)) return;
      event.preventDefault();
      this.leading = true;
      const first = this.first();
      if (first?.type === "radio" && !this.querySelector(".option:not([hidden]) input:checked")) first.checked = true;
      (this.querySelector(".option:not([hidden]) input[type=radio]:checked") ?? first)?.focus();
    }
  },
);
