// What scrolls sideways begins where the reader is: at the current step or tab, at the app that a picture is about.
const shown = new WeakMap();

const center = () => {
  for (const strip of document.querySelectorAll(".steps, .tabs, .graph-wrap")) {
    const here = strip.querySelector("[aria-current], .here");
    if (!here || shown.get(strip) === here) continue;
    shown.set(strip, here);
    const at = here.getBoundingClientRect();
    const room = strip.getBoundingClientRect();
    const before = here.closest(".steps li, .tabs li, .tabs a")?.previousElementSibling?.getBoundingClientRect();
    if (before && at.right - before.x <= room.width) {
      strip.scrollLeft += before.x - room.x; // whole, not cut at its first letters
      continue;
    }
    strip.scrollLeft += at.x + at.width / 2 - room.x - room.width / 2;
  }
};

document.addEventListener("htmx:after:swap", center);
center();
