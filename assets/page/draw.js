// A scene as a picture: panels of axes (SVG, sharp at any zoom) over marks (canvas, quick with tens of thousands of them).
"use strict";

const SVG = "http://www.w3.org/2000/svg";
const INK = "#1d2530";
const FONT = 12;
/** Pixels that a name below an axis may have. */
const LONGEST = 170;
/** The sequential map of the still figures (viridis). */
const GRADIENT = ["#440154", "#472d7b", "#3b528b", "#2c728e", "#21918c", "#28ae80", "#5ec962", "#addc30", "#fde725"];
const SYMBOLS = ["circle", "square", "triangle", "diamond"];

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function svgElement(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

const ruler = () => (ruler.canvas ??= document.createElement("canvas").getContext("2d"));

function textWidth(text) {
  const context = ruler();
  context.font = `${FONT}px system-ui, sans-serif`;
  return context.measureText(text).width;
}

/** The text in at most so many pixels. */
function fitted(text, most) {
  if (textWidth(text) <= most) return text;
  let kept = text;
  while (kept.length > 1 && textWidth(`${kept}…`) > most) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

function mixed(a, b, t) {
  const part = (hex, i) => parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16);
  return `rgb(${[0, 1, 2].map((i) => Math.round(part(a, i) + t * (part(b, i) - part(a, i)))).join(",")})`;
}

/** The colour of a number between the ends of the scale of colours. */
function shadeOf(value, low, high) {
  if (!Number.isFinite(value)) return "#d0d0d0";
  const at = Math.min(Math.max((value - low) / (high > low ? high - low : 1), 0), 1) * (GRADIENT.length - 1);
  const from = Math.min(Math.floor(at), GRADIENT.length - 2);
  return mixed(GRADIENT[from], GRADIENT[from + 1], at - from);
}

const [X, Y, X2, Y2, COLOR, SHAPE, PATH, SHADE] = [0, 1, 2, 3, 4, 5, 6, 7];

function colorOf(scene, drawn, datum) {
  if (drawn.paint) return drawn.paint;
  if (datum[SHADE] !== null && datum[SHADE] !== undefined && scene.gradient) return shadeOf(datum[SHADE], scene.gradient.low, scene.gradient.high);
  return scene.colors && datum[COLOR] !== null ? scene.colors.levels[datum[COLOR]].color : "#0072b2";
}

function symbolOf(scene, datum) {
  if (scene.shapes && datum[SHAPE] !== null) return SYMBOLS[datum[SHAPE] % SYMBOLS.length];
  return scene.colors && datum[COLOR] !== null ? scene.colors.levels[datum[COLOR]].symbol : "circle";
}

function traceSymbol(context, symbol, x, y, r) {
  context.beginPath();
  if (symbol === "square") context.rect(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r);
  else if (symbol === "triangle" || symbol === "diamond") {
    context.moveTo(x, y - 1.25 * r);
    context.lineTo(x + 1.15 * r, symbol === "diamond" ? y : y + 0.85 * r);
    if (symbol === "diamond") context.lineTo(x, y + 1.25 * r);
    context.lineTo(x - 1.15 * r, symbol === "diamond" ? y : y + 0.85 * r);
    context.closePath();
  } else context.arc(x, y, r, 0, 2 * Math.PI);
}

/** Data of one path, in their order. */
function pathsOf(drawn) {
  const paths = new Map();
  for (const datum of drawn.data) {
    const key = `${datum[COLOR]} ${datum[SHAPE]} ${datum[PATH]}`;
    if (!paths.has(key)) paths.set(key, []);
    paths.get(key).push(datum);
  }
  return [...paths.values()];
}

const PAINTERS = {
  dots(context, place, scene, drawn, alpha) {
    for (const datum of drawn.data) {
      context.globalAlpha = drawn.opacity * alpha(datum);
      context.fillStyle = colorOf(scene, drawn, datum);
      traceSymbol(context, symbolOf(scene, datum), place.x(datum[X]), place.y(datum[Y]), drawn.size);
      context.fill();
    }
  },
  line(context, place, scene, drawn, alpha) {
    for (const path of pathsOf(drawn)) {
      context.globalAlpha = drawn.opacity * alpha(path[0]);
      context.strokeStyle = colorOf(scene, drawn, path[0]);
      context.lineWidth = Math.max(1.6 * drawn.size, 0.7);
      context.setLineDash(drawn.dashed ? [5, 4] : []);
      context.beginPath();
      for (const datum of path) context.lineTo(place.x(datum[X]), place.y(datum[Y]));
      context.stroke();
    }
  },
  segments(context, place, scene, drawn, alpha) {
    for (const datum of drawn.data) {
      context.globalAlpha = drawn.opacity * alpha(datum);
      context.strokeStyle = colorOf(scene, drawn, datum);
      context.lineWidth = Math.max(1.6 * drawn.size, 0.7);
      context.setLineDash(drawn.dashed ? [5, 4] : []);
      context.beginPath();
      context.moveTo(place.x(datum[X]), place.y(datum[Y]));
      context.lineTo(place.x(datum[X2]), place.y(datum[Y2]));
      context.stroke();
    }
  },
  area(context, place, scene, drawn, alpha) {
    for (const path of pathsOf(drawn)) {
      context.globalAlpha = drawn.opacity * alpha(path[0]);
      context.fillStyle = colorOf(scene, drawn, path[0]);
      context.beginPath();
      for (const datum of path) context.lineTo(place.x(datum[X]), place.y(datum[Y]));
      for (const datum of [...path].reverse()) context.lineTo(place.x(datum[X2]), place.y(datum[Y2]));
      context.fill();
    }
  },
  rects(context, place, scene, drawn, alpha) {
    for (const datum of drawn.data) {
      context.globalAlpha = drawn.opacity * alpha(datum);
      context.fillStyle = colorOf(scene, drawn, datum);
      const [x, y] = [place.x(datum[X]), place.y(datum[Y])];
      context.fillRect(x, y, place.x(datum[X2]) - x, place.y(datum[Y2]) - y);
    }
  },
  cells(context, place, scene, drawn, alpha) {
    PAINTERS.rects(context, place, scene, drawn, alpha);
    context.globalAlpha = 1;
    for (const datum of drawn.data) {
      const [x, y] = [place.x((datum[X] + datum[X2]) / 2), place.y((datum[Y] + datum[Y2]) / 2)];
      const text = short(datum[SHADE], 2);
      if (Math.abs(place.x(datum[X2]) - place.x(datum[X])) < textWidth(text) * 0.85 + 4) continue;
      const rank = (datum[SHADE] - scene.gradient.low) / (scene.gradient.high - scene.gradient.low || 1);
      context.fillStyle = rank > 0.62 ? "#000" : "#fff";
      context.font = `${FONT - 2}px system-ui, sans-serif`;
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillText(text, x, y);
    }
  },
};

/** Room for the labels of a panel, in pixels. */
function marginsOf(pane, width, height) {
  const steps = Math.max(2, Math.floor(height / 50));
  const names = ticksOf(pane.y, steps).map((t) => t[1]);
  const widest = Math.min(Math.max(0, ...names.map(textWidth)), 0.4 * width);
  const across = ticksOf(pane.x, Math.max(2, Math.floor(width / 70)));
  const room = (width - widest - 40) / Math.max(across.length, 1);
  const longest = Math.max(0, ...across.map((t) => textWidth(t[1])));
  const upright = Boolean(pane.x.every) && longest + 8 > room;
  const below = upright ? Math.min(longest, LONGEST) + 12 : 20;
  return { left: widest + 12 + (pane.y.label ? 20 : 0), right: 12, top: 6, bottom: below + (pane.x.label ? 20 : 0), upright, widest, below, steps };
}

function drawAxes(svg, pane, box, margins) {
  const { left, top, width, height } = box;
  const line = (x1, y1, x2, y2, stroke) => svg.append(svgElement("line", { x1, y1, x2, y2, stroke, "stroke-width": 1 }));
  const text = (x, y, words, more = {}) => svg.append(svgElement("text", { x, y, fill: INK, "font-size": FONT, ...more }, words));
  let last = -Infinity;
  for (const [at, label] of ticksOf(pane.x, Math.max(2, Math.floor(width / 60)))) {
    const x = left + fractionOf(pane.x, at) * width;
    if (!pane.cells) line(x, top, x, top + height, "#e6e6e6");
    const half = textWidth(label) / 2;
    if (margins.upright) {
      text(x + 4, top + height + 8, fitted(label, LONGEST), { "text-anchor": "end", transform: `rotate(-90 ${x + 4} ${top + height + 8})` });
    } else if (x - half > last + 6) {
      text(x, top + height + 16, label, { "text-anchor": "middle" });
      last = x + half;
    }
  }
  last = Infinity;
  for (const [at, label] of ticksOf(pane.y, margins.steps).sort((a, b) => a[0] - b[0])) {
    const y = top + (1 - fractionOf(pane.y, at)) * height;
    if (!pane.cells) line(left, y, left + width, y, "#e6e6e6");
    if (y < last - FONT) {
      text(left - 6, y + 4, fitted(label, margins.widest + 1), { "text-anchor": "end" });
      last = y;
    }
  }
  line(left, top + height, left + width, top + height, "#5b6675");
  line(left, top, left, top + height, "#5b6675");
  const middle = top + height / 2;
  if (pane.x.label) text(left + width / 2, top + height + margins.below + 14, fitted(pane.x.label, width + left), { "text-anchor": "middle" });
  if (pane.y.label) text(12, middle, fitted(pane.y.label, height + 30), { "text-anchor": "middle", transform: `rotate(-90 12 ${middle})` });
}

/** Draws a panel into its place; gives the places of values in pixels. */
function drawPane(host, scene, pane, width, height, alpha) {
  const margins = marginsOf(pane, width, height);
  const box = { left: margins.left, top: margins.top, width: width - margins.left - margins.right, height: height - margins.top - margins.bottom };
  const place = {
    x: (v) => box.left + fractionOf(pane.x, v) * box.width,
    y: (v) => box.top + (1 - fractionOf(pane.y, v)) * box.height,
    box,
  };
  const ratio = window.devicePixelRatio || 1;
  const canvas = element("canvas", { width: Math.round(width * ratio), height: Math.round(height * ratio), "aria-hidden": "true" });
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const svg = svgElement("svg", { width, height, "aria-hidden": "true" });
  drawAxes(svg, pane, box, margins);
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  context.beginPath();
  context.rect(box.left, box.top, box.width, box.height);
  context.clip();
  for (const drawn of pane.drawn) {
    context.save();
    PAINTERS[drawn.kind](context, place, scene, drawn, alpha);
    context.restore();
  }
  host.replaceChildren(svg, canvas, svgElement("svg", { width, height, class: "over", "aria-hidden": "true" }));
  return place;
}
