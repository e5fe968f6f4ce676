// Live plots and matrices in JupyterLab, light and dark.
import { expect, live, picture, PATIENCE } from "./common.mjs";

export async function liveInJupyterLab(browser) {
  const tab = await browser.newPage({ viewport: { width: 1300, height: 2300 } });
  try {
    await runAll(tab);
    await pointed(tab);
    await chosen(tab);
    await tab.screenshot({ path: picture("live-light") });
    await dark(tab);
  } finally {
    await tab.screenshot({ path: picture("live") });
    await tab.close();
  }
}

async function runAll(tab) {
  await tab.goto(live, { timeout: PATIENCE });
  const code = tab.locator(".jp-Notebook .jp-CodeCell");
  await code.first().waitFor({ timeout: PATIENCE });
  await tab.getByText("Rust (updown) | Idle").waitFor({ timeout: PATIENCE });
  const cells = await code.count();
  await code.first().locator(".cm-content").click();
  for (let cell = 0; cell < cells; cell += 1) await tab.keyboard.press("Shift+Enter");
  await drawn(tab, 2).waitFor({ timeout: 4 * PATIENCE });
  expect("live: plot, matrix and agreement are drawn", (await tab.locator(".vega-embed").count()) === 3);
}

const drawn = (tab, which) => tab.locator(".vega-embed").nth(which).locator("canvas, svg").first();

async function pointed(tab) {
  const place = drawn(tab, 0);
  await place.scrollIntoViewIfNeeded();
  const box = await place.boundingBox();
  const tip = tab.locator("#vg-tooltip-element.visible");
  for (let y = 30; y < box.height && !(await tip.count()); y += 6) {
    for (let x = 60; x < 380 && !(await tip.count()); x += 9) await tab.mouse.move(box.x + x, box.y + y);
  }
  const said = await tip.innerText();
  expect("live: the mark under the cursor says its network and strength", said.includes("network") && said.includes("strength"));
  await tab.screenshot({ path: picture("live-cursor") });
}

async function chosen(tab) {
  for (const [which, name] of [[1, "matrix"], [2, "agreement"]]) {
    const choice = tab.locator(".vega-embed").nth(which).locator("select");
    await choice.scrollIntoViewIfNeeded();
    const before = await drawn(tab, which).screenshot();
    await choice.selectOption({ index: 5 });
    await tab.waitForTimeout(500);
    expect(`live: the ${name} follows its choice`, !before.equals(await drawn(tab, which).screenshot()));
  }
}

async function dark(tab) {
  await tab.keyboard.press("Escape");
  await tab.keyboard.press("Control+Shift+C");
  await tab.locator("input[placeholder='SEARCH'], .lm-CommandPalette-input").first().fill("Theme: JupyterLab Dark");
  await tab.keyboard.press("Enter");
  await tab.locator("body[data-jp-theme-light='false']").waitFor({ state: "attached", timeout: PATIENCE });
  await tab.waitForTimeout(500);
  await tab.screenshot({ path: picture("live-dark") });
  expect("live: drawn in the dark, too", (await tab.locator(".vega-embed").count()) === 3);
}
