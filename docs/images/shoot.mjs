// Screenshots of report.html and of a checked page: node shoot.mjs REPORT.html CHECKED.html FOLDER
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("../../tools/npm/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const [report, checked, folder] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
await page.goto(pathToFileURL(resolve(report)).href);
await page.waitForTimeout(1500);

const numbers = page.locator("main span.n").filter({ hasText: "3612" });
const number = numbers.first();
await number.scrollIntoViewIfNeeded();
await number.click();
await page.waitForTimeout(700);
await page.screenshot({ path: `${folder}/explain.png` });
await page.keyboard.press("Escape");
await page.setViewportSize({ width: 390, height: 780 });
await page.waitForTimeout(700);
await page.screenshot({ path: `${folder}/phone.png` });

await page.setViewportSize({ width: 1200, height: 540 });
await page.goto(pathToFileURL(resolve(checked)).href);
await page.waitForTimeout(700);
await page.screenshot({ path: `${folder}/checked.png` });
await browser.close();
