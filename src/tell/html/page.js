// A finding and its numbers lead to each other; findings are filtered by severity and rule; coverage colours every number.
(() => {
  'use strict';
  const main = document.querySelector('main');
  const items = [...document.querySelectorAll('aside li[data-rule]')];
  const marksOf = (id) => [...main.querySelectorAll('[data-f]')].filter((m) => m.dataset.f.split(' ').includes(id));
  function light(item, marks) {
    for (const old of document.querySelectorAll('.lit')) old.classList.remove('lit');
    for (const old of document.querySelectorAll('li.current')) old.classList.remove('current');
    item.classList.add('current');
    for (const mark of marks) mark.classList.add('lit');
  }
  function toText(item) {
    const marks = marksOf(item.dataset.id);
    light(item, marks);
    const first = marks.find((m) => m.dataset.main && m.dataset.main.split(' ').includes(item.dataset.id)) || marks[0];
    if (!first) return;
    first.scrollIntoView({ block: 'center' });
    first.focus({ preventScroll: true });
  }
  function toFinding(mark) {
    const shown = items.filter((i) => !i.hidden && mark.dataset.f.split(' ').includes(i.dataset.id));
    if (shown.length === 0) return;
    // Several findings on one number: each click shows the next.
    const at = shown.findIndex((i) => i.classList.contains('current'));
    const item = shown[(at + 1) % shown.length];
    light(item, marksOf(item.dataset.id));
    item.scrollIntoView({ block: 'nearest' });
  }
  for (const item of items) item.addEventListener('click', (e) => { if (!e.target.closest('.finger')) toText(item); });
  main.addEventListener('click', (e) => { const mark = e.target.closest('[data-f]'); if (mark) toFinding(mark); });
  main.addEventListener('keydown', (e) => {
    const mark = e.target.closest('[data-f]');
    if (mark && (e.key === 'Enter' || e.key === ' ')) { e.preventDefault(); toFinding(mark); }
  });
  const boxes = [...document.querySelectorAll('input[data-kind]')];
  const rule = document.getElementById('rule');
  const none = document.getElementById('none');
  function filter() {
    const kinds = new Set(boxes.filter((b) => b.checked).map((b) => b.dataset.kind));
    let shown = 0;
    for (const item of items) {
      item.hidden = !kinds.has(item.dataset.kind) || (rule.value !== '' && item.dataset.rule !== rule.value);
      if (!item.hidden) ++shown;
    }
    if (none) none.hidden = shown > 0;
  }
  for (const box of boxes) box.addEventListener('change', filter);
  if (rule) rule.addEventListener('change', filter);
  const cover = document.getElementById('cover');
  cover.addEventListener('change', () => main.classList.toggle('cover', cover.checked));
  filter();
})();
