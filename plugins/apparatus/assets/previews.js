// Shows what a link leads to, a page, a work or a paragraph, in the box of notes.js.
"use strict";

(() => {
  const { kinds, element, close } = window.apparatusBoxes ?? {};
  const script = document.currentScript.src;
  const site = new URL("../../", script).href; // this file lies in assets/apparatus/
  const KEPT = "apparatus.previews";
  const sparing = matchMedia("(prefers-reduced-data: reduce)").matches || navigator.connection?.saveData;
  if (!kinds || sparing || !matchMedia("(any-hover: hover)").matches) return;

  let chosen = kept() !== "off";
  let loading = null;

  // The data are a script, which a page in a folder may load too, and come when first needed.
  function load() {
    loading ??= new Promise((done) => {
      const data = element("script");
      data.src = new URL("previews-data.js", script).href;
      data.addEventListener("load", done);
      data.addEventListener("error", done);
      document.head.append(data);
    });
    return loading;
  }

  function isOffered(link) {
    return chosen && link.href.startsWith(site) && !link.closest("nav, header, footer");
  }

  function previewOf(link) {
    const all = window.apparatusPreviews ?? {};
    const address = decoded(link.href.replace(/\?[^#]*/, "").slice(site.length));
    if (!Object.hasOwn(all, address) || leadsToItself(link)) return null;
    const [title, ...text] = all[address];
    if (isThere(link, text.join(""))) return null;
    const words = text.map((piece, index) => (index % 2 ? element("cite", "", piece) : piece));
    const off = element("button", "box-off", "Turn previews off");
    off.type = "button";
    off.tabIndex = -1; // the keyboard has the switch at the foot, and no stop at every link
    off.addEventListener("click", () => choose(false));
    const parts = [element("p", "", ...words), off];
    if (title) parts.unshift(element("p", "box-title", title));
    return { name: title || link.textContent.trim(), className: "preview", parts };
  }

  // A paragraph's own number stands in the paragraph.
  function leadsToItself(link) {
    const [page, hash] = link.href.split("#");
    const isHere = page === location.href.split("#")[0];
    return isHere && (!hash || document.getElementById(decoded(hash))?.contains(link));
  }

  // Where a work is cited in full, its reference says nothing new.
  function isThere(link, text) {
    return (link.closest(".reference") ?? link).textContent.includes(text.replace(/\.$/, ""));
  }

  function decoded(url) {
    try {
      return decodeURIComponent(url);
    } catch {
      return url;
    }
  }

  function kept() {
    try {
      return localStorage.getItem(KEPT);
    } catch {
      return null; // a browser that keeps nothing: the choice holds for this page
    }
  }

  function choose(on) {
    chosen = on;
    try {
      localStorage.setItem(KEPT, on ? "on" : "off");
    } catch {
      // as above
    }
    control.textContent = `Turn previews of links ${on ? "off" : "on"}`;
    close();
  }

  const control = element("button", "previews-switch");
  control.type = "button";
  control.addEventListener("click", () => choose(!chosen));
  const page = document.querySelector("article") ?? document.querySelector("main, [role=main]");
  (page ?? document.body).append(control);
  control.textContent = `Turn previews of links ${chosen ? "off" : "on"}`;
  kinds.push({ has: isOffered, content: previewOf, ready: load });
})();
