// Makes tables marked data-sortable sortable and filterable; the state is in the address,
// so that a view can be sent to someone (what is sought as `find`: to some themes `q` is a
// search of the whole site). Without this script the table is complete.
//
// A table may bring a form of its own (data-for names the table): each of its selects chooses
// the rows whose data of the same name hold the value. A table without one gets a form with
// a select for data-group. Several tables on one page keep their states apart by data-state.
"use strict";

{
  const start = () => {
    const address = new URLSearchParams(location.search);

    for (const table of document.querySelectorAll("table[data-sortable]:not([data-live])")) {
      table.dataset.live = "";
      const body = table.tBodies[0];
      const rows = [...body.rows];
      const headers = [...table.tHead.rows[0].cells];
      const own = table.dataset.state ?? "";
      const state = {
        get: (name) => address.get(own + name),
        set: (name, value) => (value ? address.set(own + name, value) : address.delete(own + name)),
      };
      const words = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));

      const text = (row, column) => row.cells[column].dataset.order ?? row.cells[column].textContent.trim();
      const blank = (row, column) => Boolean(row.cells[column].querySelector(".nothing"));

      function compare(column, down) {
        return (a, b) =>
          blank(a, column) - blank(b, column) ||
          (down ? -1 : 1) * text(a, column).localeCompare(text(b, column), document.documentElement.lang, { numeric: true });
      }

      function has(row, name, value) {
        const held = row.dataset[name] ?? "";
        return held === value || held.split(" ").includes(value);
      }

      function show() {
        const key = state.get("sort") ?? "";
        const down = state.get("order") === "down";
        const column = headers.findIndex((header) => header.dataset.key === key);
        const sought = (state.get("find") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
        const chosen = selects.filter((select) => select.value);
        for (const [index, header] of headers.entries()) {
          if (index === column) header.setAttribute("aria-sort", down ? "descending" : "ascending");
          else header.removeAttribute("aria-sort");
        }
        const order = column < 0 ? rows : [...rows].sort(compare(column, down));
        body.append(...order);
        let shown = 0;
        for (const row of rows) {
          row.hidden = !(
            sought.every((word) => words.get(row).includes(word)) &&
            chosen.every((select) => has(row, select.name, select.value))
          );
          shown += !row.hidden;
        }
        count.textContent = `${shown} of ${rows.length} shown`;
      }

      function change(name, value) {
        state.set(name, value);
        const query = address.toString();
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
            state.set("order", "");
            change("sort", "");
          } else {
            state.set("order", down ? "down" : "");
            change("sort", header.dataset.key);
          }
        });
        header.append(button);
      }

      const controls = document.querySelector(`form[data-for="${table.id}"]`) ?? made();
      controls.hidden = false;
      controls.addEventListener("submit", (event) => event.preventDefault());
      const count = controls.querySelector("output");
      const search = controls.querySelector("input[type=search]");
      search.value = state.get("find") ?? "";
      search.addEventListener("input", () => change("find", search.value.trim()));
      const selects = [...controls.querySelectorAll("select")];
      for (const select of selects) {
        select.value = state.get(select.name) ?? "";
        if (select.selectedIndex < 0) select.value = "";
        select.addEventListener("change", () => change(select.name, select.value));
      }

      function made() {
        const form = document.createElement("form");
        form.className = "controls";
        form.ariaLabel = table.caption?.textContent ?? "";
        const input = labelled(form, "Find", document.createElement("input"));
        input.type = "search";
        const select = labelled(form, table.dataset.groupLabel ?? "Group", document.createElement("select"));
        select.name = "group";
        select.append(new Option("all", ""));
        const groups = new Map(rows.map((row) => [row.dataset.group, row.querySelector(".group")?.textContent ?? row.dataset.group]));
        for (const [value, title] of groups) select.append(new Option(title, value));
        form.append(document.createElement("output"));
        table.parentElement.before(form);
        return form;
      }

      function labelled(form, title, control) {
        const label = document.createElement("label");
        label.append(`${title} `, control);
        form.append(label, " ");
        return control;
      }

      show();
    }
  };

  // Themes that change the page without loading it tell of each; Material does so here.
  if (globalThis.document$) globalThis.document$.subscribe(start);
  else start();
}
