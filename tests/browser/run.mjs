// report.html in a real browser: node tests/browser/run.mjs PAGE [FOLDER FOR SCREENSHOTS]
// Opens the page from the disk without a network and uses it as a reader does. Works on any report; closes with "N passed, M failed".
import { join } from 'node:path';
import { address, axeFindings, check, finish, page, section, shot, shots } from './harness.mjs';

const allCharts = () => page.waitForFunction(() => document.querySelectorAll('.chart').length === document.querySelectorAll('.chart[data-drawn]').length);

await section('opens', async () => {
  const start = Date.now();
  await page.goto(address, { waitUntil: 'load' });
  const ms = Date.now() - start;
  check(`opens within 5 s (${ms} ms)`, ms < 5000);
  check('has a title', (await page.title()).length > 0);
  check('one main heading', await page.locator('h1').count() === 1);
  await shot('top');
});

const data = JSON.parse(await page.locator('#zh-data').textContent());

await section('charts', async () => {
  await allCharts();
  const charts = await page.$$eval('.chart', all => all.map(c => ({
    paths: c.querySelectorAll('svg path').length, label: c.getAttribute('aria-label') || '', height: c.clientHeight,
    texts: Array.from(c.querySelectorAll('svg text')).map(t => t.textContent),
    rows: c.closest('figure').querySelectorAll('details tbody tr').length,
    overflow: Array.from(c.querySelectorAll('svg text')).filter(t => {
      const a = t.getBoundingClientRect(), b = c.getBoundingClientRect();
      return a.left < b.left - 2 || a.right > b.right + 2 || a.top < b.top - 2 || a.bottom > b.bottom + 2;
    }).map(t => t.textContent),
  })));
  check('every chart has data', charts.length === data.charts.length, `${charts.length} of ${data.charts.length}`);
  check('every chart is drawn', charts.every(c => c.paths > 2 && c.height > 150), charts.findIndex(c => !(c.paths > 2)));
  check('every chart has words for those who do not see it', charts.every(c => c.label.length > 5));
  check('every chart has its data table', charts.every((c, i) => c.rows === data.charts[i].c.length));
  check('no text of a chart is cut off', charts.every(c => !c.overflow.length), charts.map(c => c.overflow).filter(o => o.length));
  const bars = data.charts.findIndex(c => !['pie', 'doughnut'].includes(c.t) && c.lv && c.c.length < 6 && c.s.length < 3);
  if (bars >= 0) {
    const printed = data.charts[bars].s.flatMap(s => s.v).map(v => v[0]).filter(v => v !== null);
    check('labels are the decimals as written', printed.some(p => charts[bars].texts.includes(p)), { printed, shown: charts[bars].texts });
  }
  if (charts.length) {
    await page.locator('.chart').first().scrollIntoViewIfNeeded();
    const box = await page.locator('.chart').first().boundingBox();
    await page.mouse.move(box.x + box.width / 3, box.y + box.height / 2);
    await page.waitForTimeout(200);
    check('a tooltip tells the values', await page.locator('.tip').count() > 0);
    await shot('chart-tooltip');
    await page.mouse.move(2, 400);
  }
});

