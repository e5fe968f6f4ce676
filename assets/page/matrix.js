// Association matrices of example networks: any method's numbers, sorted by any method's modules, with what the modules do.
"use strict";

const SIDE = 520;

/** Units in the order of their modules, dead ones last; the borders between modules. */
function orderBy(modules, units) {
  const order = Array.from({ length: units }, (_, i) => i);
  if (!modules) return { order, borders: [] };
  const rank = (i) => (modules[i] < 0 ? Infinity : modules[i]);
  order.sort((a, b) => (rank(a) === rank(b) ? a - b : rank(a) - rank(b)));
  const borders = [];
  for (let i = 1; i < units; i += 1) if (rank(order[i]) !== rank(order[i - 1])) borders.push(i);
  return { order, borders };
}

/** The number at the bright end of the colours: the 99th percentile off the diagonal, as in the figures. */
function upperEnd(values, units) {
  const off = Array.from(values).filter((_, at) => at % (units + 1) !== 0).sort((a, b) => a - b);
  return off[Math.min(Math.floor(off.length * 0.99), off.length - 1)] || 1;
}

/** The choice of network, layer, method and order, completed and corrected. */
function chosenMatrix(networks, wanted) {
  const at = (list, value) => Math.min(Math.max(Math.trunc(Number(value)) || 0, 0), list.length - 1);
  const network = networks[at(networks, wanted.network)];
  const layer = network.layers[at(network.layers, wanted.layer)];
  const find = (name) => layer.matrices.find((m) => m.method === name);
  const shown = find(wanted.method) ?? layer.matrices[0];
  const sorted = wanted.sorted === "" || wanted.sorted === "none" ? null : (find(wanted.sorted) ?? shown);
  return { network, layer, shown, sorted, choice: { network: networks.indexOf(network), layer: network.layers.indexOf(layer), method: shown.method, sorted: sorted?.method ?? "none" } };
}

