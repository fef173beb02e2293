// Forms: the summary of errors takes the focus, forms with data-dirty warn before what was typed is lost, and a form is
// sent only once.
const changed = new Set();

const focusErrors = () => document.querySelector("[data-focus]")?.focus();

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-dirty]");
  if (form && !form.closest("dialog") && !event.target.closest("[data-nothing-typed]")) changed.add(form);
});

document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-carries]")) changed.clear(); // what was typed goes along
  changed.delete(event.target);
  const button = event.submitter;
  if (!button || event.target.method === "get") return;
  if (button.getAttribute("aria-disabled") === "true") event.preventDefault();
  else setTimeout(() => button.setAttribute("aria-disabled", "true"));
});

addEventListener("beforeunload", (event) => {
  if (!reloading && [...changed].some((form) => form.isConnected)) event.preventDefault();
});

const enable = () => {
  for (const button of document.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
};
addEventListener("pageshow", enable);
document.addEventListener("htmx:finally:request", enable);

// An upload loads the page again, so that the file can answer questions. What was typed until the page is gone is put back, and
// so is the place where it was.
let reloading = false;
const typed = `typed ${location.pathname}`;
const controls = "input:not([type=hidden], [type=password], [type=file]), select, textarea";

document.addEventListener("reload-soon", () => (reloading = true));

addEventListener("pagehide", () => {
  if (!reloading) return;
  const values = {};
  for (const form of changed) {
    for (const field of form.querySelectorAll(controls)) {
      if (field.matches("[type=radio], [type=checkbox]")) {
        if (field.checked !== field.defaultChecked) values[`${field.name} ${field.value}`] = field.checked;
      } else if (field.matches("select") || field.value !== field.defaultValue) values[field.name] = field.value;
    }
  }
  const { id, selectionStart: from, selectionEnd: to } = document.activeElement;
  const top = document.querySelector("main")?.scrollTop;
  sessionStorage.setItem(typed, JSON.stringify({ values, place: { id, from, to, top } }));
});

const restore = () => {
  const { values = {}, place } = JSON.parse(sessionStorage.getItem(typed) ?? "{}");
  sessionStorage.removeItem(typed);
  for (const field of document.querySelectorAll(`form[data-dirty] :is(${controls})`)) {
    const choice = field.matches("[type=radio], [type=checkbox]");
    const value = values[choice ? `${field.name} ${field.value}` : field.name];
    if (value === undefined) continue;
    if (choice) field.checked = value;
    else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (place) go(place);
};

const go = ({ id, from, to, top }) => {
  document.querySelector("main").scrollTop = top;
  const control = document.getElementById(id);
  control?.focus({ preventScroll: true });
  if (typeof from === "number") control?.setSelectionRange?.(from, to);
};

restore();
document.addEventListener("htmx:after:swap", focusErrors);
focusErrors();