await section('origins', async () => {
  // The number whose tree leads to a cell, with a formula if there is one.
  const deep = index => { const n = data.nodes[index]; return !!(n.o && n.o.length) || (n.i || []).some(deep); };
  const cells = new Set((await page.$$eval('#zh-main p .n', all => all.map(n => +n.dataset.f))));
  const usable = [...cells].filter(f => data.facts[f].tree !== undefined && deep(data.facts[f].tree));
  const index = usable.find(f => data.nodes[data.facts[f].tree].f) ?? usable[0];
  check('a number of the text leads to a cell', index !== undefined);
  const fact = data.facts[index];
  const number = page.locator(`#zh-main p .n[data-f="${index}"]`).first();
  await number.scrollIntoViewIfNeeded();
  await number.click();
  const panel = page.locator('#zh-panel');
  check('a click opens the panel', await panel.isVisible());
  const text = await panel.innerText();
  check('it tells the printed value', text.includes(fact.t));
  check('it tells the exact value', fact.x === undefined || text.includes(fact.x), fact.x);
  const origin = (function first(i) { const n = data.nodes[i]; return n.o ? data.origins[n.o[0]] : (n.i || []).map(first).find(Boolean); })(fact.tree);
  check('it tells file, sheet and cell', text.includes(origin.at), origin.at);
  check('it tells what the cell holds', origin.raw === undefined || text.includes(origin.raw));
  check('it tells the formula in words', !data.nodes[fact.tree].f || text.includes(data.nodes[fact.tree].f));
  const printed = await page.locator(`#zh-main .n[data-f="${index}"]`).count();
  check('it lists all places', await panel.locator('.places button').count() === printed, printed);
  await shot('panel');
  const findings = await axeFindings();
  check('axe-core: nothing serious with the panel open', !findings.length, findings.join(' | '));
  await page.keyboard.press('Escape');
  check('Escape closes it', await panel.isHidden());
  check('the number has the focus again', await page.evaluate(f => document.activeElement.dataset.f === String(f), index));
  await page.keyboard.press('Enter');
  check('Enter opens it', await panel.isVisible());
  await panel.locator('.places button').last().click();
  check('a place can be gone to', await page.evaluate(f => document.activeElement.dataset.f === String(f), index));
  await page.keyboard.press('Escape');
  const stops = await page.$$eval('.n[tabindex="0"]', all => all.length), all = await page.locator('#zh-main .n').count();
  check('numbers are few tab stops', stops >= 1 && (all < 40 || stops < all / 3), `${stops} of ${all}`);
  // Every panel of the report can be built.
  const broken = await page.$$eval('#zh-main .n', list => {
    const seen = new Set(), bad = [];
    for (const n of list) {
      if (seen.has(n.dataset.f) || seen.size > 400) continue;
      seen.add(n.dataset.f);
      n.dispatchEvent(new MouseEvent('click', { bubbles: true }));
      const panel = document.getElementById('zh-panel');
      if (panel.hidden || /undefined|NaN|\[object/.test(panel.textContent)) bad.push(n.textContent);
    }
    return bad;
  });
  check('every number has a panel without holes', !broken.length, broken.slice(0, 5).join(' '));
  await page.keyboard.press('Escape');
});

await section('search', async () => {
  const wanted = await page.$eval('#zh-main p .n', n => n.textContent);
  await page.locator('#zh-q').fill(wanted);
  await page.waitForFunction(() => document.getElementById('zh-hits').textContent !== '');
  const hits = await page.locator('#zh-hits').textContent();
  check('a number is found', /^共[1-9]\d*处$/.test(hits), hits);
  const expected = Number(/\d+/.exec(hits)[0]);
  check('matches are marked', await page.evaluate(() => CSS.highlights.get('zh-hit').size) === expected);
  await page.locator('#zh-q').press('Enter');
  check('Enter goes to the first', (await page.locator('#zh-hits').textContent()) === `1/${expected}`);
  check('it is in view', await page.evaluate(() => { const r = [...CSS.highlights.get('zh-now')][0].getBoundingClientRect(); return r.top > 40 && r.bottom < innerHeight; }));
  await shot('search');
  await page.locator('#zh-prev').click();
  check('back goes round', (await page.locator('#zh-hits').textContent()) === `${expected}/${expected}`);
  await page.locator('#zh-q').fill('这几个字报告里没有');
  await page.waitForFunction(() => document.getElementById('zh-hits').textContent === '没有找到');
  check('what is not there is not found', true);
  await page.locator('#zh-q').fill('');
});

await section('contents', async () => {
  const links = page.locator('.toc a');
  const targets = await page.$$eval('#zh-side a, #zh-main a[href^="#"]', all => all.filter(a => !document.getElementById(decodeURIComponent(a.hash.slice(1)))).map(a => a.hash));
  check('every link leads somewhere', !targets.length, targets.join(' '));
  const ids = await page.$$eval('[id]', all => { const n = {}; all.forEach(e => { n[e.id] = (n[e.id] || 0) + 1; }); return Object.keys(n).filter(k => n[k] > 1); });
  check('every id is there once', !ids.length, ids.join(' '));
  if (await links.count() > 1) {
    const chapter = page.locator('.toc > li > a').nth(1 % await page.locator('.toc > li > a').count());
    await chapter.click();
    await page.waitForTimeout(200);
    check('the section read is marked', await page.locator('.toc a[aria-current]').count() === 1);
    check('it is the one gone to', (await page.locator('.toc a[aria-current]').getAttribute('href')) === (await chapter.getAttribute('href')));
    await shot('chapter');
  }
});

await section('accessibility', async () => {
  await page.$$eval('details', all => all.forEach(d => { d.open = true; }));
  const findings = await axeFindings();
  check('axe-core: nothing serious', !findings.length, findings.join(' | '));
  await page.$$eval('details', all => all.forEach(d => { d.open = false; }));
});

await section('phone', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForTimeout(400);
  const wide = await page.evaluate(() => ({ page: document.documentElement.scrollWidth, window: innerWidth }));
  check('no sideways scrolling at 390', wide.page <= 390 && wide.window === 390, wide);
  await shot('phone-top');
  await page.locator('#zh-menu').click();
  check('the contents open', await page.locator('.toc a').first().isVisible() && await page.locator('#zh-menu').getAttribute('aria-expanded') === 'true');
  await shot('phone-contents');
  await page.keyboard.press('Escape');
  const findings = await axeFindings();
  check('axe-core: nothing serious on a phone', !findings.length, findings.join(' | '));
  const number = page.locator('#zh-main p .n').first();
  await number.scrollIntoViewIfNeeded();
  await number.click();
  check('the panel fits', await page.evaluate(() => { const r = document.getElementById('zh-panel').getBoundingClientRect(); return r.left >= 0 && r.right <= 390; }));
  await shot('phone-panel');
  await page.keyboard.press('Escape');
  if (await page.locator('.chart').count()) {
    await page.locator('.chart').first().scrollIntoViewIfNeeded();
    await page.waitForTimeout(200);
    await shot('phone-chart');
  }
  await page.setViewportSize({ width: 1280, height: 900 });
});

await section('print', async () => {
  await page.emulateMedia({ media: 'print' });
  const shown = await page.evaluate(() => ['.bar', '#zh-side', '#zh-panel'].filter(s => getComputedStyle(document.querySelector(s)).display !== 'none'));
  check('only the report is printed', !shown.length, shown);
  const pdf = await page.pdf({ preferCSSPageSize: true, ...(shots ? { path: join(shots, 'print.pdf') } : {}) });
  check('a pdf can be printed', pdf.length > 10000);
  await page.emulateMedia({ media: null });
});

if (shots) {
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(shots, 'full.png'), fullPage: true });
}
await finish();
