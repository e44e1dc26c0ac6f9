// node one_request.cjs FILE BROWSER: open a page with JavaScript and network off, follow a note and come back; JSON.
"use strict";

const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");

const TELEPHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

async function seen(browser, address) {
  const context = await browser.newContext({ ...TELEPHONE, javaScriptEnabled: false, offline: true });
  const page = await context.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(address);
  const shown = async (selector) => {
    await page.waitForTimeout(300);
    const box = await page.locator(selector).first().boundingBox();
    return box.y >= 0 && box.y < TELEPHONE.viewport.height;
  };
  await page.locator("#call-note-3").tap();
  const note = await shown("#note-3");
  await page.locator("#note-3 .back").first().tap();
  const back = await shown("#call-note-3");
  const size = (await page.locator("h1").boundingBox()).height;
  await page.locator("label[for=larger]").tap();
  const larger = (await page.locator("h1").boundingBox()).height > size;
  return { requests: requests.length, note, back, larger };
}

async function main([file, executablePath]) {
  const args = process.getuid() === 0 ? ["--no-sandbox"] : []; // Chromium's sandbox refuses root
  const browser = await chromium.launch({ executablePath, args });
  console.log(JSON.stringify(await seen(browser, pathToFileURL(file).href)));
  await browser.close();
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${error}\n`);
  process.exitCode = 1;
});
