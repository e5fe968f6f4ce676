// The page of an experiment: from a file, by cursor, by keys, zoomed, and by its link.
import { expect, explore, fits, open, picture, PATIENCE } from "./common.mjs";

const ready = (tab) => tab.locator("body[data-ready]").waitFor({ timeout: PATIENCE });
const text = (tab, place) => tab.locator(place).first().innerText();

export async function asExperiment(browser) {
  const tab = await open(browser, explore, { viewport: { width: 1300, height: 1000 } });
  await ready(tab);
  await byCursor(tab);
  await byKeys(tab);
  await matrices(tab);
  await tab.screenshot({ path: picture("explore"), fullPage: true });
  await byLink(browser, tab);
  expect("explore: nothing is fetched", tab.asked.length === 0);
  expect("explore: nothing is thrown", tab.thrown.length === 0);
  await tab.context().close();
  await zoomed(browser);
}

async function byCursor(tab) {
  await tab.locator("#presets button", { hasText: "What modularity costs" }).click();
  const place = tab.locator(".place").nth(2);
  const box = await place.boundingBox();
  for (let x = box.width - 20; x > 60 && !(await tab.locator(".tip").isVisible()); x -= 6) await tab.mouse.move(box.x + x, box.y + 60);
  expect("explore: the mark under the cursor says its network", (await text(tab, ".tip")).includes("network"));
  expect("explore: the same network is ringed in other panels", (await tab.locator(".place").nth(5).locator(".over circle").count()) > 0);
  await tab.screenshot({ path: picture("explore-cursor") });
  const legend = tab.locator(".legend button");
  await legend.first().click();
  expect("explore: the legend filters", (await legend.first().getAttribute("aria-pressed")) === "true" && (await legend.nth(1).getAttribute("class")) === "off");
}

async function byKeys(tab) {
  await tab.locator("#presets button", { hasText: "Modularity by strength" }).focus();
  await tab.keyboard.press("Enter");
  await tab.locator(".place").nth(2).focus();
  for (let i = 0; i < 4; i += 1) await tab.keyboard.press("ArrowRight");
  const first = await text(tab, ".unseen");
  expect("explore: arrow keys say a mark", first.includes("strength of dropout") && first.includes("modularity Q"));
  await tab.keyboard.press("ArrowUp");
  expect("explore: they go from mark to mark", (await text(tab, ".unseen")) !== first);
  await tab.screenshot({ path: picture("explore-keys") });
  const ticks = () => tab.locator(".place").nth(2).locator("svg").first().innerHTML();
  const before = await ticks();
  await tab.keyboard.press("+");
  expect("explore: + zooms", (await ticks()) !== before);
  await tab.keyboard.press("0");
  expect("explore: 0 goes back", (await ticks()) === before);
  await tab.locator("#numbers summary").focus();
  await tab.keyboard.press("Enter");
  await tab.locator("#numbers tbody tr").nth(50).waitFor({ timeout: PATIENCE });
  expect("explore: the numbers stand in a table, too", true);
  await tab.keyboard.press("Enter");
}

async function matrices(tab) {
  await tab.locator("#matrix-sorted").selectOption("backward_hess");
  await tab.locator("canvas.matrix").focus();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowRight"]) await tab.keyboard.press(key);
  expect("explore: a cell says units, modules and value", /unit \d+ \(module \d+\) × unit \d+ \(module \d+\): \d/.test(await text(tab, ".cell")));
  expect("explore: what the modules do", (await text(tab, "#matrices table")).includes("importance"));
}

async function byLink(browser, tab) {
  await tab.locator("#x").selectOption("dropout");
  await tab.locator("#only-layer-0").uncheck();
  await tab.locator("#link").click();
  const address = tab.url();
  const other = await open(browser, address, { viewport: { width: 1300, height: 1000 } });
  await ready(other);
  const same = async (place) => (await tab.locator(place).inputValue()) === (await other.locator(place).inputValue());
  expect("explore: its link restores the view", (await same("#x")) && (await same("#matrix-sorted")) && !(await other.locator("#only-layer-0").isChecked()));
  await other.context().close();
}

/** At 200 % a window has half as many pixels of the page's; and in the dark, and on a telephone. */
async function zoomed(browser) {
  const views = [
    ["explore-200-percent", { viewport: { width: 650, height: 500 }, deviceScaleFactor: 2 }],
    ["explore-dark", { viewport: { width: 1300, height: 1000 }, colorScheme: "dark" }],
    ["explore-narrow", { viewport: { width: 390, height: 800 } }],
  ];
  for (const [name, options] of views) {
    const tab = await open(browser, explore, options);
    await ready(tab);
    await tab.screenshot({ path: picture(name), fullPage: true });
    expect(`${name}: it need not be moved sideways`, await fits(tab));
    await tab.context().close();
  }
}
