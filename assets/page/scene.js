// From a choice (table, columns, filters, kind of marks) to a scene: what `plot(&frame)` does in Rust, for the tables of the page.
"use strict";

const MOST_COLORS = 24;
const MOST_PANELS = 24;
const MOST_NAMES = 80;
const STEPS = 12;
const COLORS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#555555", "#8a2c6c"];

/** Something that cannot be drawn, as a sentence. */
class Unseen extends Error {}

/** The categories of rows in a column, in the column's order: places by row, and how each looks. */
function levelsOf(column, rows, most, role) {
  const numeric = column.kind !== "name";
  const keyAt = numeric ? (row) => column.values[row] : (row) => column.index[row];
  const found = [...new Set(rows.map(keyAt))].sort((a, b) => a - b);
  if (found.length > most) {
    throw new Unseen(`“${column.label}” has ${found.length} different values here, and ${role} can show ${most} at the most: take fewer by the filters, or another column.`);
  }
  const at = new Map(found.map((key, i) => [key, i]));
  const shade = (i) => shadeOf(0.9 * i, 0, Math.max(found.length - 1, 1));
  const levels = found.map((key, i) => ({
    label: numeric ? written(key, scaleOf(column)) : column.labels[key],
    color: (!numeric && column.colors?.[key]) || (numeric || found.length > COLORS.length ? shade(i) : COLORS[i]),
    // Symbols differ where colours do, so that nobody has to tell them by colour alone.
    symbol: SYMBOLS[i % SYMBOLS.length],
  }));
  return { column, levels, of: (row) => at.get(keyAt(row)) };
}

/** Whether a row has a value in a column. */
function has(column, row) {
  return column.kind === "name" ? column.index[row] >= 0 : Number.isFinite(column.values[row]);
}

/** An axis: where rows lie, and how it is written. Strengths of several regularizers share an axis from weakest to strongest. */
function axisOf(data, table, column, rows) {
  const base = { column, label: titleOf(column), names: null, every: false, scale: scaleOf(column) };
  if (column.kind === "name") {
    const levels = levelsOf(column, rows, MOST_NAMES, "an axis");
    return { ...base, scale: "linear", every: true, levels, at: levels.of, names: levels.levels.map((l, i) => [i, l.label]), low: -0.6, high: levels.levels.length - 0.4 };
  }
  const regularizer = table.of.get("regularizer");
  if (column.name === "strength" && regularizer) {
    const at = (row) => {
      const sweep = data.sweeps.find((s) => s.key === regularizer.keys[regularizer.index[row]]);
      const place = sweep ? sweep.strengths.findIndex((s) => Math.abs(s - column.values[row]) <= 1e-6 * Math.abs(s)) : -1;
      return place < 0 ? NaN : sweep.places[place];
    };
    const own = new Set(rows.map((r) => regularizer.index[r]));
    const sweep = own.size === 1 && data.sweeps.find((s) => s.key === regularizer.keys[[...own][0]]);
    const written_ = sweep ? { names: sweep.names, label: `strength of ${sweep.label}` } : {};
    return { ...base, scale: "percent", at, low: -0.03, high: 1.03, ...written_ };
  }
  const values = column.values;
  const scale = base.scale === "log" && rows.some((r) => values[r] <= 0) ? "linear" : base.scale;
  const [low, high] = rangeOf(rows.map((r) => values[r]), scale);
  return { ...base, scale, at: (row) => values[row], low, high };
}

/** The rows that the filters keep: names in the chosen sets, and trained networks that are accurate enough. */
function filtered(table, filters, least) {
  const accuracy = table.of.get("test_accuracy");
  const trained = table.of.get("trained");
  const learned = (row) => !trained || trained.keys[trained.index[row]] === "true";
  const sets = Object.entries(filters).map(([name, kept]) => [table.of.get(name), kept]).filter(([column]) => column);
  const rows = [];
  for (let row = 0; row < table.rows; row += 1) {
    const fits = sets.every(([column, kept]) => kept.has(column.index[row] < 0 ? "" : column.keys[column.index[row]]));
    const accurate = !accuracy || least <= 0 || !(accuracy.values[row] < least && learned(row));
    if (fits && accurate) rows.push(row);
  }
  return rows;
}

/** The scene of a choice. Throws `Unseen` with a sentence where there is nothing to draw. */
function sceneOf(data, view) {
  const table = data.tables.find((t) => t.name === view.table);
  const column = (name) => (name ? table.of.get(name) : undefined);
  const [x, y] = [column(view.x), ["histogram"].includes(view.mark) ? undefined : column(view.y)];
  const needed = [x, y, column(view.color), column(view.facet)].filter(Boolean);
  const all = filtered(table, view.filters, view.least);
  const rows = all.filter((row) => needed.every((c) => has(c, row)));
  if (!x || (!y && view.mark !== "histogram")) throw new Unseen("Choose a column for each axis.");
  if (!rows.length) throw new Unseen(all.length ? `None of the ${fixed(all.length, 0)} rows that the filters keep has a number in all chosen columns.` : "The filters keep no row.");
  const facet = column(view.facet) && levelsOf(column(view.facet), rows, MOST_PANELS, "panels");
  const ramp = column(view.color) && view.color && column(view.color).kind !== "name" && new Set(rows.map((r) => column(view.color).values[r])).size > STEPS;
  if (view.mark === "heat" && !(column(view.color) && column(view.color).kind !== "name")) throw new Unseen("A heat map takes its colours from a column of numbers: choose one as colour.");
  if (ramp && !["points", "heat"].includes(view.mark)) throw new Unseen(`“${column(view.color).label}” has too many different values to colour ${MARKS[view.mark]} by: take points, or another column.`);
  const shaded = ramp || view.mark === "heat" ? column(view.color) : null;
  const colors = !shaded && column(view.color) ? levelsOf(column(view.color), rows, MOST_COLORS, "colours") : null;
  const one = { data, table, view, x, y, rows, facet, colors, shaded, unit: table.of.get("run_id"), axes: { x: axisOf(data, table, x, rows), y: y && axisOf(data, table, y, rows) } };
  const panes = PLOTTERS[view.mark](one);
  const values = shaded && panes.flatMap((p) => p.drawn.flatMap((d) => d.data.map((v) => v[SHADE]))).filter(Number.isFinite);
  const gradient = shaded && { label: titleOf(shaded), low: Math.min(...ends(values)), high: Math.max(...ends(values)) };
  return { title: "", caption: captionOf(one, all.length), aspect: 0.72, panes, colors: colors && { title: colors.column.label, levels: colors.levels }, shapes: null, gradient };
}

/** The smallest and the largest number, without spreading a long list over a call's arguments. */
function ends(values) {
  return values.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);
}

function captionOf({ rows, unit, view, colors }, kept) {
  const networks = unit ? ` of ${fixed(new Set(rows.map((r) => unit.index[r])).size, 0)} networks` : "";
  const parts = [`${fixed(rows.length, 0)} rows${networks}`];
  if (kept > rows.length) parts.push(`${fixed(kept - rows.length, 0)} rows without a number left out`);
  if (view.mark === "mean" || view.mark === "heat") parts.push(`means over networks${{ se: " ± s.e.m.", sd: " ± standard deviation", none: "" }[view.mark === "heat" ? "none" : view.spread]}`);
  if (view.mark === "boxes") parts.push("boxes: quartiles; whiskers: to the last row within 1.5 interquartile ranges");
  if (colors) parts.push("click on the legend to filter");
  return `${parts.join("; ")}.`;
}
