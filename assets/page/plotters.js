// The kinds of marks of the page: each makes the panels of a choice.
"use strict";

const MARKS = { mean: "means", points: "points", lines: "lines", boxes: "boxes", histogram: "histogram", heat: "heat map" };

/** Columns that a tooltip names beside what is drawn. */
const CONTEXT = ["run_id", "regularizer", "strength", "run", "layer", "method", "method_a", "method_b", "module", "epoch"];

/** A mark of a row or of a group. */
function markOf(one, row, x, y, x2 = x, y2 = y, path = 0, shade = null) {
  return [x, y, x2, y2, one.colors ? one.colors.of(row) : null, null, path, shade, null];
}

/** Panels with the rows of each; `draw` gives marks. Axes hold everything drawn unless they are the chosen ones. */
function panesOf(one, draw, axes = {}) {
  const parts = one.facet ? grouped(one.rows, one.facet.of) : new Map([[0, one.rows]]);
  const panes = [...parts.entries()].sort((a, b) => a[0] - b[0]).map(([level, rows], i) => ({
    row: 0,
    column: i,
    title: one.facet ? headingOf(one.facet, level) : "",
    x: axes.x ?? (one.x.name === "strength" ? axisOf(one.data, one.table, one.x, rows) : one.axes.x),
    y: axes.y ?? one.axes.y,
    drawn: draw(rows),
  }));
  return panes;
}

function headingOf(levels, level) {
  const { label } = levels.levels[level];
  return /^\d/.test(label) ? `${levels.column.label} ${label}` : label;
}

/** Marks of one kind; `tips` names what `texts` says of each. */
function drawnOf(kind, data, tips, texts, more = {}) {
  return { kind, data, tips, tipsOf: (datum) => texts(datum), opacity: 1, size: 1, dashed: false, paint: null, unit: -1, ...more };
}

/** Tooltips of rows: what is known of the network, and what the chosen columns say. */
function rowTips(one) {
  const told = new Set([one.x?.name, one.y?.name, one.colors?.column.name, one.shaded?.name]);
  const columns = CONTEXT.map((name) => one.table.of.get(name)).filter((c) => c && !(told.has(c.name) && c.name !== "strength"));
  return { tips: columns.map((c) => c.label), texts: (datum) => columns.map((c) => textAt(c, datum[8])), unit: columns.findIndex((c) => c.name === "run_id") };
}

/** The axis of a mean's ends: as wide as they are. */
function hulled(axis, panes, from) {
  const values = panes.flatMap((p) => p.drawn.flatMap((d) => d.data.flatMap((m) => [m[from], m[from + 2]])));
  const [low, high] = rangeOf(values, axis.scale);
  for (const pane of panes) pane[from === X ? "x" : "y"] = { ...axis, low, high };
  return panes;
}

/** How far colours stand apart beside each other at a name. */
function aside(one) {
  const n = one.axes.x.every && one.colors && one.colors.column !== one.x ? one.colors.levels.length : 1;
  const width = 0.8 / n;
  return { width, shift: (row) => (n > 1 ? (one.colors.of(row) - (n - 1) / 2) * width : 0) };
}

