// A page that has something new to show is loaded again at "reload-wanted": not while a button is held down, a pane is open, or
// something is being sent, because what people are doing would be lost. "reload-soon" is told before.
const patience = 10000; // milliseconds after which a page that was to be left is still there
let wanted = false;
let held = false;
let leaving = false;
let sending = 0;

const go = () => {
  if (!wanted || held || leaving || sending || document.querySelector("dialog[open]")) return;
  wanted = false;
  document.dispatchEvent(new Event("reload-soon"));
  location.reload();
};
const soon = () => setTimeout(go); // after the click that a press ends with
const hold = () => (held = true);
const release = () => {
  held = false;
  soon();
};
const leave = () => {
  leaving = true;
  setTimeout(() => {
    leaving = false;
    go();
  }, patience);
};

for (const type of ["pointerdown", "keydown"]) addEventListener(type, hold, true);
for (const type of ["pointerup", "pointercancel", "keyup", "change"]) addEventListener(type, release, true);
addEventListener("blur", release);
addEventListener("close", soon, true);
addEventListener("beforeunload", leave);
addEventListener("submit", (event) => event.defaultPrevented || leave());
document.addEventListener("htmx:before:request", () => sending++);
document.addEventListener("htmx:finally:request", () => {
  sending = Math.max(0, sending - 1);
  soon();
});
document.addEventListener("reload-wanted", () => {
  wanted = true;
  go();
});
