// <file-drop> takes files that are dropped anywhere on the page or chosen in its form, sends each in its own <upload-card>, and
// asks the server to begin apps of them once all have arrived. Without this script the form inside it posts the files.
customElements.define(
  "file-drop",
  class extends HTMLElement {
    connectedCallback() {
      this.depth = 0; // elements that the pointer with files is over
      this.left = 0; // files on their way
      this.arrived = [];
      this.heard = new AbortController();
      const on = (type, take) => document.addEventListener(type, take.bind(this), { signal: this.heard.signal });
      on("dragenter", (event) => this.over(event, 1));
      on("dragleave", (event) => this.over(event, -1));
      on("dragover", (event) => this.carries(event) && event.preventDefault());
      on("drop", this.drop);
      const input = this.querySelector("input[type=file]");
      input?.addEventListener("change", () => this.take([...input.files]));
      this.addEventListener("upload-done", (event) => this.done(event.target));
      this.addEventListener("upload-canceled", (event) => this.ended(event.target));
      this.addEventListener("upload-refused", (event) => {
        this.refuse(`${event.target.fileName}: ${event.detail}`);
        this.ended(event.target);
      });
    }

    disconnectedCallback() {
      this.heard.abort();
    }

    part(name) {
      return this.querySelector(`[data-part=${name}]`);
    }

    // carries says whether files are dragged, and not over a place of their own or below a pane.
    carries(event) {
      return event.dataTransfer?.types.includes("Files") && !document.querySelector("dialog[open]");
    }

    over(event, step) {
      if (!this.carries(event)) return;
      event.preventDefault();
      this.depth = Math.max(0, this.depth + step);
      this.part("overlay").hidden = !this.depth;
    }

    drop(event) {
      if (!this.carries(event)) return;
      event.preventDefault();
      this.depth = 0;
      this.part("overlay").hidden = true;
      this.take([...event.dataTransfer.files]);
    }

    take(files) {
      this.part("problems").hidden = true;
      this.part("problems").querySelector("ul").replaceChildren();
      const card = document.createElement("upload-card");
      for (const file of files) {
        const limit = card.limit(file, this);
        if (!file.size) this.refuse(this.text("empty", { name: file.name }));
        else if (limit && file.size > limit) this.refuse(this.text("tooBig", { name: file.name, size: card.size(file.size), limit: card.size(limit) }));
        else this.send(file);
      }
    }

    send(file) {
      const card = this.querySelector("template").content.firstElementChild.cloneNode(true);
      this.part("cards").append(card);
      const form = this.part("form");
      if (form) form.hidden = true;
      this.left++;
      card.fileName = file.name;
      card.send(file, { any: "true" }, this.known(file));
    }

    // known is where a part of this very file is already.
    known(file) {
      for (const part of this.querySelectorAll("[data-resumes]")) {
        const { name, size, mark, resumes } = part.dataset;
        if (name !== file.name || size !== String(file.size) || mark !== String(file.lastModified)) continue;
        part.remove();
        return resumes;
      }
      return undefined;
    }

    done(card) {
      this.arrived.push(card.url.split("/").pop());
      this.left--;
      this.go();
    }

    ended(card) {
      card.remove();
      this.left--;
      this.go();
    }

    // go asks what came of the files when none is on its way any more. What was refused is read first.
    go() {
      if (this.left) return;
      const form = this.part("form");
      if (!this.arrived.length) {
        if (form) form.hidden = false;
        return;
      }
      const sort = this.part("sort");
      for (const id of this.arrived) {
        const input = document.createElement("input");
        Object.assign(input, { type: "hidden", name: "id", value: id });
        sort.append(input);
      }
      this.arrived = [];
      sort.submit();
    }

    refuse(sentence) {
      const line = document.createElement("li");
      line.textContent = sentence;
      const problems = this.part("problems");
      problems.querySelector("ul").append(line);
      problems.hidden = false;
      problems.focus();
    }

    text(name, values) {
      return this.dataset[name].replace(/{(\w+)}/g, (_, key) => values[key]);
    }
  },
);
