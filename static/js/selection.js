// <table-selection> wraps a list whose rows can be selected: the box in the head selects all, a click or the space bar with Shift selects a
// range, Escape or [data-clear] clears, [data-selected] names the count, and .select-all takes what other pages have, too.
customElements.define(
  "table-selection",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("click", (event) => this.pick(event));
      this.addEventListener("change", (event) => this.change(event));
      this.addEventListener("keydown", (event) => this.press(event));
      this.addEventListener("htmx:after:swap", () => this.count());
      this.count();
    }

    boxes() {
      return [...this.querySelectorAll("tbody td.check input")];
    }

    press(event) {
      if (event.key === "Escape" && this.boxes().some((box) => box.checked)) this.all(false);
      if (event.key !== " " || !event.shiftKey || !event.target.matches("td.check input")) return;
      event.preventDefault(); // browsers do not say that Shift was held when the space bar clicks
      event.target.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: true }));
    }

    pick(event) {
      if (event.target.closest("[data-clear]")) this.all(false);
      const boxes = this.boxes();
      const here = boxes.indexOf(event.target);
      if (here < 0) return;
      const from = boxes.indexOf(this.last);
      if (event.shiftKey && from >= 0) {
        for (const box of boxes.slice(Math.min(from, here), Math.max(from, here) + 1))
          box.checked = event.target.checked;
      }
      this.last = event.target;
      this.count();
    }

    change(event) {
      if (event.target.matches("thead input")) this.all(event.target.checked);
      this.count();
    }

    all(checked) {
      for (const box of this.boxes()) box.checked = checked;
      this.count();
      if (!checked && !document.activeElement?.checkVisibility?.()) this.querySelector("thead input")?.focus();
    }

    count() {
      const boxes = this.boxes();
      const checked = boxes.filter((box) => box.checked).length;
      const head = this.querySelector("thead input[type=checkbox]");
      if (head) {
        head.checked = checked > 0 && checked === boxes.length;
        head.indeterminate = checked > 0 && checked < boxes.length;
      }
      const all = this.querySelector(".select-all");
      const beyond = all?.querySelector("input");
      if (all) {
        all.hidden = checked < boxes.length;
        beyond.checked &&= !all.hidden;
        all.classList.toggle("is-set", beyond.checked);
      }
      const label = this.querySelector("[data-selected]");
      if (label) label.textContent = beyond?.checked ? all.dataset.all : label.dataset.selected.replace("{count}", checked);
    }
  },
);
