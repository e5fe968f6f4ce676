// Numbers for people, and the ticks of axes: as in lib/drawing/scale.rs.
"use strict";

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A number with so many decimals: a true minus sign, thousands apart from 10,000 on, no negative zero. */
function fixed(value, decimals) {
  let [whole, rest] = Math.abs(value).toFixed(decimals).split(".");
  if (whole.length > 4) whole = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const text = rest ? `${whole}.${rest}` : whole;
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

function powerOfTen(exponent) {
  if (exponent === 0 || exponent === 1) return exponent ? "10" : "1";
  const digits = [...String(Math.abs(exponent))].map((d) => SUPERSCRIPTS[d]).join("");
  return `10${exponent < 0 ? "⁻" : ""}${digits}`;
}

/** A number of so many significant digits, as a power of ten where that is shorter. */
function short(value, significant = 3) {
  if (value === null || Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return fixed(value, 0);
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  if (exponent >= -3 && exponent <= 4) {
    const text = fixed(value, Math.min(Math.max(significant - 1 - exponent, 0), 8));
    return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  }
  const mantissa = fixed(value / 10 ** exponent, 1).replace(/\.0$/, "");
  return mantissa === "1" ? powerOfTen(exponent) : `${mantissa}×${powerOfTen(exponent)}`;
}

/** A value of an axis or of a column as its scale writes it. */
function written(value, scale, significant = 4) {
  return scale === "percent" ? `${short(100 * value, significant)}%` : short(value, significant);
}

/** Multiples of 1, 2 or 5 times a power of ten: the smallest of these steps that makes at most one tick more than wanted. */
function evenTicks(low, high, wanted, unit) {
  const magnitude = 10 ** Math.floor(Math.log10((high - low) / Math.max(wanted, 1)));
  const places = (step) => [Math.ceil(low / step - 1e-6), Math.floor(high / step + 1e-6)];
  const fits = (step) => places(step)[1] - places(step)[0] <= wanted;
  const step = [0.5, 1, 2, 5, 10].map((m) => m * magnitude).find(fits) ?? 10 * magnitude;
  let decimals = 0;
  while (decimals < 8 && Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) > 1e-6 * step * 10 ** decimals) decimals += 1;
  const ticks = [];
  for (let i = places(step)[0]; i <= places(step)[1]; i += 1) ticks.push([i * step, fixed(i * step, decimals) + unit]);
  return ticks;
}

function logTicks(low, high, wanted) {
  const inside = (v) => v >= low * (1 - 1e-9) && v <= high * (1 + 1e-9);
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const decades = [];
  for (let e = first; e <= last; e += 1) if (inside(10 ** e)) decades.push(e);
  if (decades.length >= 2) {
    const every = Math.ceil(decades.length / Math.max(wanted, 2));
    return decades.filter((_, i) => i % every === 0).map((e) => [10 ** e, powerOfTen(e)]);
  }
  const ticks = [];
  for (let e = first; e <= last; e += 1) {
    for (const multiple of [1, 2, 5]) if (inside(multiple * 10 ** e)) ticks.push([multiple * 10 ** e, short(multiple * 10 ** e)]);
  }
  return ticks.length < 3 ? evenTicks(low, high, wanted, "") : ticks;
}

/** Ticks of an axis with their labels, about as many as wanted; names are ticks of their own. */
function ticksOf(axis, wanted) {
  if (axis.names && axis.names.length) return axis.names.filter(([at]) => at >= axis.low && at <= axis.high);
  if (!(axis.high > axis.low)) return [];
  if (axis.scale === "log") return logTicks(axis.low, axis.high, wanted);
  if (axis.scale === "percent") return evenTicks(100 * axis.low, 100 * axis.high, wanted, "%").map(([v, label]) => [v / 100, label]);
  return evenTicks(axis.low, axis.high, wanted, "");
}

/** Where a value lies between the ends of an axis, 0 to 1. */
function fractionOf(axis, value) {
  if (axis.scale === "log") return Math.log(value / axis.low) / Math.log(axis.high / axis.low);
  return (value - axis.low) / (axis.high - axis.low);
}

/** The value at a fraction of an axis. */
function valueAt(axis, fraction) {
  if (axis.scale === "log") return axis.low * (axis.high / axis.low) ** fraction;
  return axis.low + fraction * (axis.high - axis.low);
}

/** The range of numbers, a little wider; of logarithms on a log scale. */
function rangeOf(values, scale = "linear") {
  let [low, high] = [Infinity, -Infinity];
  for (const v of values) {
    if (!Number.isFinite(v) || (scale === "log" && v <= 0)) continue;
    if (v < low) low = v;
    if (v > high) high = v;
  }
  if (low > high) return scale === "log" ? [1, 10] : [0, 1];
  if (scale === "log") {
    const room = high > low ? (high / low) ** 0.05 : 1.2;
    return [low / room, high * room];
  }
  const room = high > low ? 0.05 * (high - low) : 0.05 * Math.max(Math.abs(low), 1);
  return [low - room, high + room];
}
