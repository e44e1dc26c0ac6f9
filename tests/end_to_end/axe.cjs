// node axe.cjs FILE BROWSER: axe-core on a page as a telephone, a desk and a dark desk show it; prints one JSON list.
// Each entry: world, violations (rule and first element), requests (addresses that the page asked for), errors (of its
// own), sideways (pixels that stick out). axe fetches no style sheet: a policy of the page may forbid it.
// NODE_PATH says where axe-core and playwright-core are.
"use strict";
const { readFileSync } = require("node:fs");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");

const WORLDS = {
  phone: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
  desk: { viewport: { width: 1280, height: 900 } },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
};
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const OWN = new Set(["file:", "data:", "blob:", "about:"]);

async function look(browser, world, file) {
  const context = await browser.newContext(WORLDS[world]);
  const requests = [];
  const errors = [];
  await context.route((address) => !OWN.has(address.protocol), (route) => {
    requests.push(route.request().url());
    return route.abort();
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(pathToFileURL(file).href);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
  const found = await page.evaluate((rules) => window.axe.run(document, { runOnly: rules, preload: false }), RULES);
  await context.close();
  const violations = found.violations.map((one) => `${one.id}: ${one.nodes[0].target}`);
  return { world, violations, requests, errors, sideways: Math.max(0, sideways) };
}

async function main([file, executablePath]) {
  const args = process.getuid() === 0 ? ["--no-sandbox"] : []; // Chromium's sandbox refuses root
  const browser = await chromium.launch({ executablePath, args });
  const seen = [];
  for (const world of Object.keys(WORLDS)) seen.push(await look(browser, world, file));
  await browser.close();
  process.stdout.write(JSON.stringify(seen));
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${error}\n`);
  process.exitCode = 1;
});
