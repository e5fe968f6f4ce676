// A plot that answers: legends filter, a dragged box zooms, and the mark under the cursor or chosen by arrow keys says what it is.
"use strict";

/** The smallest width of a panel in pixels before panels go to the next line. */
const LEAST = 210;
const NEAR = 14;

/** A drawn scene in a place of the page. `selected` keeps the categories that the legend shows; none is all. */
class Plot {
  constructor(host, scene) {
    this.host = host;
    this.scene = scene;
    this.selected = new Set();
    this.zoomed = null;
    this.panels = [];
    this.tip = element("div", { class: "tip", hidden: "" });
    this.said = element("p", { class: "unseen", "aria-live": "polite" });
    this.grid = element("div", { class: "panes" });
    this.legend = element("div", { class: "legend" });
    host.replaceChildren();
    host.classList.add("plot");
    if (scene.title) host.append(element("h2", {}, scene.title));
    host.append(this.grid, this.legend, element("p", { class: "caption" }, scene.caption), this.said, this.tip);
    this.fillLegend();
    this.makePanels();
    this.draw();
    this.watcher = new ResizeObserver(() => this.width !== this.grid.clientWidth && this.draw());
    this.watcher.observe(host);
  }

  /** Ends it: another plot takes its place. */
  close() {
    this.watcher.disconnect();
  }

  fillLegend() {
    const { colors, shapes, gradient, extra } = this.scene;
    if (colors) {
      const list = element("ul", { "aria-label": `${colors.title}: choose what is shown` });
      colors.levels.forEach((level, i) => list.append(element("li", {}, this.legendButton(level, i))));
      this.legend.append(element("span", { class: "what" }, colors.title), list);
    }
    if (shapes) {
      const list = element("ul", { class: "still" });
      shapes.levels.forEach((level, i) => list.append(element("li", {}, keyOf("#333333", SYMBOLS[i % SYMBOLS.length]), level.label)));
      this.legend.append(element("span", { class: "what" }, shapes.title), list);
    }
    if (gradient) {
      const bar = element("span", { class: "bar" });
      bar.style.background = `linear-gradient(to right, ${GRADIENT.join(",")})`;
      this.legend.append(element("span", { class: "what" }, gradient.label), element("span", { class: "scale" }, short(gradient.low), bar, short(gradient.high)));
    }
    for (const [color, words] of extra ?? []) this.legend.append(element("span", { class: "scale" }, keyOf(color, "square"), words));
  }

  legendButton(level, i) {
    const button = element("button", { type: "button", "aria-pressed": "false" }, keyOf(level.color, level.symbol), level.label);
    button.addEventListener("click", () => {
      if (!this.selected.delete(i)) this.selected.add(i);
      if (this.selected.size === this.scene.colors.levels.length) this.selected.clear();
      for (const [k, other] of [...this.legend.querySelectorAll("button")].entries()) {
        other.setAttribute("aria-pressed", String(this.selected.has(k)));
        other.classList.toggle("off", this.selected.size > 0 && !this.selected.has(k));
      }
      this.draw();
    });
    return button;
  }

  shows(datum) {
    return this.selected.size === 0 || datum[COLOR] === null || this.selected.has(datum[COLOR]);
  }

  makePanels() {
    for (const pane of this.scene.panes) {
      const place = element("div", { class: "place", tabindex: "0", role: "group", "aria-roledescription": "panel", "aria-label": labelOf(this.scene, pane) });
      const holder = element("div", { class: "pane" });
      const title = [this.scene.rowTitles?.[pane.row] && pane.column === 0 ? this.scene.rowTitles[pane.row] : "", pane.title].filter(Boolean);
      if (title.length) holder.append(element("h3", {}, title.join(" · ")));
      holder.append(place);
      this.grid.append(holder);
      const panel = { pane, place, marks: null, at: -1 };
      this.panels.push(panel);
      listen(this, panel);
    }
  }

