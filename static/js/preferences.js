// The forms that choose theme and density take effect at once and are saved behind the page.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-preference]");
  const { name, value } = event.submitter ?? {};
  if (!form || !["theme", "density"].includes(name)) return;
  event.preventDefault();
  document.documentElement.dataset[name] = value;
  if (!value) delete document.documentElement.dataset[name];
  for (const button of form.querySelectorAll(`button[name=${name}]`)) {
    button.setAttribute("aria-checked", String(button.value === value));
  }
  const data = new URLSearchParams(new FormData(form, event.submitter));
  fetch(form.action, { method: "POST", body: data, redirect: "manual" });
  form.closest("[popover]")?.hidePopover();
});
