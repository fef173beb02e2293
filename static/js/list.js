// Lists: a click anywhere in a row opens it, the counts of a filter are read when it opens, selects with data-submit send their form, and
// <updated-note> says how old the list is.
document.addEventListener("click", (event) => {
  const row = event.target.closest(".list tbody tr");
  if (!row || event.defaultPrevented || event.target.closest("a, button, input, label, select, summary, td.check, td.act")) return;
  if (String(getSelection())) return; // somebody marks text to copy it
  const link = row.querySelector("[data-row-open] a, th a");
  if (!link) return;
  if (event.ctrlKey || event.metaKey) open(link.href);
  else link.click();
});

document.addEventListener(
  "toggle",
  async (event) => {
    const filter = event.target;
    if (event.newState !== "open" || !filter.dataset?.counts) return;
    const answer = await fetch(filter.dataset.counts);
    if (!answer.ok) return;
    const counts = await answer.json();
    for (const place of filter.querySelectorAll("[data-count]")) place.textContent = counts[place.dataset.count] ?? "";
  },
  true,
);

document.addEventListener("change", (event) => {
  if (event.target.matches("select[data-submit]")) event.target.form.requestSubmit();
});

customElements.define(
  "updated-note",
  class extends HTMLElement {
    connectedCallback() {
      this.just = this.textContent;
      this.begin();
      this.clock = setInterval(() => this.tell(), 15000);
      this.again = (event) => event.detail?.ctx?.target?.contains?.(this) !== false && this.begin();
      document.addEventListener("htmx:after:swap", this.again);
    }

    disconnectedCallback() {
      clearInterval(this.clock);
      document.removeEventListener("htmx:after:swap", this.again);
    }

    begin() {
      this.at = Date.now();
      this.tell();
    }

    tell() {
      const minutes = Math.floor((Date.now() - this.at) / 60000);
      this.textContent = minutes ? this.dataset.minutes.replace("{count}", minutes) : this.just;
    }
  },
);
