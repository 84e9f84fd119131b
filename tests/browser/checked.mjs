// The page of `zhiheng check --format html` in a real browser: node tests/browser/checked.mjs PAGE [FOLDER FOR SCREENSHOTS]
// Works on any checked report with at least one finding; closes with "N passed, M failed".
import { address, axeFindings, check, finish, page, section, shot } from './harness.mjs';

await section('opens', async () => {
  await page.goto(address, { waitUntil: 'load' });
  check('one main heading', await page.locator('h1').count() === 1);
  check('has findings', await page.locator('aside li[data-rule]').count() > 0);
  check('every finding has a mark in the text', await page.evaluate(() => [...document.querySelectorAll('aside li[data-id]')]
    .every(i => [...document.querySelectorAll('main [data-f]')].some(m => m.dataset.f.split(' ').includes(i.dataset.id)))));
  check('the numbers counted are those in the text', await page.evaluate(() => {
    const total = parseInt(document.querySelector('.counts').textContent.replace(/\D*(\d+).*/s, '$1'), 10);
    const parts = [...document.querySelectorAll('.counts b')].reduce((sum, b) => sum + parseInt(b.textContent, 10), 0);
    return total === parts;
  }));
  await shot('checked-top');
});

await section('from a finding to its numbers and back', async () => {
  const item = page.locator('aside li[data-rule]').first();
  const id = await item.getAttribute('data-id');
  await item.locator('button.go').click();
  check('the finding is current', await item.evaluate(i => i.classList.contains('current')));
  const lit = await page.$$eval('main .lit', (all, f) => all.length > 0 && all.every(m => m.dataset.f.split(' ').includes(f)), id);
  check('its numbers are lit, no others', lit);
  check('the first is in view and has the focus', await page.evaluate(() => {
    const r = document.activeElement.getBoundingClientRect();
    return document.activeElement.matches('main [data-f]') && r.top >= 0 && r.bottom <= innerHeight;
  }));
  await shot('checked-finding');
  await page.evaluate(() => document.querySelectorAll('li.current').forEach(i => i.classList.remove('current')));
  await page.keyboard.press('Enter');
  check('Enter on a number leads back', await page.locator('aside li.current').count() === 1);
  const mark = page.locator('main .n.bad').last();
  if (await mark.count()) {
    await mark.click();
    const findings = await mark.getAttribute('data-f');
    const current = await page.locator('aside li.current').getAttribute('data-id');
    check('a click on a number shows a finding of it', findings.split(' ').includes(current), { findings, current });
  }
});

await section('filters', async () => {
  const shown = () => page.$$eval('aside li[data-rule]', all => all.filter(i => !i.hidden).map(i => i.dataset));
  const all = await shown();
  for (const box of await page.locator('input[data-kind]').all()) {
    const kind = await box.getAttribute('data-kind');
    await box.uncheck();
    const rest = await shown();
    check(`without ${kind} none of it is shown, all others are`, rest.length === all.filter(i => i.kind !== kind).length && rest.every(i => i.kind !== kind));
    await box.check();
  }
  const rule = await page.locator('#rule option').nth(1).getAttribute('value');
  await page.selectOption('#rule', rule);
  check('one rule alone', (await shown()).every(i => i.rule === rule));
  await page.selectOption('#rule', '');
  check('all again', (await shown()).length === all.length);
  const ground = () => page.evaluate(() => getComputedStyle(document.querySelector('main .n.ok, main .n.open')).backgroundColor);
  const before = await ground();
  await page.uncheck('#cover');
  check('colours by status can be put off', await ground() !== before);
  await page.check('#cover');
});

await section('reads well', async () => {
  const findings = await axeFindings();
  check('axe-core: nothing serious', !findings.length, findings.join(' | '));
  check('nothing runs out of the window', await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await page.setViewportSize({ width: 390, height: 844 });
  check('nor on a phone', await page.evaluate(() => document.documentElement.scrollWidth <= 390), await page.evaluate(() => document.documentElement.scrollWidth));
  await shot('checked-phone');
  await page.setViewportSize({ width: 1280, height: 900 });
});

await finish();
