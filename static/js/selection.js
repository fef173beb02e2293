// <table-selection> wraps a list whose rows can be selected: the box in the head selects all, Shift selects a range, Escape
// clears, and [data-selected] names the count.
customElements.define(
  "table-selection",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("click", (event) => this.pick(event));
      this.addEventListener("change", (event) => this.change(event));
      this.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && this.boxes().some((box) => box.checked)) this.all(false);
      });
      this.addEventListener("htmx:after:swap", () => this.count());
      this.count();
    }

    boxes() {
      return [...this.querySelectorAll("tbody td.check input")];
    }

    pick(event) {
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
    }

    count() {
      const boxes = this.boxes();
      const checked = boxes.filter((box) => box.checked).length;
      const head = this.querySelector("thead input[type=checkbox]");
      if (head) {
        head.checked = checked > 0 && checked === boxes.length;
        head.indeterminate = checked > 0 && checked < boxes.length;
      }
      const label = this.querySelector("[data-selected]");
      if (label) label.textContent = label.dataset.selected.replace("{count}", checked);
    }
  },
);
