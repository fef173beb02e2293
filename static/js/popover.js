// Popovers stand at their button by CSS anchor positioning. Where the browser does not know it, this puts them there.
if (!CSS.supports("position-area: block-end")) {
  document.addEventListener(
    "toggle",
    (event) => {
      const popover = event.target;
      if (event.newState !== "open" || !popover.matches?.(".popover")) return;
      const opener = popover.opener ?? document.querySelector(`[popovertarget="${popover.id}"]`);
      const button = opener?.getBoundingClientRect();
      if (!button) return;
      const left = Math.min(button.left, innerWidth - popover.offsetWidth - 8);
      popover.style.inset = `${button.bottom + 4}px auto auto ${Math.max(8, left)}px`;
    },
    true,
  );
}

// Applying a filter closes the popover it was chosen in.
document.addEventListener("submit", (event) => event.target.querySelector("[popover]:popover-open")?.hidePopover());
