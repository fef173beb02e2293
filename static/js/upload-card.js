// <upload-card> sends one file in pieces by the tus protocol, and shows how far it is. What has arrived stays on the server:
// after a pause, a broken line or a new sign-in the upload goes on where it was. Every piece carries its SHA-256, so that
// the server refuses one that arrives damaged; it is sent again.
const piece = 32 * 1024 * 1024;
const waits = [0, 1000, 3000, 5000, 10000, 20000, 30000]; // milliseconds before the next attempt
const again = [0, 409, 423, 460]; // answers after which another attempt helps; so it does after those of a server in trouble
const refusals = [403, 413, 422]; // the server does not want the file

const sending = new Set();

addEventListener("beforeunload", (event) => {
  if (sending.size) event.preventDefault();
});

customElements.define(
  "upload-card",
  class extends HTMLElement {
    connectedCallback() {
      this.part("pause").addEventListener("click", () => this.pause());
      this.part("resume").addEventListener("click", () => this.go());
      this.part("cancel").addEventListener("click", () => this.cancel());
      addEventListener("online", () => this.waiting && this.go());
    }

    disconnectedCallback() {
      this.stop();
    }

    part(name) {
      return this.querySelector(`[data-part=${name}]`);
    }

    // send begins with a file. What it is for is { draft } or { app }; url is where a part of it is already, if anywhere.
    // The card tells what became of it by the events "upload-done", "upload-refused" and "upload-canceled", which bubble.
    async send(file, target, url) {
      this.hidden = false;
      this.part("name").textContent = file.name;
      this.url = url;
      this.kept = url ? undefined : 0;
      const tus = await library(this.dataset.library);
      const metadata = { filename: file.name, modified: String(file.lastModified), ...target };
      this.upload = new tus.Upload(file, {
        endpoint: this.dataset.uploads,
        uploadUrl: url,
        metadata,
        chunkSize: piece,
        retryDelays: waits,
        storeFingerprintForResuming: false,
        headers: { Accept: "text/plain" },
        httpStack: checked(new tus.DefaultHttpStack(), file),
        onProgress: (sent, total) => this.progress(sent, total),
        onUploadUrlAvailable: () => (this.url = this.upload.url),
        onChunkComplete: (_, kept) => this.keep(kept),
        onShouldRetry: (error) => this.retry(error),
        onSuccess: () => this.done(),
        onError: (error) => this.fail(error),
      });
      this.go();
    }

    go() {
      this.began = undefined;
      this.busy(true);
      this.say("");
      this.upload.url = this.url; // a client that is refused, by a session that ended, forgets it
      this.upload.start();
    }

    // pause drops the piece that is on its way, and says what the server has.
    pause() {
      this.stop();
      const { size } = this.upload.file;
      const kept = this.kept ?? 0;
      this.show(kept, size);
      this.say(this.text("paused", { sent: bytes(kept), total: bytes(size) }));
    }

    keep(kept) {
      this.kept = kept;
      this.say("");
    }

    async cancel() {
      this.stop();
      if (this.url) await this.upload.abort(true).catch(() => {}); // what stays is forgotten in a week
      this.hidden = true;
      this.tell("upload-canceled");
    }

    stop() {
      this.upload?.abort();
      this.busy(false);
    }

    busy(is) {
      if (is) sending.add(this);
      else sending.delete(this);
      this.waiting = false;
      this.part("pause").hidden = !is;
      this.part("resume").hidden = is;
      this.part("left").textContent = "";
    }

    progress(sent, total) {
      const now = performance.now();
      this.began ??= { now, sent };
      this.kept ??= sent; // the first word of an upload that goes on is where it is
      const speed = (sent - this.began.sent) / Math.max((now - this.began.now) / 1000, 0.001);
      this.show(sent, total, speed);
      if (!speed) return;
      const seconds = Math.ceil((total - sent) / speed);
      this.part("left").textContent =
        seconds > 90 ? this.text("minutes", { left: Math.ceil(seconds / 60) }) : this.text("seconds", { left: seconds });
    }

    show(sent, total, speed = 0) {
      const bar = this.querySelector("progress");
      bar.max = total;
      bar.value = sent;
      const values = { sent: bytes(sent), total: bytes(total), speed: bytes(speed) };
      this.part("progress").textContent = this.text(speed ? "progress" : "standing", values);
    }

    // retry says whether another attempt may help, and tells why it is needed.
    retry(error) {
      const status = error.originalResponse?.getStatus() ?? 0;
      this.began = undefined;
      const helps = again.includes(status) || status >= 500;
      if (helps) this.say(reason(error) || this.dataset.waiting);
      return helps && navigator.onLine;
    }

    done() {
      sending.delete(this);
      this.part("pause").hidden = true;
      this.part("cancel").hidden = true;
      this.part("left").textContent = "";
      this.say(this.dataset.checking);
      this.tell("upload-done");
    }

    // fail leaves the choice to go on, except when the server does not want the file.
    fail(error) {
      const status = error.originalResponse?.getStatus() ?? 0;
      this.busy(false);
      this.waiting = !navigator.onLine;
      const why = reason(error) || this.dataset.failed;
      if (refusals.includes(status)) this.tell("upload-refused", why);
      else this.say(this.waiting ? this.dataset.waiting : why);
    }

    say(sentence) {
      const state = this.part("state");
      if (state.textContent !== sentence) state.textContent = sentence;
    }

    tell(event, detail) {
      this.dispatchEvent(new CustomEvent(event, { bubbles: true, detail }));
    }

    // size is a number of bytes as people read it.
    size(n) {
      return bytes(n);
    }

    // limit is the most bytes that a file may have which an element takes, by its name's ending where that has a limit of its own.
    limit(file, element) {
      const ending = file.name.toLowerCase().match(/\.[^.]*$/)?.[0];
      return JSON.parse(element.dataset.limits)?.[ending] ?? Number(element.getAttribute("limit"));
    }

    text(name, values) {
      return this.dataset[name].replace(/{(\w+)}/g, (_, key) => values[key]);
    }
  },
);

