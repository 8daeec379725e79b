// Opens a note in a box at the place that calls it. Without this script the notes are at the
// foot. Another script may add kinds of links that open a box: see `apparatusBoxes` at the end.
"use strict";

(() => {
  const OPEN = 150; // ms that a pointer rests on a call before its box opens
  const CLOSE = 280; // ms in which it may travel from the call to the box
  const EDGE = 8; // px between the box and the edge of the window
  const GAP = 6; // px between the box and its call

  if (!HTMLElement.prototype.showPopover) return;

  let open = null; // { call, box, by: "hover" | "focus" | "tap", line, title }
  let pending = null; // what a timer is going to do
  let pressed = null; // the call under a finger, and whose box was open already
  let resting = {}; // where the pointer was last
  let returning = false; // focus is going back to a call

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  // The note's own text with its emendations closed; who draws on it stands at the foot only.
  function noteOf(call) {
    const note = document.getElementById(decodeURIComponent(call.hash.slice(1)));
    if (!note) return null;
    const own = call.closest(".is-own");
    const name = `${own ? "Editor’s note" : "Note"} ${call.textContent}`;
    const whole = element("a", "box-title", name);
    whole.href = call.href;
    const copy = note.cloneNode(true);
    for (const left of copy.querySelectorAll(".note-back, .drawn-on")) left.remove();
    for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
    for (const details of copy.querySelectorAll("details")) details.open = false;
    return { name, className: own ? "note is-own" : "note", parts: [whole, ...copy.childNodes] };
  }

  const kinds = [
    { isTapped: true, has: (link) => link.matches("a[role=doc-noteref]"), content: noteOf },
  ];

  function kindAt(node) {
    const link = node instanceof Element && node.closest("a[href]");
    if (!(link instanceof HTMLAnchorElement) || link.closest(".apparatus-box")) return {};
    const kind = kinds.find((each) => each.has(link));
    return kind ? { kind, call: link } : {};
  }

  // --- the box -----------------------------------------------------------------------

  function show(call, kind, by, point) {
    settle();
    const content = open?.call !== call && kind.content(call);
    if (!content) return;
    close();
    const box = element("div", `apparatus-box ${content.className}`, ...content.parts);
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", content.name);
    box.popover = by === "tap" ? "auto" : "hint"; // a browser without "hint" takes "manual"
    // Right behind its call, so that Tab goes on into it; but it is no part of a heading.
    const inline = call.closest("sup") ?? call;
    (inline.closest("h1, h2, h3, h4, h5, h6") ?? inline).after(box);
    const line = [...call.getClientRects()].findIndex(
      ({ top, bottom }) => point && top <= point.clientY && point.clientY <= bottom,
    );
    open = { call, box, by, line: Math.max(line, 0), title: call.title };
    call.removeAttribute("title"); // the browser would show it as well
    box.addEventListener("toggle", (event) => {
      if (event.target !== box) place(); // an emendation was opened
      else if (event.newState === "closed" && open?.box === box) close();
    }, true);
    box.showPopover();
    place();
  }

  function close() {
    settle();
    if (!open) return;
    const { call, box, title } = open;
    open = null;
    if (title) call.title = title;
    box.remove();
  }

  // Below the call or, where there is more room, above it; never out of the window.
  function place() {
    if (!open) return;
    const { call, box, line } = open;
    const { clientWidth, clientHeight } = document.documentElement;
    const lines = call.getClientRects();
    const at = lines[line] ?? lines[0] ?? call.getBoundingClientRect();
    box.style.setProperty("--apparatus-room", `${clientWidth - 2 * EDGE}px`);
    box.style.maxHeight = "none";
    const { width, height } = box.getBoundingClientRect();
    const below = clientHeight - at.bottom - GAP - EDGE;
    const above = at.top - GAP - EDGE;
    const under = height <= below || below >= above;
    const tall = Math.min(Math.ceil(height), under ? below : above);
    const left = Math.max(EDGE, Math.min(at.left, clientWidth - width - EDGE));
    const top = under ? at.bottom + GAP : at.top - GAP - tall;
    box.style.maxHeight = `${tall}px`;
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${top + scrollY}px`;
  }

  // --- when --------------------------------------------------------------------------

  function settle() {
    clearTimeout(pending?.timer);
    pending = null;
  }

  function later(what, delay, act) {
    if (pending?.what === what) return;
    settle();
    pending = { what, timer: setTimeout(act, delay) };
  }

  function prepare(call, kind, by, point) {
    const ready = kind.ready?.();
    later(call, OPEN, async () => {
      await ready;
      if (pending?.what === call) show(call, kind, by, point);
    });
  }

  function leave() {
    if (open?.by !== "hover") settle();
    else later("close", CLOSE, () => (open.box.contains(document.activeElement) ? settle() : close()));
  }

  document.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || event.buttons) return; // text may be being selected
    const { clientX, clientY } = event;
    if (clientX === resting.clientX && clientY === resting.clientY) return; // the page moved
    resting = { clientX, clientY };
    const { call, kind } = kindAt(event.target);
    if (open && (call === open.call || open.box.contains(event.target))) settle();
    else if (call) prepare(call, kind, "hover", event);
    else leave();
  });
  document.documentElement.addEventListener("pointerleave", leave);

  document.addEventListener("focusin", ({ target }) => {
    if (returning || (open && (target === open.call || open.box.contains(target)))) return;
    close();
    const { call, kind } = target.matches(":focus-visible") ? kindAt(target) : {};
    if (call && kind.ready) prepare(call, kind, "focus");
    else if (call) show(call, kind, "focus");
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !open) return;
    returning = true;
    if (open.by === "tap" || open.box.contains(document.activeElement)) open.call.focus();
    returning = false;
    close();
    event.preventDefault();
    event.stopPropagation();
  }, true);

  document.addEventListener("pointerdown", (event) => {
    const isTouch = event.pointerType === "touch";
    const { call } = kindAt(event.target);
    pressed = isTouch ? { call, again: open?.call } : null;
    if (open && open.call !== call && !open.box.contains(event.target)) close();
  }, true);
  document.addEventListener("click", (event) => {
    const { call, kind } = kindAt(event.target);
    const isFirst = pressed && pressed.call === call && pressed.again !== call;
    pressed = null;
    if (call && kind.isTapped && isFirst) {
      event.preventDefault();
      show(call, kind, "tap");
    } else if (event.target.closest?.("a[href]")) close(); // followed; so does a second tap
  });

  addEventListener("resize", place);
  document.addEventListener("scroll", (event) => {
    // The box moves with the page, but not with a part of it that scrolls for itself.
    if (open && event.target !== document && event.target.contains(open.call)) close();
  }, true);

  // A kind: `has(link)`, `content(link)` giving { name, className, parts } or null, `isTapped`
  // where touch opens it too, and `ready()` giving a promise where content has to be loaded.
  window.apparatusBoxes = { kinds, element, close };
})();
