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

// A link with data-beside opens its page beside the list that it stands in, where there is room: the page stays usable, the address is
// that of what is shown, Back and Escape close it. Elsewhere the link goes to the page.
const roomBeside = matchMedia("(min-width: 1180px)");

class SidePane extends Overlay {
  part = "pane";
  look = "pane";

  connectedCallback() {
    super.connectedCallback();
    if (!this.dialog) return;
    const { signal } = (this.listening = new AbortController());
    const on = (type, does, target = document) => target.addEventListener(type, does, { signal });
    on("click", (event) => this.choose(event));
    on("keydown", (event) => {
      if (event.key === "Escape" && this.row && !event.defaultPrevented && !document.querySelector(":modal, :popover-open")) this.close();
    });
    on("popstate", () => this.travel(), window);
    on("htmx:before:history:restore", (event) => {
      if (this.row && event.detail.path === this.list) event.preventDefault(); // the list is still there
    });
    on("change", () => roomBeside.matches || (this.row && location.reload()), roomBeside);
  }

  disconnectedCallback() {
    this.listening?.abort();
    this.mark(null);
  }

  choose(event) {
    const link = event.target.closest("a[data-beside]");
    if (!link || !roomBeside.matches || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.open(link);
  }

  async open(link) {
    const first = !this.row;
    if (first) this.list = location.pathname + location.search;
    this.mark(link);
    await window.htmx.ajax("GET", link.getAttribute("href"), {
      target: "#pane",
      swap: "outerHTML",
      source: link,
      headers: { "HX-Target": "section#pane" },
    });
    if (this.row !== link) return;
    history[first ? "pushState" : "replaceState"]({ beside: true }, "", link.href);
  }

  // mark tells which row is shown.
  mark(link) {
    this.row?.removeAttribute("aria-current");
    this.row?.closest("tr")?.classList.remove("is-selected");
    this.row = link;
    link?.setAttribute("aria-current", "true");
    link?.closest("tr")?.classList.add("is-selected");
    document.documentElement.toggleAttribute("data-beside-open", Boolean(link));
  }

  show() {
    const beside = document.getElementById("pane")?.classList.contains("beside");
    this.dialog.classList.toggle("is-beside", Boolean(beside));
    if (!beside) {
      if (this.row && document.getElementById("pane")?.childElementCount) this.leave();
      return super.show();
    }
    if (!this.dialog.open) this.dialog.show();
    document.getElementById("pane-title").focus();
  }

  // leave makes room for a pane that stands above the page.
  leave() {
    this.mark(null);
    this.dialog.close();
    history.replaceState({ htmx: true }, "", this.list);
  }

  // travel follows Back and Forward.
  travel() {
    const here = location.pathname + location.search;
    const link = history.state?.beside && document.querySelector(`a[data-beside][href="${CSS.escape(here)}"]`);
    if (link) this.open(link);
    else if (this.row) this.hide();
  }

  hide() {
    const link = this.row;
    this.mark(null);
    this.dialog.close();
    this.empty();
    (link.isConnected ? link : document.querySelector(`a[data-beside][href="${CSS.escape(link.getAttribute("href"))}"]`))?.focus();
  }

  close() {
    if (!this.row) return super.close();
    if (history.state?.beside) history.back();
    else this.hide();
  }
}

customElements.define("side-pane", SidePane);
customElements.define(
  "confirm-dialog",
  class extends Overlay {
    part = "confirm";
    look = "modal";
  },
);
