// Anything with data-shortcut is reached by that key, or keys with a space between: fields get the focus, links and buttons
// are pressed. "?" shows the list. <html data-shortcuts="off"> turns all of it off.
let before = "";

const typing = (element) =>
  element.isContentEditable ||
  element.matches("input, select, textarea") ||
  element.closest("dialog[open], [popover]:popover-open");

document.addEventListener("keydown", (event) => {
  if (document.documentElement.dataset.shortcuts === "off" || event.defaultPrevented) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1 || typing(event.target)) return;
  const targets = [...document.querySelectorAll("[data-shortcut]")];
  const two = `${before} ${event.key}`;
  const target =
    targets.find((t) => t.dataset.shortcut === two) ?? targets.find((t) => t.dataset.shortcut === event.key);
  before = targets.some((t) => t.dataset.shortcut.startsWith(`${event.key} `)) ? event.key : "";
  if (event.key === "?") document.getElementById("keyboard")?.showPopover();
  else if (target) act(target);
  else return;
  event.preventDefault();
});

function act(target) {
  target.focus();
  if (target.matches("input")) target.select();
  else target.click();
}
