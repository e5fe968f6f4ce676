// The form of the page: what is drawn, and of which rows.
"use strict";

/** A labelled choice of one of several, `options` being [[key, words], …]; `note` says more about the chosen one. */
function choice(id, words, options, value, change, note = "") {
  const select = element("select", { id });
  for (const [key, label] of options) {
    const option = element("option", { value: key }, label);
    option.selected = key === value;
    select.append(option);
  }
  select.addEventListener("change", () => change(select.value));
  const said = note ? [element("span", { class: "note" }, note)] : [];
  return element("p", { class: "choice" }, element("label", { for: id }, words), select, ...said);
}

/** What a column is called in a choice. */
function optionOf(column) {
  const label = titleOf(column);
  return [column.name, label.toLowerCase() === column.name.replaceAll("_", " ") ? label : `${label} · ${column.name}`];
}

/** Fills the form for a view; `change` is told of every new one. */
function fillForm(form, data, view, change) {
  const table = tableOf(data, view.table);
  const set = (key) => (value) => change({ ...view, [key]: value });
  const columns = table.columns.filter((c) => c.kind !== "name" || c.labels.length <= MOST_NAMES).map(optionOf);
  const few = table.columns.filter((c) => c.kind !== "name" || c.labels.length <= MOST_COLORS).map(optionOf);
  const none = ["", "– none –"];
  const says = (key) => table.of.get(view[key])?.says ?? "";
  const parts = [
    choice("table", "Table", data.tables.map((t) => [t.name, t.title]), view.table, (name) => change(plainView(data, name))),
    choice("mark", "Marks", Object.entries(MARKS), view.mark, set("mark")),
    choice("x", "x", columns, view.x, set("x"), says("x")),
  ];
  if (view.mark !== "histogram") parts.push(choice("y", "y", columns, view.y, set("y"), says("y")));
  parts.push(choice("color", "Colour", [none, ...few], view.color, set("color"), says("color")));
  parts.push(choice("facet", "Panels by", [none, ...few], view.facet, set("facet")));
  if (view.mark === "mean") parts.push(choice("spread", "Intervals", Object.entries(SPREADS), view.spread, set("spread")));
  for (const [name, kept] of Object.entries(view.filters)) parts.push(filterOf(table.of.get(name), name, kept, view, change));
  if (table.of.has("test_accuracy")) parts.push(accuracyOf(view, change));
  const focused = document.activeElement?.id;
  form.replaceChildren(...parts);
  if (focused) document.getElementById(focused)?.focus();
}

/** A tick box for each category of a column. */
function filterOf(column, name, kept, view, change) {
  const keys = keysOf(column);
  const open = keys.length > 1 && (name in (filterOf.open ??= {}) ? filterOf.open[name] : keys.length <= 4 && name !== "family");
  const details = element("details", open ? { open: "" } : {});
  const note = kept.size < keys.length ? ` (${kept.size} of ${keys.length})` : "";
  details.append(element("summary", { id: `show-${name}` }, `${column.label}${note}`));
  details.addEventListener("toggle", () => { filterOf.open[name] = details.open; });
  for (const key of keys) {
    const id = `only-${name}-${key}`;
    const box = element("input", { type: "checkbox", id });
    box.checked = kept.has(key);
    box.addEventListener("change", () => {
      const next = new Set(kept);
      if (box.checked) next.add(key);
      else next.delete(key);
      change({ ...view, filters: { ...view.filters, [name]: next } });
    });
    const label = key === "" ? "none" : column.labels[column.keys.indexOf(key)];
    details.append(element("label", { for: id, class: "tick" }, box, label));
  }
  return details;
}

/** The least accuracy on test images that a network needs. */
function accuracyOf(view, change) {
  const range = element("input", { type: "range", id: "least", min: "0", max: "1", step: "0.05", value: String(view.least) });
  const said = element("output", { for: "least" }, written(view.least, "percent"));
  range.addEventListener("input", () => { said.textContent = written(Number(range.value), "percent"); });
  range.addEventListener("change", () => change({ ...view, least: Number(range.value) }));
  return element("p", { class: "choice" }, element("label", { for: "least" }, "Trained networks: test accuracy at least"), element("span", { class: "range" }, range, said));
}

/** The numbers of a scene as a table: what those who see no picture read, and what can be copied. */
function numbersOf(scene) {
  const MOST = 300;
  const rows = scene.panes.flatMap((pane) => pane.drawn.filter((d) => d.tips).flatMap((drawn) => drawn.data.map((datum) => [pane, { drawn, datum }])));
  const said = rows.slice(0, MOST).map(([pane, mark]) => [...(scene.panes.length > 1 ? [["panel", pane.title]] : []), ...tipOf(scene, pane, mark)]);
  const heads = [...new Set(said.flatMap((cells) => cells.map(([head]) => head)))];
  const line = (cells) => element("tr", {}, ...heads.map((head) => element("td", {}, cells.find(([h]) => h === head)?.[1] ?? "")));
  const table = element("table", {}, element("thead", {}, element("tr", {}, ...heads.map((h) => element("th", { scope: "col" }, h)))), element("tbody", {}, ...said.map(line)));
  const note = rows.length > MOST ? `The first ${MOST} of ${fixed(rows.length, 0)} marks.` : `${rows.length} marks.`;
  return [element("p", { class: "soft" }, note), element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Numbers of the picture" }, table)];
}
