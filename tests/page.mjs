// What the scripts of an experiment's page make of its data, without a browser: `node page.mjs PAGE VIEW…` prints, as JSON, the matrices
// of its networks and the marks of each view. tests/explore.rs compares them with what the library computes.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const [path, ...views] = process.argv.slice(2);
const html = readFileSync(path, "utf8");
const data = html.match(/<script type="application\/json" id="data">([\s\S]*?)<\/script>/)[1];
const scripts = html.match(/<script>\n([\s\S]*)<\/script>/)[1];
// The last script begins the page; what it needs of a browser is not here.
const functions = scripts.slice(0, scripts.indexOf("// The page of an experiment: form, picture"));
const context = vm.createContext({ atob, Blob, Response, DecompressionStream, DataView, TextDecoder, URLSearchParams, console, packed: data.trim(), views });
const made = await vm.runInContext(`${functions}
(async () => {
  const data = await unpacked(packed);
  const networks = data.networks.map((n) => n.layers.map((l) => l.matrices.map((m) => ({ ...m, values: Array.from(m.values) }))));
  const made = views.map((words) => {
    const { view, matrix, odd } = parsed(data, words);
    const again = fragmentOf(data, view, matrix);
    const same = fragmentOf(data, parsed(data, again).view, matrix) === again;
    try {
      const scene = sceneOf(data, view);
      const panes = scene.panes.map((p) => ({ title: p.title, x: p.x.label, y: p.y.label,
        marks: p.drawn.flatMap((d) => d.data.map((m) => [d.kind, ...m.slice(0, 4), m[7]])) }));
      return { odd, same, panes, colors: scene.colors && scene.colors.levels.map((l) => l.label) };
    } catch (error) {
      if (!(error instanceof Unseen)) throw error;
      return { odd, same, unseen: error.message };
    }
  });
  return { networks, views: made };
})()`, context);
console.log(JSON.stringify(made));
