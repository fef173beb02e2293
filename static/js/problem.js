// When a request for a part of the page fails, a toast says so: there is nothing to show in its place.
const tell = () => {
  const toast = document.getElementById("request-failed").content.cloneNode(true);
  document.getElementById("toasts").append(toast);
};

document.addEventListener("htmx:response:error", (event) => {
  if (![409, 422].includes(event.detail.ctx.response.status)) tell();
});
document.addEventListener("htmx:error", tell);
