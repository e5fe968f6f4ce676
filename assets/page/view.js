// What is chosen on the page, and its form in the address: a link restores it.
"use strict";

const SPREADS = { se: "± standard error", sd: "± standard deviation", none: "no interval" };
/** Columns of names that are filters, in their order. */
const FILTERS = ["trained", "regularizer", "layer", "method", "method_a", "method_b", "family"];

/** Choices that answer the questions asked most; those whose columns are not there are left out. */
const PRESETS = [
  { title: "Modularity by strength", table: "modules", mark: "mean", x: "strength", y: "q", color: "method", facet: "regularizer", trained: ["true"] },
  { title: "Q above chance", table: "modules", mark: "mean", x: "strength", y: "q_excess", color: "method", facet: "regularizer", trained: ["true"] },
  { title: "Number of modules", table: "modules", mark: "mean", x: "strength", y: "n_modules", color: "method", facet: "regularizer", trained: ["true"] },
  { title: "Untrained networks", table: "modules", mark: "histogram", x: "q", color: "layer", facet: "method", trained: ["false"] },
  { title: "What modularity costs", table: "modules", mark: "points", x: "test_accuracy", y: "q", color: "regularizer", facet: "method", trained: ["true"] },
  { title: "Agreement of methods", table: "alignments", mark: "heat", x: "method_a", y: "method_b", color: "element_sim", facet: "trained" },
  { title: "Families of methods", table: "alignments", mark: "mean", x: "strength", y: "element_sim", color: "family", facet: "regularizer", trained: ["true"] },
  { title: "What modules do", table: "functions", mark: "boxes", x: "method", y: "importance_z", color: "regularizer", trained: ["true"] },
  { title: "Accuracy", table: "runs", mark: "mean", x: "strength", y: "test_accuracy", color: "regularizer", facet: "regularizer", trained: ["true"], least: 0 },
  { title: "Training", table: "training", mark: "lines", x: "epoch", y: "val_accuracy", color: "regularizer", facet: "regularizer", trained: ["true"], least: 0 },
];

function tableOf(data, name) {
  return data.tables.find((t) => t.name === name);
}

function keysOf(column) {
  return [...column.keys, ...(column.index.includes(-1) ? [""] : [])];
}

/** All filters of a table open, but for the layer that holds all others together. */
function openFilters(table) {
  const filters = {};
  for (const name of FILTERS) {
    const column = table.of.get(name);
    if (!column) continue;
    const keys = keysOf(column);
    filters[name] = new Set(keys.filter((key) => !(name === "layer" && key === "combined" && keys.length > 1)));
  }
  return filters;
}

/** The presets that this experiment can show. */
function presetsOf(data) {
  return PRESETS.filter((preset) => {
    const table = tableOf(data, preset.table);
    const columns = [preset.x, preset.y, preset.color, preset.facet].filter(Boolean);
    const there = (name) => table?.of.has(name) && Array.from({ length: table.rows }, (_, i) => i).some((r) => has(table.of.get(name), r));
    return table && columns.every(there);
  });
}

function viewOf(data, preset) {
  const table = tableOf(data, preset.table);
  const filters = openFilters(table);
  if (preset.trained && filters.trained) filters.trained = new Set(preset.trained);
  return { table: preset.table, mark: preset.mark, x: preset.x, y: preset.y ?? "", color: preset.color ?? "", facet: preset.facet ?? "", spread: "se", least: preset.least ?? 0.8, filters };
}

/** The first view of a table without a preset of its own. */
function plainView(data, name) {
  const preset = presetsOf(data).find((p) => p.table === name);
  if (preset) return viewOf(data, preset);
  const columns = tableOf(data, name).columns;
  const numbers = columns.filter((c) => c.kind !== "name");
  return viewOf(data, { table: name, mark: "points", x: numbers[0]?.name ?? columns[0].name, y: (numbers[1] ?? numbers[0] ?? columns[0]).name });
}

/** The view and the matrix in words of an address: what is closed of the filters, not what is open. */
function fragmentOf(data, view, matrix) {
  const words = new URLSearchParams();
  for (const key of ["table", "mark", "x", "y", "color", "facet", "spread"]) if (view[key]) words.set(key, view[key]);
  words.set("least", String(view.least));
  const table = tableOf(data, view.table);
  for (const [name, kept] of Object.entries(view.filters)) {
    const closed = keysOf(table.of.get(name)).filter((key) => !kept.has(key));
    words.set(`not.${name}`, closed.join("~"));
  }
  for (const [key, value] of Object.entries(matrix ?? {})) words.set(`matrix.${key}`, String(value));
  return words.toString();
}

/** The view of an address; what it says wrongly is left at its first choice, and named in `odd`. */
function parsed(data, fragment) {
  const words = new URLSearchParams(fragment.replace(/^#/, ""));
  const odd = [];
  if (!words.has("table")) return { view: viewOf(data, presetsOf(data)[0] ?? { table: data.tables[0].name, mark: "points", x: "", y: "" }), matrix: {}, odd };
  const table = tableOf(data, words.get("table"));
  if (!table) return { ...parsed(data, ""), odd: [`table “${words.get("table")}”`] };
  const view = plainView(data, table.name);
  const take = (key, fits, what) => {
    if (!words.has(key)) return key === "color" || key === "facet" ? (view[key] = "") : undefined;
    if (fits(words.get(key))) view[key] = words.get(key);
    else odd.push(`${what} “${words.get(key)}”`);
    return undefined;
  };
  take("mark", (m) => m in MARKS, "kind of marks");
  take("spread", (s) => s in SPREADS, "interval");
  for (const key of ["x", "y", "color", "facet"]) take(key, (name) => table.of.has(name), "column");
  const least = Number(words.get("least"));
  if (words.has("least") && least >= 0 && least <= 1) view.least = least;
  view.filters = openFilters(table);
  for (const name of Object.keys(view.filters)) {
    if (!words.has(`not.${name}`)) continue;
    const closed = new Set(words.get(`not.${name}`).split("~"));
    if (words.get(`not.${name}`) === "") closed.clear();
    view.filters[name] = new Set(keysOf(table.of.get(name)).filter((key) => !closed.has(key)));
  }
  const matrix = {};
  for (const [key, value] of words) if (key.startsWith("matrix.")) matrix[key.slice(7)] = value;
  return { view, matrix, odd };
}
