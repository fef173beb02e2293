// <file-upload> hands the chosen or dropped file to its <upload-card>. Name and size are checked before anything is sent.
// When a part of this very file has arrived before, the upload goes on there. Without this script the form inside it posts
// the file.
customElements.define(
  "file-upload",
  class extends HTMLElement {
    connectedCallback() {
      this.zone = this.querySelector(".dropzone");
      this.input = this.querySelector("input[type=file]");
      this.card = this.querySelector("upload-card");
      this.problem = this.querySelector(".error");
      this.input.addEventListener("change", () => this.take(this.input.files[0]));
      this.zone.addEventListener("dragover", (event) => this.over(event, true));
      this.zone.addEventListener("dragleave", (event) => this.over(event, false));
      this.zone.addEventListener("drop", (event) => {
        this.over(event, false);
        this.input.files = event.dataTransfer.files;
        this.take(this.input.files[0]);
      });
      this.addEventListener("upload-done", () => this.done());
      this.addEventListener("upload-canceled", () => this.forget());
      this.addEventListener("upload-refused", (event) => this.refuse(event.detail));
    }

    over(event, is) {
      event.preventDefault();
      this.zone.classList.toggle("is-over", is);
    }

    take(file) {
      if (!file) return;
      const accepted = this.getAttribute("accept").split(", ").filter(Boolean);
      const limit = this.card.limit(file, this);
      const fits = !accepted.length || accepted.some((ending) => file.name.toLowerCase().endsWith(ending));
      if (!fits) return this.refuse(this.text("wrongType", { name: file.name }));
      if (limit && file.size > limit) return this.refuse(this.text("tooBig", { size: this.card.size(file.size), limit: this.card.size(limit) }));
      const { draft, app } = this.dataset;
      if (!draft && !app) return this.querySelector("form").submit(); // nothing that the file could wait for
      this.refuse("");
      this.zone.hidden = true;
      this.arriving(false);
      this.card.send(file, draft ? { draft } : { app }, this.same(file) ? this.dataset.resume : undefined);
    }

    // same says whether a file is the one of which a part has arrived.
    same(file) {
      const { resumeName, resumeSize, resumeMark } = this.dataset;
      return file.name === resumeName && String(file.size) === resumeSize && String(file.lastModified) === resumeMark;
    }

    // arriving shows or hides what is said of a part that has arrived.
    arriving(is) {
      const said = this.parentElement.querySelector("[data-part=arriving]");
      if (said) said.hidden = !is;
    }

    done() {
      document.dispatchEvent(new Event("reload-wanted"));
    }

    // forget offers the place to another file. There is nothing to go on with any more.
    forget() {
      delete this.dataset.resume;
      delete this.dataset.resumeName;
      this.refuse("");
    }

    refuse(sentence) {
      this.card.hidden = true;
      this.zone.hidden = false;
      this.input.value = "";
      this.problem.hidden = !sentence;
      this.problem.querySelector("span").textContent = sentence;
    }

    text(name, values) {
      return this.dataset[name].replace(/{(\w+)}/g, (_, key) => values[key]);
    }
  },
);

// <page-reload> comes with a part of a page when the whole page has something new to show, such as what was read from a file.
// What was typed is put back.
customElements.define(
  "page-reload",
  class extends HTMLElement {
    connectedCallback() {
      document.dispatchEvent(new Event("reload-wanted"));
    }
  },
);