// reason is what the server says, when it says it in a sentence.
function reason(error) {
  const answer = error.originalResponse;
  return answer?.getHeader("Content-Type")?.startsWith("text/plain") ? answer.getBody().trim() : "";
}

// checked adds the checksum to every piece of the file that is sent. Browsers compute it on pages that came safely: that of
// the next piece while this one is on its way.
function checked(stack, file) {
  let next;
  return {
    getName: () => stack.getName(),
    createRequest(method, url) {
      const request = stack.createRequest(method, url);
      if (method !== "PATCH" || !globalThis.crypto?.subtle) return request;
      const send = request.send.bind(request);
      const abort = request.abort.bind(request);
      let aborted = false;
      request.abort = () => {
        aborted = true;
        return abort();
      };
      request.send = async (body) => {
        const from = Number(request.getHeader("Upload-Offset"));
        const sum = await (next?.from === from && next.size === body.size ? next.sum : digest(body));
        if (aborted) return new Promise(() => {});
        request.setHeader("Upload-Checksum", `sha256 ${btoa(String.fromCharCode(...new Uint8Array(sum)))}`);
        const rest = file.slice(from + body.size, from + body.size + piece);
        next = { from: from + body.size, size: rest.size, sum: digest(rest) };
        next.sum.catch(() => {}); // told when the piece is sent
        return send(body);
      };
      return request;
    },
  };
}

async function digest(blob) {
  return crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
}

// library loads tus-js-client when the first file is chosen.
let loading;
function library(url) {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.addEventListener("load", () => resolve(globalThis.tus));
    script.addEventListener("error", reject);
    document.head.append(script);
  });
  return loading;
}

function bytes(n) {
  const units = ["bytes", "KB", "MB", "GB", "TB"];
  let unit = 0;
  for (; n >= 1024 && unit < units.length - 1; unit++) n /= 1024;
  const digits = unit > 0 && n < 100 ? 1 : 0;
  return `${n.toLocaleString(document.documentElement.lang, { maximumFractionDigits: digits })} ${units[unit]}`;
}
