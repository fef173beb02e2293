// What is pressed may go with the part of the page that changes. The focus then goes to the row that was added, or to the
// command that adds one, so that the keyboard stays where it was. With a row that moves it goes along.
let row; // the table to which a row is added
let moved; // the table, the row and the place it goes to
let around = []; // ids of what stands around the pressed control, the nearest first

document.addEventListener("htmx:before:request", (event) => {
  const pressed = event.detail.ctx.sourceElement;
  row = pressed.matches('button[value^="add "]') && pressed.closest(".rows")?.id;
  moved = /^move (\S+) (\d+) (\d+)$/.exec(pressed.value);
  around = [];
  if (!pressed.contains(document.activeElement)) return;
  for (let e = pressed.parentElement; e; e = e.parentElement) if (e.id) around.push(e.id);
});

document.addEventListener("htmx:after:swap", () => {
  const added = row && [...document.querySelectorAll(`#${row} > :is(.rule, .row-line)`)].at(-1);
  row = undefined;
  if (added) added.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  if (moved) along(moved[1], Number(moved[2]), Number(moved[3]));
  moved = undefined;
  if (document.activeElement !== document.body || document.querySelector("dialog[open]")) return;
  const part = around.map((id) => document.getElementById(id)).find(Boolean);
  part?.querySelector('.assign-add a, button[value^="add "]')?.focus();
});

// along gives the focus to the button that moves the row on; at the end, to the one that moves it back.
function along(table, from, to) {
  const buttons = [2 * to - from, from].map((next) => document.querySelector(`button[value="move ${table} ${to} ${next}"]:enabled`));
  buttons.find(Boolean)?.focus();
}
