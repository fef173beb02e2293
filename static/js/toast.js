// Toasts leave after six seconds, unless they tell of an error or someone is reading them.
const watch = () => {
  for (const toast of document.querySelectorAll(".toast:not(.bad, [data-timed])")) {
    toast.dataset.timed = "";
    const leave = () => (toast.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : toast.remove());
    setTimeout(leave, 6000);
  }
};

document.addEventListener("click", (event) => event.target.closest("[data-close-toast]")?.closest(".toast")?.remove());
document.addEventListener("htmx:after:swap", watch);
watch();
