// The reader's choice of light or dark, put in place before the page is painted.
{
  const chosen = window.__md_get("__palette")?.color;
  if (chosen) {
    let colours = chosen;
    if (chosen.media === "(prefers-color-scheme)") {
      const scheme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
      const option = document.querySelector(`[data-md-color-media="(prefers-color-scheme: ${scheme})"]`);
      colours = { media: option.dataset.mdColorMedia };
      for (const name of ["scheme", "primary", "accent"]) {
        colours[name] = option.getAttribute(`data-md-color-${name}`);
      }
    }
    for (const [name, value] of Object.entries(colours)) {
      document.body.setAttribute(`data-md-color-${name}`, value);
    }
  }
}