  /** Draws all panels in the width that there is. */
  draw() {
    this.width = this.grid.clientWidth;
    const wanted = Math.max(...this.scene.panes.map((p) => p.column)) + 1;
    const fitting = Math.max(1, Math.min(wanted, Math.floor(this.width / LEAST)));
    // A grid of rows and columns stays one; panels in a row may go on in the next.
    const columns = this.scene.rowTitles?.length ? wanted : fitting;
    this.grid.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
    const width = Math.max(120, Math.min((this.width - 12 * (columns - 1)) / columns, wanted === 1 ? 760 : 560));
    for (const panel of this.panels) {
      const aspect = Math.min(this.scene.aspect, Math.max(0.5, (0.85 * window.innerHeight) / width));
      const pane = this.view(panel.pane);
      const rows = pane.y.every ? 17 * pane.y.names.length + 60 : 0;
      const height = Math.round(Math.max(width * aspect, rows, 170));
      panel.drawn = drawPane(panel.place, this.scene, pane, Math.floor(width), height, (d) => (this.shows(d) ? 1 : 0.06));
      panel.place.style.width = `${Math.floor(width)}px`;
      panel.place.style.height = `${height}px`;
      panel.marks = null;
    }
    this.hide();
  }

  /** The panel with the zoom of all panels that have its axes. */
  view(pane) {
    const zoom = this.zoomed;
    if (!zoom || pane.cells) return pane;
    const fits = (axis, base) => axis.low === base.low && axis.high === base.high;
    const moved = (axis, base, [low, high]) => (fits(axis, base) ? { ...axis, low, high } : axis);
    return { ...pane, x: moved(pane.x, zoom.x, zoom.toX), y: moved(pane.y, zoom.y, zoom.toY) };
  }

  zoom(panel, toX, toY) {
    this.zoomed = toX && { x: panel.pane.x, y: panel.pane.y, toX, toY };
    this.draw();
  }

  /** Marks that can be pointed at, in the order of x then y, with their places in pixels. */
  marksOf(panel) {
    if (panel.marks) return panel.marks;
    const marks = [];
    const place = panel.drawn;
    for (const drawn of panel.pane.drawn) {
      if (!drawn.tips) continue;
      for (const datum of drawn.data) {
        if (!this.shows(datum)) continue;
        const middle = drawn.kind === "rects" || drawn.kind === "cells";
        const x = place.x(middle ? (datum[X] + datum[X2]) / 2 : datum[X]);
        const y = place.y(middle ? (datum[Y] + datum[Y2]) / 2 : datum[Y]);
        if (x < place.box.left - 1 || x > place.box.left + place.box.width + 1) continue;
        if (y < place.box.top - 1 || y > place.box.top + place.box.height + 1) continue;
        const half = middle ? [Math.abs(place.x(datum[X2]) - place.x(datum[X])) / 2, Math.abs(place.y(datum[Y2]) - place.y(datum[Y])) / 2] : null;
        marks.push({ drawn, datum, x, y, half });
      }
    }
    marks.sort((a, b) => a.x - b.x || b.y - a.y);
    panel.marks = marks;
    return marks;
  }

  /** The mark nearest to a place, none if far. */
  nearest(panel, x, y) {
    let [best, least] = [-1, NEAR * NEAR];
    this.marksOf(panel).forEach((mark, i) => {
      const [dx, dy] = [Math.abs(mark.x - x), Math.abs(mark.y - y)];
      const inside = mark.half && dx <= mark.half[0] + 1 && dy <= mark.half[1] + 1;
      const distance = inside ? 0.5 : dx * dx + dy * dy;
      if (distance < least) [best, least] = [i, distance];
    });
    return best;
  }

