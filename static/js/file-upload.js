// <file-upload> sends the chosen or dropped file as raw bytes with XMLHttpRequest, the only way to see how far it is. Name
// and size are checked before anything is sent. Without this script the form inside it posts the file.
customElements.define(
  "file-upload",
  class extends HTMLElement {
    connectedCallback() {
      this.zone = this.querySelector(".dropzone");
      this.input = this.querySelector("input[type=file]");
      this.card = this.querySelector(".filecard");
      this.problem = this.querySelector(".error");
      this.input.addEventListener("change", () => this.take(this.input.files[0]));
      this.zone.addEventListener("dragover", (event) => this.over(event, true));
      this.zone.addEventListener("dragleave", (event) => this.over(event, false));
      this.zone.addEventListener("drop", (event) => {
        this.over(event, false);
        this.take(event.dataTransfer.files[0]);
      });
      this.part("cancel").addEventListener("click", () => this.request?.abort());
    }

    part(name) {
      return this.querySelector(`[data-part=${name}]`);
    }

    over(event, is) {
      event.preventDefault();
      this.zone.classList.toggle("is-over", is);
    }

    take(file) {
      if (!file) return;
      const accepted = this.getAttribute("accept").split(", ").filter(Boolean);
      const limit = Number(this.getAttribute("limit"));
      const fits = !accepted.length || accepted.some((ending) => file.name.toLowerCase().endsWith(ending));
      if (!fits) return this.refuse(this.text("wrongType", { name: file.name }));
      if (limit && file.size > limit) return this.refuse(this.text("tooBig", { size: bytes(file.size) }));
      this.send(file);
    }

    send(file) {
      const request = (this.request = new XMLHttpRequest());
      this.refuse("");
      this.busy(true);
      this.part("name").textContent = file.name;
      const began = performance.now();
      request.upload.addEventListener("progress", (event) => this.progress(event, performance.now() - began));
      request.upload.addEventListener("load", () => {
        this.part("progress").textContent = this.dataset.checking;
        this.part("left").textContent = "";
      });
      request.addEventListener("load", () => this.done(request));
      request.addEventListener("error", () => this.refuse(this.dataset.failed));
      request.addEventListener("abort", () => this.refuse(""));
      request.open("PUT", this.getAttribute("action"));
      request.setRequestHeader("Accept", "text/plain");
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.setRequestHeader("Content-Disposition", `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`);
      request.send(file);
    }

    progress({ loaded, total }, milliseconds) {
      const speed = loaded / Math.max(milliseconds / 1000, 0.001);
      const seconds = Math.ceil((total - loaded) / Math.max(speed, 1));
      const percent = Math.floor((100 * loaded) / total);
      this.querySelector("progress").value = percent;
      this.part("progress").textContent = this.text("progress", { percent, size: bytes(total), speed: bytes(speed) });
      this.part("left").textContent =
        seconds > 90
          ? this.text("minutes", { left: Math.ceil(seconds / 60) })
          : this.text("seconds", { left: seconds });
    }

    done(request) {
      if (request.status >= 400) {
        const plain = request.getResponseHeader("Content-Type")?.startsWith("text/plain");
        return this.refuse(plain ? request.responseText : this.dataset.failed);
      }
      document.dispatchEvent(new Event("reload-soon"));
      const next = request.getResponseHeader("HX-Redirect");
      if (next) location.assign(next);
      else location.reload();
    }

    refuse(sentence) {
      this.busy(false);
      this.input.value = "";
      this.problem.hidden = !sentence;
      this.problem.querySelector("span").textContent = sentence;
    }

    busy(is) {
      this.card.hidden = !is;
      this.zone.hidden = is;
    }

    text(name, values) {
      return this.dataset[name].replace(/{(\w+)}/g, (_, key) => values[key]);
    }
  },
);

function bytes(n) {
  const units = ["bytes", "KB", "MB", "GB", "TB"];
  let unit = 0;
  for (; n >= 1024 && unit < units.length - 1; unit++) n /= 1024;
  const digits = unit > 0 && n < 100 ? 1 : 0;
  return `${n.toLocaleString(document.documentElement.lang, { maximumFractionDigits: digits })} ${units[unit]}`;
}

// <page-reload> comes with a part of a page when the whole page has something new to show, such as what was read from a file.
// What was typed is put back.
customElements.define(
  "page-reload",
  class extends HTMLElement {
    connectedCallback() {
      document.dispatchEvent(new Event("reload-soon"));
      location.reload();
    }
  },
);
