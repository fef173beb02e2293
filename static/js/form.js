// Forms: the summary of errors takes the focus, forms with data-dirty warn before what was typed is lost, and a form is
// sent only once.
const changed = new Set();

const focusErrors = () => document.querySelector("[data-focus]")?.focus();

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-dirty]");
  if (form && !form.closest("dialog")) changed.add(form);
});

document.addEventListener("submit", (event) => {
  changed.delete(event.target);
  const button = event.submitter;
  if (!button || event.target.method === "get") return;
  if (button.getAttribute("aria-disabled") === "true") event.preventDefault();
  else setTimeout(() => button.setAttribute("aria-disabled", "true"));
});

addEventListener("beforeunload", (event) => {
  if ([...changed].some((form) => form.isConnected)) event.preventDefault();
});

addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
});

document.addEventListener("htmx:after:swap", focusErrors);
focusErrors();