  /** Says what the mark is, beside it, and rings the same network in all panels. */
  show(panel, index, aloud) {
    const mark = this.marksOf(panel)[index];
    panel.at = index;
    this.ring(mark);
    const lines = tipOf(this.scene, panel.pane, mark);
    this.tip.replaceChildren(...lines.map(([what, value]) => element("div", {}, element("span", {}, what), element("b", {}, value))));
    this.tip.hidden = false;
    const [plot, place] = [this.host.getBoundingClientRect(), panel.place.getBoundingClientRect()];
    const { width, height } = this.tip.getBoundingClientRect();
    const right = place.left - plot.left + mark.x + 14;
    const left = Math.max(0, right + width > plot.width ? right - width - 28 : right);
    this.tip.style.left = `${left}px`;
    this.tip.style.top = `${Math.max(0, place.top - plot.top + mark.y - height / 2)}px`;
    if (aloud) this.said.textContent = lines.map((l) => l.join(" ")).join(", ");
  }

  ring(mark) {
    const unit = unitOf(mark);
    for (const panel of this.panels) {
      const over = panel.place.querySelector(".over");
      over.replaceChildren();
      const rings = unit === null ? [] : this.marksOf(panel).filter((m) => m.drawn.kind === "dots" && unitOf(m) === unit).slice(0, 400);
      const here = this.marksOf(panel).includes(mark) ? [mark] : [];
      for (const m of [...rings, ...here]) {
        const common = { fill: "none", stroke: INK, "stroke-width": 1.6 };
        over.append(m.half
          ? svgElement("rect", { x: m.x - m.half[0], y: m.y - m.half[1], width: 2 * m.half[0], height: 2 * m.half[1], ...common })
          : svgElement("circle", { cx: m.x, cy: m.y, r: 6, ...common }));
      }
    }
  }

  hide() {
    this.tip.hidden = true;
    for (const panel of this.panels) panel.place.querySelector(".over")?.replaceChildren();
  }
}

/** A small picture of a category. */
function keyOf(color, symbol) {
  const svg = svgElement("svg", { width: 14, height: 14, viewBox: "-7 -7 14 14", "aria-hidden": "true" });
  const shapes = { square: "M-4.5-4.5h9v9h-9z", triangle: "M0-6 5.5 4.2h-11z", diamond: "M0-6 5.5 0 0 6-5.5 0z" };
  svg.append(shapes[symbol] ? svgElement("path", { d: shapes[symbol], fill: color }) : svgElement("circle", { r: 5, fill: color }));
  return svg;
}

function labelOf(scene, pane) {
  const marks = pane.drawn.reduce((n, d) => n + (d.tips ? d.data.length : 0), 0);
  const title = pane.title ? `${pane.title}: ` : "";
  return `${title}${pane.y.label || "values"} by ${pane.x.label || "category"}, ${marks} marks; arrow keys go from mark to mark, plus and minus zoom, 0 shows all`;
}

function unitOf(mark) {
  const at = mark.drawn.unit;
  return at === undefined || at === null || at < 0 ? null : mark.drawn.tipsOf(mark.datum)[at];
}

/** What a tooltip says of a mark: pairs of words. */
function tipOf(scene, pane, { drawn, datum }) {
  const lines = [];
  if (scene.colors && datum[COLOR] !== null && !drawn.paint) lines.push([scene.colors.title, scene.colors.levels[datum[COLOR]].label]);
  if (scene.shapes && datum[SHAPE] !== null) lines.push([scene.shapes.title, scene.shapes.levels[datum[SHAPE]].label]);
  if (drawn.kind === "dots" || drawn.kind === "line") {
    for (const [axis, at] of [[pane.x, X], [pane.y, Y]]) {
      const named = axis.names?.find(([v]) => Math.abs(v - datum[at]) < 1e-9);
      if (named) lines.push([axis.label, named[1]]);
      else if (!axis.every) lines.push([axis.label, written(datum[at], axis.scale)]);
    }
    if (datum[SHADE] !== null && datum[SHADE] !== undefined && scene.gradient) lines.push([scene.gradient.label, short(datum[SHADE], 4)]);
  }
  const texts = drawn.tipsOf(datum);
  drawn.tips.forEach((title, i) => texts[i] !== "" && lines.push([title, texts[i]]));
  return lines;
}

