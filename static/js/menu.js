// Menus are popovers of links and buttons. A row's "..." is a link with data-menu and data-key: it opens the table's one
// menu with "{key}" in its addresses replaced. Arrow keys move, right click and Shift+F10 open the row's menu.
const items = (menu) => [...menu.querySelectorAll("[role=menuitem]")];

function open(button, at) {
  const menu = document.getElementById(button.dataset.menu);
  if (!menu) return;
  for (const item of menu.querySelectorAll("[href*='{key}'], [hx-get*='{key}'], [action*='{key}'], [data-address]")) {
    const name = item.matches("form") ? "action" : "href";
    item.dataset.address ??= item.getAttribute(name);
    const address = item.dataset.address.replaceAll("{key}", encodeURIComponent(button.dataset.key));
    item.setAttribute(name, address);
    if (item.hasAttribute("hx-get")) item.setAttribute("hx-get", address);
  }
  menu.opener = button;
  menu.showPopover({ source: button });
  place(menu, button, at);
  items(menu)[0]?.focus();
}

// place puts a menu below its button, its ends together, or where the pointer is; never outside the window.
function place(menu, button, at) {
  const from = button.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const left = at ? at.x : from.right - size.width;
  const below = at ? at.y : from.bottom + 4;
  const top = below + size.height > innerHeight ? (at ? at.y : from.top - 4) - size.height : below;
  menu.style.inset = `${Math.max(8, top)}px auto auto ${Math.max(8, Math.min(left, innerWidth - size.width - 8))}px`;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("a[data-menu]");
  if (!button || event.ctrlKey || event.metaKey || event.button) return;
  event.preventDefault();
  open(button);
});

document.addEventListener("contextmenu", (event) => {
  const button = event.target.closest("tr")?.querySelector("a[data-menu]");
  if (!button || event.target.closest("a:not([data-menu]), input, button")) return;
  event.preventDefault();
  open(button, event.clientX || event.clientY ? { x: event.clientX, y: event.clientY } : undefined);
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
