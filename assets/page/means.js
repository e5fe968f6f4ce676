// Numbers of groups: means over networks with their spread, quartiles, bins. The means are those of `analysis::mean_by_unit`.
"use strict";

/** Rows with the same key, in the order in which keys come first. */
function grouped(rows, keyOf) {
  const groups = new Map();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** The mean of each unit's rows: a network counts once. */
function unitMeans(rows, value, unit) {
  const sums = new Map();
  for (const row of rows) {
    const key = unit ? unit.index[row] : row;
    const sum = sums.get(key) ?? [0, 0];
    sum[0] += value[row];
    sum[1] += 1;
    sums.set(key, sum);
  }
  return [...sums.values()].map(([total, n]) => total / n);
}

/** Mean, spread (`se`, `sd` or `none`) and number of numbers. */
function meanOf(numbers, spread) {
  const n = numbers.length;
  const mean = numbers.reduce((a, b) => a + b, 0) / n;
  const squares = numbers.reduce((a, b) => a + (b - mean) ** 2, 0);
  const sd = n > 1 ? Math.sqrt(squares / (n - 1)) : NaN;
  return { mean, n, spread: { se: sd / Math.sqrt(n), sd, none: NaN }[spread] };
}

/** A quantile of ascending numbers, linear between the nearest two. */
function quantile(sorted, q) {
  const at = q * (sorted.length - 1);
  const low = Math.floor(at);
  const next = sorted[Math.min(low + 1, sorted.length - 1)];
  return sorted[low] + (at - low) * (next - sorted[low]);
}

/** Quartiles, whiskers to the last number within 1.5 interquartile ranges, and the rows beyond (Tukey). */
function boxOf(rows, value) {
  const sorted = rows.map((r) => value[r]).sort((a, b) => a - b);
  const [q1, median, q3] = [0.25, 0.5, 0.75].map((q) => quantile(sorted, q));
  const reach = 1.5 * (q3 - q1);
  const inside = sorted.filter((v) => v >= q1 - reach && v <= q3 + reach);
  const out = rows.filter((r) => value[r] < q1 - reach || value[r] > q3 + reach);
  return { q1, median, q3, low: inside[0], high: inside[inside.length - 1], out, n: sorted.length };
}

/** Counts in so many equal bins between two ends; the last bin has its upper end. */
function binned(numbers, low, high, bins) {
  const counts = new Array(bins).fill(0);
  const width = (high - low) / bins || 1;
  for (const v of numbers) counts[Math.min(Math.floor((v - low) / width), bins - 1)] += 1;
  return counts.map((count, i) => ({ from: low + i * width, to: low + (i + 1) * width, count }));
}