/** Draws the cells once, a pixel each; the picture is then scaled without smoothing. */
function imageOf(values, units, order, end) {
  const canvas = element("canvas", { width: units, height: units });
  const context = canvas.getContext("2d");
  const image = context.createImageData(units, units);
  const ramp = Array.from({ length: 256 }, (_, i) => shadeOf(i, 0, 255).match(/\d+/g).map(Number));
  for (let i = 0; i < units; i += 1) {
    for (let j = 0; j < units; j += 1) {
      const value = values[order[i] * units + order[j]];
      const rgb = ramp[Math.min(255, Math.round((255 * value) / end))];
      image.data.set([...rgb, 255], 4 * (i * units + j));
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

/** The matrix section; `change` is told of every new choice. */
class Matrices {
  constructor(host, data, change) {
    [this.host, this.data, this.change] = [host, data, change];
    this.form = element("form", { class: "row" });
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.canvas = element("canvas", { class: "matrix", tabindex: "0", role: "img" });
    this.said = element("p", { class: "cell", "aria-live": "polite" });
    this.caption = element("p", { class: "caption" });
    this.tables = element("div", { class: "scroll" });
    const picture = element("div", { class: "plot" }, this.canvas, this.said, this.caption);
    host.append(this.form, element("div", { class: "beside" }, picture, this.tables));
    this.canvas.addEventListener("pointermove", (event) => this.point(event));
    this.canvas.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.drawn && this.paint()).observe(host);
  }

  show(wanted) {
    this.now = chosenMatrix(this.data.networks, wanted);
    const { network, layer, shown, sorted, choice: chosen } = this.now;
    const set = (key) => (value) => this.change({ ...chosen, [key]: value });
    const methods = layer.matrices.map((m) => [m.method, m.label]);
    const focused = document.activeElement?.id;
    this.form.replaceChildren(
      choice("matrix-network", "Network", this.data.networks.map((n, i) => [String(i), n.title]), String(chosen.network), set("network")),
      choice("matrix-layer", "Hidden layer", network.layers.map((l, i) => [String(i), l.title]), String(chosen.layer), set("layer")),
      choice("matrix-method", "Numbers of", methods, shown.method, set("method")),
      choice("matrix-sorted", "Sorted by the modules of", [["none", "– as measured –"], ...methods.filter(([key]) => layer.matrices.find((m) => m.method === key).modules)], chosen.sorted, set("sorted")),
    );
    if (focused) document.getElementById(focused)?.focus();
    Object.assign(this, orderBy(sorted?.modules, layer.units));
    this.end = upperEnd(shown.values, layer.units);
    this.drawn = imageOf(shown.values, layer.units, this.order, this.end);
    this.cell = null;
    const by = sorted ? `, sorted by the ${new Set(sorted.modules.filter((m) => m >= 0)).size} modules of ${sorted.label} (Q = ${short(sorted.q)})` : ", as measured";
    this.canvas.setAttribute("aria-label", `${shown.label} of ${layer.units} units${by}; arrow keys go from cell to cell`);
    this.caption.textContent = `${shown.label}: ${layer.units} units${by}. Dark is 0, bright is ${short(this.end)} (99th percentile off the diagonal) and more.`;
    this.said.textContent = "Point at a cell, or go to it with the arrow keys.";
    this.paint();
    this.fillTable();
  }

  paint() {
    const { units } = this.now.layer;
    const side = Math.max(120, Math.min(SIDE, this.host.clientWidth - 40));
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = this.canvas.height = Math.round(side * ratio);
    this.canvas.style.width = this.canvas.style.height = `${side}px`;
    this.side = side;
    const context = this.canvas.getContext("2d");
    context.scale(ratio, ratio);
    context.imageSmoothingEnabled = false;
    context.drawImage(this.drawn, 0, 0, side, side);
    const line = (color, ...corners) => { context.strokeStyle = color; context.strokeRect(...corners); };
    context.lineWidth = 1;
    let from = 0;
    for (const to of [...this.borders, units]) {
      if (this.borders.length) line("#ffffff", (from * side) / units, (from * side) / units, ((to - from) * side) / units, ((to - from) * side) / units);
      from = to;
    }
    if (!this.cell) return;
    const [row, column] = this.cell;
    const size = Math.max(side / units, 4);
    context.lineWidth = 2;
    line("#ff9d00", ((column + 0.5) * side) / units - size / 2, ((row + 0.5) * side) / units - size / 2, size, size);
  }

  point(event) {
    const box = this.canvas.getBoundingClientRect();
    const at = (v, from, width) => Math.min(this.now.layer.units - 1, Math.max(0, Math.floor(((v - from) / width) * this.now.layer.units)));
    this.goTo([at(event.clientY, box.top, box.height), at(event.clientX, box.left, box.width)]);
  }

  key(event) {
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const most = this.now.layer.units - 1;
    const far = event.shiftKey ? 8 : 1;
    this.goTo((this.cell ?? [0, 0]).map((v, i) => Math.min(most, Math.max(0, v + (this.cell ? far * step[i] : 0)))));
  }

  /** Says what a cell is: units, value, and both units' modules. */
  goTo(cell) {
    if (this.cell && this.cell[0] === cell[0] && this.cell[1] === cell[1]) return;
    this.cell = cell;
    const { layer, shown, sorted } = this.now;
    const [a, b] = cell.map((v) => this.order[v]);
    const moduleOf = (unit) => {
      const modules = (sorted ?? shown).modules;
      if (!modules) return "";
      return modules[unit] < 0 ? " (in no module)" : ` (module ${modules[unit] + 1})`;
    };
    this.said.textContent = `unit ${a}${moduleOf(a)} × unit ${b}${moduleOf(b)}: ${short(shown.values[a * layer.units + b], 4)}`;
    this.paint();
  }

  /** What the modules that sort do, where that was measured. */
  fillTable() {
    const { network, layer, sorted, shown } = this.now;
    const by = sorted ?? shown;
    this.tables.replaceChildren();
    const rows = functionRows(this.data, network.run_id, layer.layer, by.method);
    const sizes = new Map();
    for (const module of by.modules ?? []) if (module >= 0) sizes.set(module, (sizes.get(module) ?? 0) + 1);
    if (!sizes.size) return;
    const table = tableOf(this.data, "functions");
    const columns = rows.length ? ["importance", "importance_z", "importance_z_matched", "selectivity", "dissociation"].map((n) => table.of.get(n)).filter(Boolean) : [];
    const losses = rows.length ? table.columns.filter((c) => c.name.startsWith("loss_class_")) : [];
    const heads = ["module", "units", ...columns.map(titleOf), ...(losses.length ? ["class that loses most"] : [])];
    const body = [...sizes.keys()].sort((a, b) => a - b).map((module) => {
      const row = rows.find((r) => table.of.get("module").values[r] === module);
      const worst = row === undefined ? [] : losses.reduce((best, c) => (!(c.values[row] <= (best?.values[row] ?? -Infinity)) ? c : best), null);
      const cells = [String(module + 1), String(sizes.get(module)), ...columns.map((c) => (row === undefined ? "" : textAt(c, row)))];
      if (losses.length) cells.push(worst?.name ? worst.name.slice("loss_class_".length) : "");
      return element("tr", {}, ...cells.map((c) => element("td", {}, c)));
    });
    const title = rows.length ? `What the modules of ${by.label} do` : `The modules of ${by.label}`;
    this.tables.append(element("table", {}, element("caption", {}, title), element("thead", {}, element("tr", {}, ...heads.map((h) => element("th", { scope: "col" }, h)))), element("tbody", {}, ...body)));
    if (!rows.length) this.tables.append(element("p", { class: "soft" }, "What they do was not measured in this network, layer and method."));
  }
}

/** Rows of the table of functions about one network, layer and method. */
function functionRows(data, run, layer, method) {
  const table = tableOf(data, "functions");
  if (!table) return [];
  const codes = [["run_id", run], ["layer", layer], ["method", method]].map(([name, key]) => [table.of.get(name).index, table.of.get(name).keys.indexOf(key)]);
  if (codes.some(([, code]) => code < 0)) return [];
  return Array.from({ length: table.rows }, (_, i) => i).filter((row) => codes.every(([index, code]) => index[row] === code));
}
