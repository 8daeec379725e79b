// In "Cite" beneath a paragraph: shows the address under which the page is being read where the
// edition names none, and adds buttons that copy. Without this script all of it can be selected.
"use strict";

{
  const start = () => {
    for (const link of document.querySelectorAll(".cite-address")) {
      if (location.protocol.startsWith("http") && !link.textContent.includes("://")) link.textContent = link.href;
    }

    if (navigator.clipboard) {
      for (const part of document.querySelectorAll(".cite dd:not(:has(button))")) {
        const text = part.textContent.trim();
        const name = part.previousElementSibling.textContent;
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = "Copy";
        button.setAttribute("aria-label", `Copy: ${name}`);
        const said = document.createElement("output");
        button.addEventListener("click", async () => {
          await navigator.clipboard.writeText(text);
          said.textContent = " copied";
          setTimeout(() => (said.textContent = ""), 2000);
        });
        part.append(" ", button, said);
      }
    }
  };

  // Themes that change the page without loading it tell of each; Material does so here.
  if (globalThis.document$) globalThis.document$.subscribe(start);
  else start();
}
