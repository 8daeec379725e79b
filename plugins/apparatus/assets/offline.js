// Search in a folder. From file: no browser starts a worker, so one that is asked for lives in a
// hidden frame of the page instead. The theme's search needs no more than what is here.
"use strict";

if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    #frame = document.createElement("iframe");
    #isReady;

    constructor(address) {
      super();
      const url = new URL(address, document.baseURI).href;
      this.#frame.hidden = true;
      document.body.append(this.#frame);
      const { contentWindow: inside, contentDocument: page } = this.#frame;
      const base = page.createElement("base"); // a worker's addresses are relative to its file
      base.href = url;
      page.head.append(base);
      inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      inside.importScripts = async (...urls) => {
        for (const each of urls) await run(page, each);
      };
      this.#isReady = run(page, url);
    }

    async postMessage(data) {
      await this.#isReady;
      const { contentWindow: inside } = this.#frame;
      inside.dispatchEvent(new inside.MessageEvent("message", { data }));
    }

    terminate() {
      this.#frame.remove();
    }
  };

  function run(page, url) {
    return new Promise((done, failed) => {
      const script = page.createElement("script");
      script.addEventListener("load", done);
      script.addEventListener("error", () => failed(new Error(`cannot load ${script.src}`)));
      script.src = url;
      page.head.append(script);
    });
  }
}