/** Cursor, keys and dragging of a panel. */
function listen(plot, panel) {
  const { place } = panel;
  const at = (event) => {
    const box = place.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  let from = null;
  place.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && !panel.pane.cells && event.pointerType === "mouse") from = at(event);
  });
  place.addEventListener("pointermove", (event) => {
    const [x, y] = at(event);
    if (from && Math.hypot(x - from[0], y - from[1]) > 6) return drawBox(panel, from, [x, y]);
    const found = plot.nearest(panel, x, y);
    if (found < 0) plot.hide();
    else plot.show(panel, found, false);
  });
  place.addEventListener("pointerup", (event) => {
    const [begin, end] = [from, at(event)];
    from = null;
    if (begin && Math.abs(end[0] - begin[0]) > 6 && Math.abs(end[1] - begin[1]) > 6) zoomToBox(plot, panel, begin, end);
  });
  place.addEventListener("pointerleave", () => { from = null; plot.hide(); });
  place.addEventListener("dblclick", () => plot.zoom(panel, null));
  place.addEventListener("blur", () => plot.hide());
  place.addEventListener("keydown", (event) => onKey(plot, panel, event));
}

function drawBox(panel, [x, y], [x2, y2]) {
  const over = panel.place.querySelector(".over");
  const box = { x: Math.min(x, x2), y: Math.min(y, y2), width: Math.abs(x2 - x), height: Math.abs(y2 - y) };
  over.replaceChildren(svgElement("rect", { ...box, fill: "rgba(0,114,178,.12)", stroke: "#0072b2" }));
}

function zoomToBox(plot, panel, a, b) {
  const { box } = panel.drawn;
  const pane = plot.view(panel.pane);
  const clamp = (v) => Math.min(Math.max(v, 0), 1);
  const xs = [a[0], b[0]].map((x) => valueAt(pane.x, clamp((x - box.left) / box.width))).sort((p, q) => p - q);
  const ys = [a[1], b[1]].map((y) => valueAt(pane.y, clamp(1 - (y - box.top) / box.height))).sort((p, q) => p - q);
  plot.zoom(panel, xs, ys);
}

function onKey(plot, panel, event) {
  const marks = plot.marksOf(panel);
  const steps = { ArrowRight: 1, ArrowLeft: -1 };
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (steps[event.key] && marks.length) {
    const next = plot.tip.hidden ? Math.max(panel.at, 0) : panel.at + steps[event.key];
    plot.show(panel, (next + marks.length) % marks.length, true);
  } else if ((event.key === "ArrowUp" || event.key === "ArrowDown") && marks.length) {
    const now = marks[Math.max(panel.at, 0)];
    const above = event.key === "ArrowUp" ? 1 : -1;
    const others = marks.filter((m) => (now.y - m.y) * above > 0.01);
    const far = (m) => Math.hypot(3 * (m.x - now.x), m.y - now.y);
    if (others.length) plot.show(panel, marks.indexOf(others.reduce((a, b) => (far(b) < far(a) ? b : a))), true);
  } else if ((event.key === "+" || event.key === "-") && !panel.pane.cells) {
    const pane = plot.view(panel.pane);
    const by = event.key === "+" ? 0.2 : -0.2 / 0.6;
    plot.zoom(panel, [valueAt(pane.x, by), valueAt(pane.x, 1 - by)], [valueAt(pane.y, by), valueAt(pane.y, 1 - by)]);
    panel.place.focus();
  } else if (event.key === "0") plot.zoom(panel, null);
  else if (event.key === "Escape") plot.hide();
  else return;
  event.preventDefault();
}
