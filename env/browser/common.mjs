// What the checks share.
import { join } from "node:path";

export const [executablePath, lab, live, page, explore, folder] = process.argv.slice(2);
export const PATIENCE = 60_000;

export function expect(claim, truth) {
  if (!truth) throw new Error(`not so: ${claim}`);
  console.log(`ok: ${claim}`);
}

export const picture = (name) => join(folder, `${name}.png`);

/** A tab that counts what it asks of a network, and fails with what the page throws. */
export async function open(browser, address, options) {
  const context = await browser.newContext(options);
  const tab = await context.newPage();
  tab.asked = [];
  tab.thrown = [];
  tab.on("request", (request) => { if (/^https?:/.test(request.url())) tab.asked.push(request.url()); });
  tab.on("pageerror", (error) => tab.thrown.push(error.message));
  await tab.goto(address, { timeout: PATIENCE });
  return tab;
}

export const fits = (tab) => tab.evaluate("document.documentElement.scrollWidth <= innerWidth");
