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
    const there = new Set(rows.map((r) => regularizer.index[r]));
    const sweep = there.size === 1 && data.sweeps.find((s) => s.key === regularizer.keys[[...there][0]]);
    const own = sweep ? { names: sweep.names, label: `strength of ${sweep.label}` } : {};
    return { ...base, scale: "percent", at, low: -0.03, high: 1.03, ...own };
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

/** The columns of a choice with their rows, axes, panels and colours. Throws `Unseen` where a column does not fit its place. */
function encoded(data, view) {
  const table = data.tables.find((t) => t.name === view.table);
  const [x, color, facet] = [view.x, view.color, view.facet].map((name) => table.of.get(name));
  const y = view.mark === "histogram" ? undefined : table.of.get(view.y);
  if (!x || (!y && view.mark !== "histogram")) throw new Unseen("Choose a column for each axis.");
  const kept = filtered(table, view.filters, view.least);
  const rows = kept.filter((row) => [x, y, color, facet].every((c) => !c || has(c, row)));
  if (!kept.length) throw new Unseen("The filters keep no row.");
  if (!rows.length) throw new Unseen(`None of the ${fixed(kept.length, 0)} rows that the filters keep has a number in all chosen columns.`);
  const shaded = shadedBy(color, rows, view.mark);
  return {
    data, table, view, x, y, rows, shaded,
    left: kept.length - rows.length,
    unit: table.of.get("run_id"),
    facet: facet && levelsOf(facet, rows, MOST_PANELS, "panels"),
    colors: !shaded && color ? levelsOf(color, rows, MOST_COLORS, "colours") : null,
    axes: { x: axisOf(data, table, x, rows), y: y && axisOf(data, table, y, rows) },
  };
}

/** The column whose numbers are told by a scale of colours, if any. */
function shadedBy(color, rows, mark) {
  const numeric = color && color.kind !== "name";
  if (mark === "heat" && !numeric) throw new Unseen("A heat map takes its colours from a column of numbers: choose one as colour.");
  const many = numeric && new Set(rows.map((r) => color.values[r])).size > STEPS;
  if (many && !["points", "heat"].includes(mark)) throw new Unseen(`“${color.label}” has too many different values to colour ${MARKS[mark]} by: take points, or another column.`);
  return many || mark === "heat" ? color : null;
}

/** The scene of a choice. Throws `Unseen` with a sentence where there is nothing to draw. */
function sceneOf(data, view) {
  const one = encoded(data, view);
  const panes = PLOTTERS[view.mark](one);
  const { shaded, colors } = one;
  const shades = shaded ? panes.flatMap((p) => p.drawn.flatMap((d) => d.data.map((v) => v[SHADE]))).filter(Number.isFinite) : [];
  const [low, high] = ends(shades);
  return {
    title: "",
    caption: captionOf(one),
    aspect: 0.72,
    panes,
    colors: colors && { title: colors.column.label, levels: colors.levels },
    shapes: null,
    gradient: shaded && { label: titleOf(shaded), low, high },
  };
}

/** The smallest and the largest number, without spreading a long list over a call's arguments. */
function ends(values) {
  return values.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);
}

function captionOf({ rows, left, unit, view, colors }) {
  const networks = unit ? ` of ${fixed(new Set(rows.map((r) => unit.index[r])).size, 0)} networks` : "";
  const parts = [`${fixed(rows.length, 0)} rows${networks}`];
  if (left > 0) parts.push(`${fixed(left, 0)} rows without a number left out`);
  const spread = view.mark === "heat" ? "none" : view.spread;
  if (view.mark === "mean" || view.mark === "heat") parts.push(`means over networks${{ se: " ± s.e.m.", sd: " ± standard deviation", none: "" }[spread]}`);
  if (view.mark === "boxes") parts.push("boxes: quartiles; whiskers: to the last row within 1.5 interquartile ranges");
  if (colors) parts.push("click on the legend to filter");
  return `${parts.join("; ")}.`;
}
