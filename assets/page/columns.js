// The tables of the page: unpacked from compressed bytes (lib/explore/pack.rs writes them).
"use strict";

/** All data of the page: a header in JSON and the bytes of columns and matrices, from base64 of a zlib stream. */
async function unpacked(base64) {
  const text = atob(base64);
  const packed = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) packed[i] = text.charCodeAt(i);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const data = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  const reader = { bytes, at: 4 + length };
  for (const table of data.tables) {
    table.columns.forEach((column) => unpackColumn(column, table.rows, data.steps, reader));
    table.of = new Map(table.columns.map((column) => [column.name, column]));
  }
  for (const network of data.networks) {
    for (const layer of network.layers) layer.matrices.forEach((matrix) => unpackMatrix(matrix, layer.units, reader));
  }
  return data;
}

/** So many numbers of two bytes: first all low bytes, then all high ones. */
function wide(reader, n) {
  const { bytes, at } = reader;
  reader.at += 2 * n;
  return Uint16Array.from({ length: n }, (_, i) => bytes[at + i] | (bytes[at + n + i] << 8));
}

function narrow(reader, n) {
  reader.at += n;
  return reader.bytes.subarray(reader.at - n, reader.at);
}

/** Gives a column `index` (names; -1 where one is missing) or `values` (numbers; NaN where one is missing). */
function unpackColumn(column, rows, steps, reader) {
  const codes = column.wide ? wide(reader, rows) : narrow(reader, rows);
  const missing = column.wide ? 65535 : 255;
  if (column.kind === "name") {
    column.index = Int32Array.from(codes, (c) => (c === missing ? -1 : c));
    return;
  }
  const { low, high, log, known } = column;
  const width = high - low;
  const value = known
    ? (c) => known[c]
    : (c) => (log ? 10 ** (low + (c / steps) * width) : low + (c / steps) * width);
  column.values = Float64Array.from(codes, (c) => (c === missing ? NaN : value(c)));
}

/** Upper triangles with the diagonal, row by row; numbers are fractions of the largest one, squared. */
function unpackMatrix(matrix, units, reader) {
  const codes = wide(reader, (units * (units + 1)) / 2);
  matrix.values = new Float32Array(units * units);
  let at = 0;
  for (let i = 0; i < units; i += 1) {
    for (let j = i; j < units; j += 1, at += 1) {
      const value = matrix.most * (codes[at] / 65535) ** 2;
      matrix.values[i * units + j] = value;
      matrix.values[j * units + i] = value;
    }
  }
}

/** The name of a category for people. */
function labelAt(column, index) {
  return index < 0 ? "" : column.labels[index];
}

/** A cell of a table for people. */
function textAt(column, row) {
  if (column.kind === "name") return labelAt(column, column.index[row]);
  return Number.isNaN(column.values[row]) ? "" : written(column.values[row], column.kind === "share" ? "percent" : "linear");
}

/** The title of an axis. */
function titleOf(column) {
  return column.unit ? `${column.label} (${column.unit})` : column.label;
}

/** The scale of an axis of this column. */
function scaleOf(column) {
  return { share: "percent", log: "log" }[column.kind] ?? "linear";
}
