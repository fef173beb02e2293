// Menus are popovers of links and buttons. A row's "..." is a link with data-menu and data-key, or an address that
// ends with the key: it opens the table's one menu with "{key}" in its addresses replaced. Arrow keys move, right click and Shift+F10 open the row's menu.
const items = (menu) => [...menu.querySelectorAll("[role=menuitem]")];

function open(button, at) {
  const menu = document.getElementById(button.dataset.menu);
  if (!menu) return;
  const key = button.dataset.key ?? button.pathname.split("/").pop();
  for (const item of menu.querySelectorAll("[href*='{key}'], [hx-get*='{key}'], [action*='{key}'], [data-address]")) {
    const name = item.matches("form") ? "action" : "href";
    item.dataset.address ??= item.getAttribute(name);
    const address = item.dataset.address.replaceAll("{key}", encodeURIComponent(key));
    item.setAttribute(name, address);
    if (item.hasAttribute("hx-get")) item.setAttribute("hx-get", address);
  }
  menu.opener = button;
  menu.removeAttribute("style");
  menu.showPopover({ source: button });
  if (at) place(menu, at);
  items(menu)[0]?.focus();
}

// place puts a menu where the pointer is, never outside the window. At a button the style sheet places it.
function place(menu, at) {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const top = at.y + height > innerHeight ? at.y - height : at.y;
  menu.style.positionArea = "none";
  menu.style.inset = `${Math.max(8, top)}px auto auto ${Math.min(at.x, innerWidth - width - 8)}px`;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("a[data-menu]");
  if (!button || event.ctrlKey || event.metaKey || event.button) return;
  event.preventDefault();
  open(button);
});

// Browsers close menus when a button or finger is let go, and some ask for the menu while it is still down: it waits then.
let down = false;
let waiting;
addEventListener("pointerdown", () => (down = true), true);
for (const type of ["pointerup", "pointercancel"]) {
  addEventListener(
    type,
    () => {
      down = false;
      if (waiting) setTimeout(waiting);
      waiting = undefined;
    },
    true,
  );
}

document.addEventListener("contextmenu", (event) => {
  const button = event.target.closest("tr")?.querySelector("a[data-menu]");
  if (!button || event.target.closest("input, button")) return;
  event.preventDefault();
  const at = event.clientX || event.clientY ? { x: event.clientX, y: event.clientY } : undefined;
  if (down) waiting = () => open(button, at);
  else open(button, at);
});

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("[role=menu]");
  if (!menu) return;
  const all = items(menu);
  const here = all.indexOf(document.activeElement);
  const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  all.at(next % all.length)?.focus();
});

document.addEventListener(
  "toggle",
  (event) => {
    const menu = event.target;
    if (!menu.matches?.("[popover][role=menu]")) return;
    if (event.newState === "open") items(menu)[0]?.focus();
    else if (menu.opener && menu.contains(document.activeElement)) menu.opener.focus();
  },
  true,
);
