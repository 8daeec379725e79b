// Makes tables marked data-sortable sortable and filterable; the state is in the address,
// so that a view can be sent to someone. Without this script the table is complete.
"use strict";

for (const table of document.querySelectorAll("table[data-sortable]")) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const headers = [...table.tHead.rows[0].cells];
  const state = new URLSearchParams(location.search);

  const text = (row, column) => row.cells[column].dataset.order ?? row.cells[column].textContent.trim();
  const blank = (row, column) => Boolean(row.cells[column].querySelector(".nothing"));

  function compare(column, down) {
    return (a, b) =>
      blank(a, column) - blank(b, column) ||
      (down ? -1 : 1) * text(a, column).localeCompare(text(b, column), document.documentElement.lang);
  }

  function show() {
    const key = state.get("sort") ?? "";
    const down = state.get("order") === "down";
    const column = headers.findIndex((header) => header.dataset.key === key);
    const words = (state.get("q") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    const group = state.get("group") ?? "";
    for (const [index, header] of headers.entries()) {
      if (index === column) header.setAttribute("aria-sort", down ? "descending" : "ascending");
      else header.removeAttribute("aria-sort");
    }
    const order = column < 0 ? rows : [...rows].sort(compare(column, down));
    body.append(...order);
    let shown = 0;
    for (const row of rows) {
      const found = words.every((word) => row.textContent.toLowerCase().includes(word));
      row.hidden = !(found && (!group || row.dataset.group === group));
      shown += !row.hidden;
    }
    count.textContent = `${shown} of ${rows.length} shown`;
  }

  function change(name, value) {
    if (value) state.set(name, value);
    else state.delete(name);
    const query = state.toString();
    history.replaceState(null, "", query ? `?${query}${location.hash}` : location.pathname + location.hash);
    show();
  }

  for (const header of headers) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    button.addEventListener("click", () => {
      const same = state.get("sort") === header.dataset.key;
      const down = same && state.get("order") !== "down";
      if (same && !down) {
        state.delete("order");
        change("sort", "");
      } else {
        if (down) state.set("order", "down");
        change("sort", header.dataset.key);
      }
    });
    header.append(button);
  }

  const controls = document.createElement("form");
  controls.className = "controls";
  controls.addEventListener("submit", (event) => event.preventDefault());
  const search = labelled("Find", document.createElement("input"));
  search.type = "search";
  search.value = state.get("q") ?? "";
  search.addEventListener("input", () => change("q", search.value.trim()));
  const select = labelled(table.dataset.groupLabel ?? "Group", document.createElement("select"));
  select.append(new Option("all", ""));
  const groups = new Map(rows.map((row) => [row.dataset.group, row.querySelector(".group")?.textContent ?? row.dataset.group]));
  for (const [value, title] of groups) select.append(new Option(title, value));
  select.value = groups.has(state.get("group")) ? state.get("group") : "";
  select.addEventListener("change", () => change("group", select.value));
  const count = document.createElement("output");
  controls.append(count);
  table.parentElement.before(controls);

  function labelled(title, control) {
    const label = document.createElement("label");
    label.append(`${title} `, control);
    controls.append(label, " ");
    return control;
  }

  show();
}
