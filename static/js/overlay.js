// <side-pane> and <confirm-dialog> stand empty in the layout. They make the <dialog> that links with hx-target="#pane" and
// "#confirm" fill, show it when it is filled and ask before what was typed is lost. On a page that is itself the pane
// they do nothing: the links and forms work in place.
class Overlay extends HTMLElement {
  connectedCallback() {
    if (document.getElementById(this.part)) return;
    this.dialog = document.createElement("dialog");
    this.dialog.className = this.look;
    this.dialog.setAttribute("aria-labelledby", `${this.part}-title`);
    this.append(this.dialog);
    this.empty();
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close();
    });
    this.dialog.addEventListener("click", (event) => {
      const closer = event.target.closest("[data-close]");
      if (!closer && event.target !== this.dialog) return;
      event.preventDefault();
      this.close();
    });
    this.dialog.addEventListener("input", (event) => {
      if (!event.target.closest("[data-nothing-typed]")) this.dirty = true;
    });
    document.addEventListener("htmx:after:swap", () => this.show());
  }

  empty() {
    this.dirty = false;
    const part = document.createElement("section");
    part.id = this.part;
    this.dialog.replaceChildren(part);
  }

  show() {
    const part = document.getElementById(this.part);
    if (!part?.childElementCount || this.dialog.open) return;
    this.opener = document.activeElement;
    this.dialog.classList.toggle("wide", part.classList.contains("wide"));
    this.dialog.showModal();
    const wanted = [
      "[data-focus]",
      "[autofocus]",
      "input[type=radio]:checked",
      "input:not([type=hidden]), select, textarea",
      "[data-close]",
    ];
    wanted
      .map((selector) => part.querySelector(selector))
      .find(Boolean)
      ?.focus();
  }

  close() {
    if (this.dirty && !window.confirm(this.getAttribute("question"))) return;
    this.dialog.close();
    this.empty();
    this.opener?.focus();
  }
}

customElements.define(
  "side-pane",
  class extends Overlay {
    part = "pane";
    look = "pane";
  },
);
customElements.define(
  "confirm-dialog",
  class extends Overlay {
    part = "confirm";
    look = "modal";
  },
);