const PLOTTERS = {
  mean(one) {
    if (!one.y.values) throw new Unseen(`Means need numbers, and “${one.y.label}” holds names.`);
    const { x } = one.axes;
    const side = aside(one);
    const panes = panesOf(one, (rows) => {
      const groups = grouped(rows, (r) => `${one.colors ? one.colors.of(r) : 0} ${x.at(r)}`);
      const means = [...groups.values()].map((group) => ({ row: group[0], at: x.at(group[0]) + side.shift(group[0]), ...meanOf(unitMeans(group, one.y.values, one.unit), one.view.spread) }));
      means.sort((a, b) => a.at - b.at);
      const mark = (m, low, high) => markOf(one, m.row, m.at, low, m.at, high);
      const dots = means.map((m) => [...mark(m, m.mean, m.mean).slice(0, 8), m]);
      const tips = ["networks", "±"];
      const texts = (d) => [String(d[8].n), Number.isNaN(d[8].spread) ? "" : written(d[8].spread, scaleOf(one.y))];
      const drawn = [
        drawnOf("segments", means.filter((m) => m.spread > 0).map((m) => mark(m, m.mean - m.spread, m.mean + m.spread)), null, null),
        drawnOf("dots", dots, tips, texts, { size: 3.4 }),
      ];
      if (!x.every) drawn.unshift(drawnOf("line", means.map((m) => mark(m, m.mean, m.mean)), null, null));
      return drawn;
    });
    return hulled(one.axes.y, panes, Y);
  },

  points(one) {
    const { x, y } = one.axes;
    const { tips, texts, unit } = rowTips(one);
    const many = one.rows.length > 2000;
    const side = aside(one);
    const spread = (row, axis) => (axis.every ? 0.7 * side.width * (((row * 0.618033988749895) % 1) - 0.5) : 0);
    return panesOf(one, (rows) => {
      const data = rows.map((r) => {
        const at = [x.at(r) + (x.every ? side.shift(r) : 0) + spread(r, x), y.at(r) + spread(r, y)];
        return [...markOf(one, r, ...at, ...at, 0, one.shaded ? one.shaded.values[r] : null).slice(0, 8), r];
      });
      return [drawnOf("dots", data, tips, texts, { size: many ? 2 : 3, opacity: many ? 0.4 : 0.75, unit })];
    });
  },

  lines(one) {
    if (!one.y.values || !one.x.values) throw new Unseen("Lines need numbers on both axes.");
    const { x } = one.axes;
    const { tips, texts, unit } = rowTips(one);
    return panesOf(one, (rows) => {
      const networks = grouped(rows, (r) => `${one.unit ? one.unit.index[r] : 0} ${one.colors ? one.colors.of(r) : 0}`);
      const data = [];
      [...networks.values()].forEach((path, i) => {
        const sorted = [...path].sort((a, b) => x.at(a) - x.at(b));
        for (const r of sorted) data.push([...markOf(one, r, x.at(r), one.y.values[r], x.at(r), one.y.values[r], i).slice(0, 8), r]);
      });
      return [drawnOf("line", data, tips, texts, { size: 0.6, opacity: networks.size > 20 ? 0.4 : 1, unit })];
    });
  },

  boxes(one) {
    if (!one.y.values) throw new Unseen(`Boxes need numbers, and “${one.y.label}” holds names.`);
    const { x } = one.axes;
    const side = aside(one);
    const half = (x.every ? side.width : 0.03 * (x.high - x.low)) * 0.4;
    return panesOf(one, (rows) => {
      const groups = [...grouped(rows, (r) => `${one.colors ? one.colors.of(r) : 0} ${x.at(r)}`).values()];
      const found = groups.map((group) => ({ row: group[0], at: x.at(group[0]) + side.shift(group[0]), ...boxOf(group, one.y.values) }));
      const line = (b, low, high) => markOf(one, b.row, b.at, low, b.at, high);
      const whiskers = found.flatMap((b) => [line(b, b.low, b.q1), line(b, b.q3, b.high)]);
      const medians = found.map((b) => markOf(one, b.row, b.at - half, b.median, b.at + half, b.median));
      const boxes = found.map((b) => [...markOf(one, b.row, b.at - half, b.q1, b.at + half, b.q3).slice(0, 8), b]);
      const said = (b) => [b.median, b.q1, b.q3].map((v) => written(v, scaleOf(one.y)));
      const { tips, texts, unit } = rowTips(one);
      const far = found.flatMap((b) => b.out.map((r) => [...markOf(one, r, b.at, one.y.values[r]).slice(0, 8), r]));
      return [
        drawnOf("segments", whiskers, null, null),
        drawnOf("rects", boxes, [one.x.label, "median", "lower quartile", "upper quartile", "rows"], (d) => [textAt(one.x, d[8].row), ...said(d[8]), String(d[8].n)], { opacity: 0.45 }),
        drawnOf("segments", medians, null, null, { size: 1.4 }),
        drawnOf("dots", far, tips, texts, { size: 1.6, opacity: 0.6, unit }),
      ];
    });
  },

  histogram(one) {
    if (!one.x.values) throw new Unseen(`A histogram needs numbers, and “${one.x.label}” holds names: take another column for x.`);
    const values = one.x.values;
    const [low, high] = ends(one.rows.map((r) => values[r]));
    const label = "rows";
    const panes = panesOf(one, (rows) => {
      const groups = one.colors ? grouped(rows, one.colors.of) : new Map([[0, rows]]);
      const data = [...groups.values()].flatMap((group) => binned(group.map((r) => values[r]), low, high, 30)
        .filter((b) => b.count > 0)
        .map((b) => [...markOf(one, group[0], b.from, 0, b.to, b.count).slice(0, 8), b]));
      const texts = (d) => [`${written(d[8].from, scaleOf(one.x))} to ${written(d[8].to, scaleOf(one.x))}`, String(d[8].count)];
      return [drawnOf("rects", data, [one.x.label, label], texts, { opacity: groups.size > 1 ? 0.5 : 0.85 })];
    }, { x: { ...one.axes.x, scale: one.axes.x.scale === "log" ? "linear" : one.axes.x.scale, names: null, label: titleOf(one.x), low, high: high > low ? high : low + 1 }, y: { label, scale: "linear", names: null } });
    const most = Math.max(...panes.flatMap((p) => p.drawn[0].data.map((d) => d[Y2])));
    for (const pane of panes) pane.y = { ...pane.y, low: 0, high: 1.05 * most };
    return panes;
  },

  heat(one) {
    const [x, y] = [one.x, one.y].map((c) => levelsOf(c, one.rows, MOST_NAMES, "an axis of a heat map"));
    const pair = one.x.name === "method_a" && one.y.name === "method_b";
    const names = pair ? levelsOfBoth(one.x, x, y) : [x, y];
    const [across, down] = names.map((l) => l.levels.map((level) => level.label));
    const axis = (column, list, flip) => ({ column, label: titleOf(column), scale: "linear", every: true, names: list.map((n, i) => [flip ? list.length - 1 - i : i, n]), low: -0.5, high: list.length - 0.5 });
    // A pair of methods stands once in the table and twice in the picture, but for what is not the same both ways.
    const mirrored = pair && !one.shaded.name.startsWith("transfer");
    const panes = panesOf(one, (rows) => {
      const groups = [...grouped(rows, (r) => `${x.of(r)} ${y.of(r)}`).values()];
      const cells = groups.flatMap((group) => {
        const m = meanOf(unitMeans(group, one.shaded.values, one.unit), "none");
        const [a, b] = [x.levels[x.of(group[0])].label, y.levels[y.of(group[0])].label];
        const cell = (left, top) => {
          const [i, j] = [across.indexOf(left), down.length - 1 - down.indexOf(top)];
          return [i - 0.5, j - 0.5, i + 0.5, j + 0.5, null, null, 0, m.mean, [left, top, short(m.mean, 4), String(m.n)]];
        };
        return mirrored ? [cell(a, b), cell(b, a)] : [cell(a, b)];
      });
      return [drawnOf("cells", cells, [one.x.label, one.y.label, one.shaded.label, "networks"], (d) => d[8])];
    }, { x: axis(one.x, across, false), y: axis(one.y, down, true) });
    for (const pane of panes) pane.cells = true;
    return panes;
  },
};

/** The categories of two columns of methods together; the column has all of them, in their order. */
function levelsOfBoth(column, x, y) {
  const labels = [...new Set([...x.levels, ...y.levels].map((l) => l.label))];
  labels.sort((p, q) => column.labels.indexOf(p) - column.labels.indexOf(q));
  const levels = labels.map((label) => ({ label }));
  return [{ levels }, { levels }];
}
