// <image-input> takes a picture that is chosen, dropped or pasted, and crops it to a square: by pointer, by keyboard and by slider.
// What the form sends is the square, as a PNG. Without this script the file goes as it is and the server crops it.
const side = 512; // pixels of what is sent at most, as on the server
const largest = 8; // how far one can zoom in
const limit = 50 * 1024 * 1024; // bytes that a browser is asked to decode
const keys = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

customElements.define(
  "image-input",
  class extends HTMLElement {
    connectedCallback() {
      this.input = this.querySelector("input[type=file]");
      this.stage = this.part("stage");
      this.zoom = this.part("zoom");
      this.heard = new AbortController();
      const { signal } = this.heard;
      this.input.addEventListener("change", () => this.take(this.input.files[0]));
      this.zoom.addEventListener("input", (event) => this.draw(event.stopPropagation()));
      this.part("forget").addEventListener("click", () => this.forget());
      this.stage.addEventListener("keydown", (event) => this.key(event));
      this.stage.addEventListener("pointerdown", (event) => this.stage.setPointerCapture(event.pointerId));
      this.stage.addEventListener("pointermove", (event) => this.drag(event));
      for (const type of ["dragenter", "dragover", "dragleave", "drop"]) this.addEventListener(type, (event) => this.over(event));
      document.addEventListener("paste", (event) => this.receive(event, event.clipboardData), { signal });
      this.input.form?.addEventListener("formdata", (event) => this.send(event.formData), { signal });
    }

    disconnectedCallback() {
      this.heard.abort();
      this.picture?.close();
    }

    part(name) {
      return this.querySelector(`[data-part=${name}]`);
    }

    over(event) {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      event.stopPropagation();
      this.querySelector(".dropzone").classList.toggle("is-over", event.type === "dragenter" || event.type === "dragover");
      if (event.type === "drop") this.receive(event, event.dataTransfer);
    }

    // receive takes the picture that was dropped or pasted, as if it were chosen.
    receive(event, data) {
      if (!data?.files.length || !this.checkVisibility()) return;
      event.preventDefault();
      const one = new DataTransfer();
      one.items.add(data.files[0]);
      this.input.files = one.files;
      this.input.dispatchEvent(new Event("input", { bubbles: true }));
      this.take(data.files[0]);
    }

    async take(file) {
      if (!file) return this.forget();
      const asked = (this.asked = Symbol(file.name)); // another may be chosen while this one is decoded
      const why = file.type === "image/svg+xml" ? "svg" : file.size > limit ? "tooBig" : "";
      const picture = why ? undefined : await createImageBitmap(file).catch(() => undefined);
      if (asked !== this.asked || !this.isConnected) return picture?.close();
      this.picture?.close();
      this.picture = picture;
      if (!picture) return this.refuse(this.text(why || "unreadable", { name: file.name }));
      const { width, height } = picture;
      this.short = Math.min(width, height);
      this.center = [width / 2, height / 2];
      this.zoom.min = Math.log2(this.short / Math.max(width, height));
      this.zoom.max = Math.log2(largest);
      this.zoom.value = 0;
      this.refuse("");
      this.part("editor").hidden = false;
      this.part("state").textContent = this.text("chosen", { name: file.name, width, height });
      this.draw();
    }

    forget() {
      this.asked = undefined;
      this.picture?.close();
      this.picture = undefined;
      this.input.value = "";
      this.refuse("");
      this.input.focus();
    }

    // refuse shows why there is no picture to crop; no reason hides that.
    refuse(sentence) {
      const problem = this.part("problem");
      problem.querySelector("p").textContent = sentence;
      problem.hidden = !sentence;
      this.part("editor").hidden = true;
      this.part("state").textContent = "";
      if (sentence) this.input.value = "";
    }

    // square is what is seen of the picture, in its own pixels. It stays inside, or in the middle where the picture is narrower.
    square() {
      const length = this.short / 2 ** this.zoom.value;
      const within = (at, whole) => (length >= whole ? whole / 2 : Math.min(Math.max(at, length / 2), whole - length / 2));
      this.center = [within(this.center[0], this.picture.width), within(this.center[1], this.picture.height)];
      return { left: this.center[0] - length / 2, top: this.center[1] - length / 2, length };
    }

    draw() {
      if (!this.picture) return;
      const square = this.square();
      for (const canvas of this.querySelectorAll("canvas")) paint(canvas, this.picture, square);
      this.zoom.setAttribute("aria-valuetext", `${Math.round(100 * 2 ** this.zoom.value)}%`);
    }

    // move moves the picture by a share of the square, as a finger on it does.
    move(x, y) {
      const { length } = this.square();
      this.center = [this.center[0] - x * length, this.center[1] - y * length];
      this.draw();
    }

    drag(event) {
      if (!this.stage.hasPointerCapture(event.pointerId)) return;
      this.move(event.movementX / this.stage.clientWidth, event.movementY / this.stage.clientHeight);
    }

    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const step = event.shiftKey ? 0.1 : 0.02;
      if (keys[event.key]) this.move(...keys[event.key].map((way) => way * step));
      else if (event.key === "+" || event.key === "=") this.zoom.stepUp(5);
      else if (event.key === "-") this.zoom.stepDown(5);
      else return;
      event.preventDefault();
      this.draw();
    }

    // send puts the square in the place of the file.
    send(data) {
      if (!this.picture || this.input.disabled) return;
      const canvas = document.createElement("canvas");
      const square = this.square();
      let length = Math.min(side, Math.max(1, Math.round(square.length)));
      let bytes;
      do {
        canvas.width = canvas.height = length;
        paint(canvas, this.picture, square);
        bytes = Uint8Array.from(atob(canvas.toDataURL("image/png").split(",")[1]), (c) => c.charCodeAt(0));
        length = Math.ceil(length / 2);
      } while (bytes.length > Number(this.dataset.limit) && length > 1);
      data.set(this.input.name, new File([bytes], "logo.png", { type: "image/png" }));
    }

    text(name, values) {
      return this.dataset[name].replace(/{(\w+)}/g, (_, key) => values[key]);
    }
  },
);

// paint draws a square of a picture over a whole canvas. What lies outside the picture stays clear.
function paint(canvas, picture, { left, top, length }) {
  const context = canvas.getContext("2d");
  const scale = canvas.width / length;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, -left * scale, -top * scale, picture.width * scale, picture.height * scale);
}
