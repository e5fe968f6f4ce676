// What a person sees: a notebook runs in JupyterLab, and its page shows the same.
//
//   node check.mjs BROWSER LAB_URL LIVE_LAB_URL PAGE_URL EXPLORE_URL FOLDER     screenshots go to FOLDER
import { chromium } from "playwright-core";
import { executablePath, expect, fits, lab, open, page, PATIENCE, picture } from "./common.mjs";
import { asExperiment } from "./explore.mjs";
import { liveInJupyterLab } from "./live.mjs";

/** Whether the picture has been decoded and is no wider than its place. */
const shown = (image) => image.complete && image.naturalWidth > 0 && image.clientWidth <= image.parentElement.clientWidth + 1;

async function inJupyterLab(browser) {
  const tab = await browser.newPage({ viewport: { width: 1300, height: 1150 } });
  try {
    await runCells(tab);
  } finally {
    await tab.screenshot({ path: picture("jupyterlab") });
  }
}

async function runCells(tab) {
  await tab.goto(lab, { timeout: PATIENCE });
  await tab.locator(".jp-Notebook .jp-CodeCell").first().waitFor({ timeout: PATIENCE });
  await tab.getByText("Rust (updown) | Idle").waitFor({ timeout: PATIENCE }); // before, JupyterLab loses what is run
  const code = tab.locator(".jp-Notebook .jp-CodeCell");
  const cells = await code.count();
  await code.first().locator(".cm-content").click();
  const begin = Date.now();
  for (let cell = 0; cell < cells; cell += 1) await tab.keyboard.press("Shift+Enter");
  await tab.locator(".jp-OutputArea-output table tbody tr").first().waitFor({ timeout: PATIENCE });
  console.log(`first table after ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  const figure = tab.locator(".jp-RenderedSVG img, .jp-RenderedSVG svg");
  await figure.first().waitFor({ timeout: PATIENCE });
  expect("the table has three rows", (await tab.locator(".updown-table tbody tr").count()) === 3);
  expect("the table says its shape", (await tab.locator(".updown-table").innerText()).includes("3 rows × 2 columns"));
  const box = await figure.first().boundingBox();
  expect("the figure has a size", box.width > 200 && box.height > 200);
  expect("nothing is an error", (await tab.locator('[data-mime-type="application/vnd.jupyter.stderr"], [data-mime-type="application/vnd.jupyter.error"]').count()) === 0);
}

async function asPage(browser) {
  for (const [name, width] of [["page", 1200], ["page-narrow", 420]]) {
    const tab = await open(browser, page, { viewport: { width, height: 1150 } });
    await tab.screenshot({ path: picture(name), fullPage: true });
    expect(`${name}: nothing is fetched`, tab.asked.length === 0);
    expect(`${name}: the table is there`, (await tab.locator(".updown-table tbody tr").count()) === 3);
    const images = await tab.locator(".jp-RenderedSVG img").evaluateAll((all, source) => all.map(eval(source)), shown.toString());
    expect(`${name}: the figure fits`, images.length === 1 && images.every(Boolean));
    expect(`${name}: it need not be moved sideways`, await fits(tab));
    await tab.context().close();
  }
}

const root = process.getuid() === 0; // for whom Chromium has no sandbox
const browser = await chromium.launch({ executablePath, chromiumSandbox: !root,
  args: ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
try {
  await asPage(browser);
  await asExperiment(browser);
  await inJupyterLab(browser);
  await liveInJupyterLab(browser);
} finally {
  await browser.close();
}
