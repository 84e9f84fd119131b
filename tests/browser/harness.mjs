// What the tests of a page in a real browser share: the page opened from the disk without a network, checks that are counted.
import { createRequire } from 'node:module';
import { mkdtempSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(new URL('../../tools/npm/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const [page_path, folder] = process.argv.slice(2);
if (!page_path) {
  console.error(`usage: node ${process.argv[1]} PAGE [FOLDER FOR SCREENSHOTS]`);
  process.exit(2);
}
export const shots = folder;
export const address = pathToFileURL(resolve(page_path)).href;
if (shots) mkdirSync(shots, { recursive: true });

let passed = 0, failed = 0;
export function check(name, ok, detail = '') {
  if (ok) ++passed; else ++failed;
  console.log(`${ok ? 'ok  ' : 'FAIL'}  ${name}${!ok && detail !== '' ? `: ${typeof detail === 'string' ? detail : JSON.stringify(detail)}` : ''}`);
}
export async function section(name, run) {
  try { await run(); } catch (error) { check(name, false, String(error).split('\n').slice(0, 3).join(' ')); }
}

const profile = mkdtempSync(join(tmpdir(), 'zhiheng-browser-'));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium', headless: true, viewport: { width: 1280, height: 900 },
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const complaints = [], requests = [];
export const page = await context.newPage();
page.setDefaultTimeout(15000);
page.on('console', m => { if (['error', 'warning'].includes(m.type())) complaints.push(m.text()); });
page.on('pageerror', e => complaints.push(String(e)));
page.on('request', r => { if (r.url() !== address && !r.url().startsWith('data:') && !r.url().startsWith(address + '#')) requests.push(r.url()); });
export const shot = async (name, options = {}) => { if (shots) await page.screenshot({ path: join(shots, name + '.png'), ...options }); };

/** Serious and critical findings of axe-core, each with the elements it names. */
export async function axeFindings() {
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return result.violations.filter(v => ['serious', 'critical'].includes(v.impact)).map(v => `${v.id} (${v.nodes.length}): ${v.nodes[0].html.slice(0, 160)}`);
}

/** What the page asked or complained of, then the count; ends the process. */
export async function finish() {
  check('no complaint on the console', !complaints.length, complaints.slice(0, 3).join(' | '));
  check('no request but the page', !requests.length, requests.slice(0, 3).join(' | '));
  await context.close();
  rmSync(profile, { recursive: true, force: true });
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
}
