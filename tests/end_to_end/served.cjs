// node served.cjs BROWSER ADDRESS…: open each page; prints a JSON list: errors that the browser said, and whether the
// style sheet came through (its switch for the night is hidden by it alone).
"use strict";
const { chromium } = require("playwright-core");

async function main([executablePath, ...addresses]) {
  const args = process.getuid() === 0 ? ["--no-sandbox"] : []; // Chromium's sandbox refuses root
  const browser = await chromium.launch({ executablePath, args });
  const seen = [];
  for (const address of addresses) {
    const page = await browser.newPage();
    const errors = [];
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.goto(address);
    const styled = await page.evaluate(() => getComputedStyle(document.querySelector(".night")).opacity === "0");
    seen.push({ errors, styled });
  }
  await browser.close();
  process.stdout.write(JSON.stringify(seen));
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${error}\n`);
  process.exitCode = 1;
});
