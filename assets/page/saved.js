// The page of one plot: a scene from `lib/plot/saved.rs`.
"use strict";

const scene = JSON.parse(document.getElementById("data").textContent);
for (const pane of scene.panes) for (const drawn of pane.drawn) drawn.tipsOf = (datum) => datum[8] ?? [];
new Plot(document.getElementById("picture"), scene);
document.body.dataset.ready = "yes";
