// The script of report.html. The page is complete without it; it draws the charts, says where a number comes from, searches and keeps
// the table of contents in step. Its data, written by html_data.cc:
//   facts[]   was, why, who of a number decided by hand: what the data give, reason, by whom and when; t printed text, x exact value, u unit, st status, r rounding, lo/hi interval, e expression, wd wording, tree → nodes
//   nodes[]   k kind, l label, f formula in words, s numbers put in, x value, u unit, st status, n note, o → origins, i → nodes
//   origins[] at file · sheet · cell, raw as stored, shown as displayed, u unit of the return
//   charts[]  t type, c categories, p percentages of a pie, s series: n name, u unit, v [text or null, fact or -1, status]
'use strict';
(function () {
  const byId = id => document.getElementById(id);
  const data = JSON.parse(byId('zh-data').textContent);
  const root = document.documentElement, main = byId('zh-main'), panel = byId('zh-panel');
  root.classList.add('js');
  const phone = () => window.matchMedia('(max-width: 600px)').matches;

  /** An element with a class and children (texts or elements): texts never become markup. */
  function make(tag, cls, ...children) {
    const e = document.createElement(tag);
    if (cls) e.className = cls;
    for (const c of children) if (c !== null && c !== undefined && c !== '') e.append(c);
    return e;
  }

  // ── numbers: one tab stop a passage, arrow keys within it ──────────────────────────────────────────────────────────────
  const numbers = Array.from(main.querySelectorAll('.n'));
  const groupOf = n => n.closest('table, figure, .case, p, ul, ol, h2, h3, h4, h5, h6, blockquote');
  const passages = new Map();      // group → its numbers
  const printedAt = new Map();     // fact → where it stands
  for (const n of numbers) {
    // A passage is a table, or what stands between two headings: a report has hundreds of tab stops, not thousands.
    const group = n.closest('table') || n.closest('.chapter') || main;
    if (!passages.has(group)) { passages.set(group, []); n.tabIndex = 0; }
    passages.get(group).push(n);
    n.zhGroup = group;
    const fact = +n.dataset.f;
    if (!printedAt.has(fact)) printedAt.set(fact, []);
    printedAt.get(fact).push(n);
  }
  const visible = n => n.getClientRects().length > 0;
  function step(from, by) {
    const list = passages.get(from.zhGroup);
    for (let i = list.indexOf(from) + by; i >= 0 && i < list.length; i += by) {
      if (!visible(list[i])) continue;
      roveTo(list[i]);
      return;
    }
  }
  function roveTo(n) {
    for (const other of passages.get(n.zhGroup)) if (other.tabIndex === 0) other.tabIndex = -1;
    n.tabIndex = 0;
    n.focus();
  }
  main.addEventListener('click', event => {
    const n = event.target.closest && event.target.closest('.n');
    if (n && !String(window.getSelection())) ask(+n.dataset.f, n);
  });
  main.addEventListener('keydown', event => {
    const n = event.target.closest && event.target.closest('.n');
    if (!n || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') ask(+n.dataset.f, n);
    else if (event.key === 'ArrowRight' || event.key === 'ArrowDown') step(n, 1);
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') step(n, -1);
    else return;
    event.preventDefault();
  });

  // ── the panel ──────────────────────────────────────────────────────────────────────────────────────────────────────────
  let asked = null;  // the element that has the panel open
  const withUnit = (x, u) => (x === undefined ? '' : /^-?\d+\/\d/.test(x) && u ? x + '（' + u + '）' : x + (u || ''));

  function ask(index, from) {
    const fact = data.facts[index];
    if (!fact) return;
    release();
    asked = from || null;
    if (asked && asked.classList.contains('n')) asked.setAttribute('aria-pressed', 'true');
    const close = make('button', 'close', '关闭');
    close.type = 'button';
    close.addEventListener('click', () => hide(true));
    const title = make('h2', '', '数字的出处');
    panel.replaceChildren(make('header', '', title, close),
      make('p', 'printed', fact.t || (from && from.textContent) || '[' + (fact.st || '缺失') + ']'), values(fact));
    const tree = fact.tree === undefined ? null : data.nodes[fact.tree];
    if (tree && (tree.f || tree.s)) panel.append(make('h3', '', '算式'), formula(tree, fact));
    panel.append(make('h3', '', '来源'));
    if (tree) {
      const list = make('ul', 'tree');
      list.append(branch(fact.tree, new Set(), 0));
      panel.append(list);
    } else panel.append(make('p', 'quiet', '台账没有登记它的来源。'));
    panel.append(...places(index));
    panel.hidden = false;
    root.classList.add('asking');
    panel.scrollTop = 0;
    panel.focus({ preventScroll: true });
    if (from && phone()) from.scrollIntoView({ block: 'start' });
  }

  function values(fact) {
    const dl = make('dl');
    const row = (name, value) => { if (value) dl.append(make('dt', '', name), make('dd', '', value)); };
    row('印出值', fact.t || '无');
    if (fact.was !== undefined) {
      row('改定', '由人改定，不按数据；按数据为 ' + fact.was);
      row('理由', fact.why);
      row('改定人', fact.who);
    }
    row('精确值', fact.x === undefined ? '无' : withUnit(fact.x, fact.u));
    row('单位', fact.u || '无');
    row('状态', fact.st);
    row('修约', fact.r);
    if (fact.lo !== undefined) row('可能范围', fact.lo + ' 至 ' + fact.hi + (fact.u || ''));
    row('表达式', fact.e);
    row('措辞', fact.wd);
    row('编号', fact.id);
    return dl;
  }

  function formula(node, fact) {
    const box = make('div', 'formula');
    if (node.f) box.append(make('div', '', (node.l && node.l !== node.f ? node.l + ' = ' : '') + node.f));
    if (node.s) box.append(make('div', '', '= ' + node.s));
    if (node.x !== undefined) box.append(make('div', '', '= ' + withUnit(node.x, node.u)));
    if (fact.r && fact.t) box.append(make('div', '', '→ ' + fact.t + '（' + fact.r + '）'));
    return box;
  }

  const kinds = { missing: '没有数据', printed: '按印出值计算', literal: '常数', estimate: '推算' };
  /** A node of the tree with what it rests on; a node that was shown above is not unfolded again. */
  function branch(index, seen, depth) {
    const node = data.nodes[index], li = make('li');
    li.append(node.l || node.f || kinds[node.k] || '中间结果');
    if (node.x !== undefined) li.append('　', make('span', 'value', withUnit(node.x, node.u)));
    const remarks = [];
    if (kinds[node.k]) remarks.push(kinds[node.k]);
    if (node.st && node.st !== kinds[node.k]) remarks.push(node.st);
    if (node.n) remarks.push(node.n);
    if (remarks.length) li.append(' ', make('small', '', remarks.join('；')));
    if (depth > 0 && node.f && node.l && node.f !== node.l) li.append(make('div', 'quiet', '= ' + node.f + (node.s ? ' = ' + node.s : '')));
    for (const o of node.o || []) {
      const origin = data.origins[o], cell = make('span', 'cell', origin.at);
      const texts = [];
      if (origin.raw !== undefined) texts.push('存储：' + origin.raw);
      if (origin.shown !== undefined && origin.shown !== origin.raw) texts.push('显示：' + origin.shown);
      if (origin.u) texts.push('报表单位：' + origin.u);
      if (texts.length) cell.append(make('br'), make('small', '', texts.join('　')));
      li.append(cell);
    }
    if (node.i) {
      if (seen.has(index)) li.append(' ', make('small', '', '（同上）'));
      else {
        seen.add(index);
        const ul = make('ul');
        for (const input of node.i) ul.append(branch(input, seen, depth + 1));
        li.append(ul);
      }
    }
    return li;
  }

  const headings = Array.from(main.querySelectorAll('h2[id],h3[id],h4[id],h5[id],h6[id]'));
  function sectionOf(element) {
    let low = 0, high = headings.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (headings[mid].compareDocumentPosition(element) & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY)) low = mid + 1;
      else high = mid;
    }
    return low ? headings[low - 1].textContent : '';
  }
  /** What a place is called, and its words around the number. */
  function placeWords(n) {
    const box = n.closest('figure, .table');
    if (box) {
      const row = n.closest('tr'), caption = box.querySelector('.caption').textContent;
      const label = row && row.firstElementChild && !row.firstElementChild.contains(n) ? row.firstElementChild.textContent : '';
      return [sectionOf(n), caption + (label ? '：' + label : '')];
    }
    const block = groupOf(n);
    if (!block) return [sectionOf(n), n.textContent];
    const range = document.createRange();
    range.setStart(block, 0);
    range.setEndBefore(n);
    const before = range.toString(), after = block.textContent.slice(before.length + n.textContent.length);
    return [sectionOf(n), (before.length > 14 ? '…' : '') + before.slice(-14) + n.textContent + after.slice(0, 14) + (after.length > 14 ? '…' : '')];
  }
  function places(index) {
    const all = printedAt.get(index) || [], list = make('ul', 'places');
    for (const n of all.slice(0, 200)) {
      const [section, words] = placeWords(n), button = make('button', '', words, make('small', '', section));
      button.type = 'button';
      button.addEventListener('click', () => reveal(n));
      list.append(make('li', '', button));
    }
    return [make('h3', '', '印在何处（' + all.length + '处）'), list];
  }
  function reveal(n) {
    const details = n.closest('details');
    if (details) details.open = true;
    if (phone()) hide(false);
    n.scrollIntoView({ block: 'center' });
    roveTo(n);
    n.classList.remove('flash');
    void n.offsetWidth;
    n.classList.add('flash');
  }
  function release() {
    if (asked && asked.removeAttribute) asked.removeAttribute('aria-pressed');
  }
  function hide(back) {
    if (panel.hidden) return;
    panel.hidden = true;
    root.classList.remove('asking');
    release();
    if (back && asked && asked.isConnected && asked.classList.contains('n')) roveTo(asked);
    asked = null;
  }

  // ── charts ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
  const drawn = new Map();  // element → chart
  const ui = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';
  const pale = (colour, alpha) => 'rgba(' + [1, 3, 5].map(i => parseInt(colour.slice(i, i + 2), 16)).join(',') + ',' + alpha + ')';

  function height(spec) {
    const n = spec.c.length, m = spec.s.length;
    if (spec.t === 'bar') return Math.max(240, n * (m * 22 + 18) + 90);
    if (spec.t === 'stacked_bar') return Math.max(240, n * 42 + 100);
    return 0;
  }
  function tip(title, rows) {
    const box = make('div', 'tip', make('b', '', title));
    for (const [colour, name, value] of rows) {
      const mark = make('i');
      mark.style.background = colour;
      box.append(make('div', '', mark, name + '：', value));
    }
    return box;
  }
  const said = (series, point, percent) => point[0] === null ? '[' + (point[2] || '缺失') + ']'
    : point[0] + (series.u || '') + (percent ? '（' + percent + '）' : '') + (point[2] ? '（' + point[2] + '）' : '');

  function pieOption(spec, colours, narrow) {
    const s = spec.s[0] || { v: [] };
    const label = p => {
      const parts = [];
      if (spec.ln) parts.push(spec.c[p.dataIndex]);
      if (spec.lv && s.v[p.dataIndex]) parts.push(s.v[p.dataIndex][0] + (s.u || ''));
      if (spec.lp) parts.push(spec.p[p.dataIndex]);
      return parts.join('\n');
    };
    return {
      legend: spec.ln ? { show: false } : { bottom: 0, type: 'plain', itemWidth: 14, itemHeight: 10 },
      tooltip: { trigger: 'item', confine: true, formatter: p => tip(spec.c[p.dataIndex], [[p.color, s.n, said(s, s.v[p.dataIndex], spec.p[p.dataIndex])]]) },
      series: [{
        type: 'pie', radius: spec.t === 'doughnut' ? ['36%', '64%'] : '64%', center: ['50%', spec.ln ? '50%' : '44%'],
        itemStyle: { borderColor: '#fff', borderWidth: 1.5 }, label: { show: !!(spec.lv || spec.lp || spec.ln), formatter: label, fontSize: narrow ? 11 : 13, color: '#1d2329' },
        labelLine: { length: narrow ? 6 : 12, length2: narrow ? 6 : 12 }, emphasis: { scale: false },
        data: spec.c.map((name, i) => ({ name, value: s.v[i] && s.v[i][0] !== null ? +s.v[i][0] : null, itemStyle: { color: colours[i % colours.length] } }))
          .filter(d => d.value !== null || !spec.ln),
      }],
    };
  }

  function axisOption(spec, colours, narrow) {
    const flat = spec.t === 'bar' || spec.t === 'stacked_bar', stacked = spec.t.startsWith('stacked'), size = narrow ? 11 : 13;
    const isLine = s => spec.t === 'line' || (spec.t === 'column_line' && s.line);
    const second = spec.s.some(s => s.y2);
    const unitOf = y2 => { const s = spec.s.find(x => !!x.y2 === y2 && x.u); return s ? '单位：' + s.u : ''; };
    const series = spec.s.map((s, k) => {
      const colour = colours[k % colours.length], line = isLine(s);
      return {
        name: s.n, type: line ? 'line' : 'bar', stack: stacked ? 'all' : undefined, [flat ? 'xAxisIndex' : 'yAxisIndex']: s.y2 ? 1 : 0,
        connectNulls: false, color: colour, barMaxWidth: 46, symbol: 'circle', symbolSize: 8, lineStyle: { width: 2.5 }, z: line ? 3 : 2,
        emphasis: { disabled: true }, labelLayout: { hideOverlap: true },
        label: {
          show: !!spec.lv, fontSize: size - 1, position: stacked ? 'inside' : flat ? 'right' : 'top', formatter: p => said({}, [s.v[p.dataIndex][0], -1, '']),
          ...(stacked ? { color: '#fff', textBorderColor: colour, textBorderWidth: 2.5 } : { color: line && !flat ? colour : '#1d2329' }),
        },
        data: s.v.map(v => v[0] === null ? '-' : v[2]
          ? { value: +v[0], symbol: 'emptyCircle', itemStyle: line ? { color: colour } : { color: pale(colour, .3), borderColor: colour, borderType: 'dashed', borderWidth: 1.5 },
              ...(stacked ? { label: { color: '#1d2329', textBorderWidth: 0 } } : {}) }
          : +v[0]),
      };
    });
    const title = { nameTextStyle: { color: '#535c66', fontSize: size - 1 }, nameGap: 12 };
    const valueAxis = (y2) => {
      const own = spec.s.filter(s => !!s.y2 === y2), all = own.flatMap(s => s.v).filter(v => v[0] !== null).map(v => +v[0]);
      // Like Word: a line may leave out zero where its values lie close together; a bar's length must not.
      const close = all.length > 0 && own.every(isLine) && Math.min(...all) > 0 && (Math.max(...all) - Math.min(...all)) / Math.max(...all) < 1 / 6;
      return { type: 'value', scale: close, name: (y2 ? spec.a2 : spec.a1) || unitOf(y2), ...title, alignTicks: second && !y2 ? false : y2,
        nameTextStyle: { ...title.nameTextStyle, align: flat ? 'right' : y2 ? 'right' : 'left' }, nameLocation: 'end',
        axisLabel: { fontSize: size - 1, color: '#535c66', hideOverlap: true, formatter: v => String(+v.toPrecision(12)) }, splitLine: { show: !y2, lineStyle: { color: '#e4e7ea' } } };
    };
    const many = spec.c.length > (narrow ? 5 : 9);
    const categoryAxis = { type: 'category', data: spec.c, inverse: flat, axisTick: { show: false }, axisLine: { lineStyle: { color: '#6b757f' } },
      axisLabel: { interval: 0, fontSize: size - 1, color: '#1d2329', hideOverlap: false,
        ...(flat ? { width: narrow ? 84 : 160, overflow: 'break' } : many ? { rotate: 40, width: 110, overflow: 'truncate' } : { width: (narrow ? 270 : 620) / Math.max(1, spec.c.length), overflow: 'break' }) } };
    const value = second ? [valueAxis(false), valueAxis(true)] : [valueAxis(false)];
    return {
      legend: { show: spec.s.length > 1, bottom: 0, type: 'plain', itemWidth: 18, itemHeight: 10, textStyle: { fontSize: size, color: '#1d2329' } },
      // The labels of the axes stay within these edges.
      grid: { outerBoundsMode: 'same', outerBoundsContain: 'axisLabel', left: 8, right: flat ? (narrow ? 42 : 60) : 8, top: flat ? 16 : 46, bottom: (spec.s.length > 1 ? (narrow ? 30 + 18 * Math.ceil(spec.s.length / 2) : 44) : 12) + (flat ? 22 : 0) },
      tooltip: { trigger: 'axis', confine: true, axisPointer: { type: 'shadow' },
        formatter: list => tip(spec.c[list[0].dataIndex], spec.s.map((s, k) => [colours[k % colours.length], s.n, said(s, s.v[list[0].dataIndex])])) },
      xAxis: flat ? value.map(a => ({ ...a, name: '' , ...(a.name ? { name: a.name, nameLocation: 'middle', nameGap: 24, nameTextStyle: { ...title.nameTextStyle, align: 'center' } } : {}) })) : categoryAxis,
      yAxis: flat ? categoryAxis : value,
      series,
    };
  }

  function option(spec, width) {
    const narrow = width < 480, pie = spec.t === 'pie' || spec.t === 'doughnut';
    return {
      animation: false, textStyle: { fontFamily: ui },
      aria: { enabled: true, label: { description: spec.alt }, decal: { show: !!(byId('zh-decal') && byId('zh-decal').checked) } },
      ...(pie ? pieOption : axisOption)(spec, data.palette, narrow),
    };
  }
  function draw(element) {
    if (drawn.has(element) || !window.zhEcharts) return;
    const spec = data.charts[+element.dataset.chart];
    const tall = height(spec);
    if (tall) element.style.height = tall + 'px';
    const chart = window.zhEcharts.init(element, null, { renderer: 'svg' });
    drawn.set(element, chart);
    chart.setOption(option(spec, element.clientWidth));
    chart.on('click', p => {
      const pie = spec.t === 'pie' || spec.t === 'doughnut';
      const at = pie ? spec.c.indexOf(p.name) : p.dataIndex, point = spec.s[pie ? 0 : p.seriesIndex].v[at];
      if (point && point[1] >= 0) ask(point[1], element);
    });
    element.dataset.drawn = '1';
    if (sizes) sizes.observe(element);
  }
  function redraw(element, width) {
    const chart = drawn.get(element);
    chart.resize(width ? { width } : undefined);
    chart.setOption(option(data.charts[+element.dataset.chart], width || element.clientWidth), true);
  }
  const sizes = window.ResizeObserver ? new ResizeObserver(entries => {
    for (const e of entries) {
      const width = Math.round(e.contentRect.width);
      if (drawn.has(e.target) && width > 0 && width !== drawn.get(e.target).getWidth()) redraw(e.target);
    }
  }) : null;
  const charts = Array.from(main.querySelectorAll('.chart'));
  // What is near the window at once, the others when nothing else is to do: the page opens before its last chart is drawn.
  const idle = window.requestIdleCallback || (f => setTimeout(f, 30));
  if (window.IntersectionObserver) {
    const near = new IntersectionObserver(entries => {
      for (const e of entries) if (e.isIntersecting) { near.unobserve(e.target); draw(e.target); }
    }, { rootMargin: '600px 0px' });
    charts.forEach(c => near.observe(c));
  }
  let nextChart = 0;
  (function rest() {
    if (nextChart < charts.length) idle(() => { draw(charts[nextChart++]); rest(); });
  })();
  window.addEventListener('beforeprint', () => { charts.forEach(c => { draw(c); if (drawn.has(c)) redraw(c, 580); }); });
  window.addEventListener('afterprint', () => charts.forEach(c => drawn.has(c) && redraw(c)));
  if (byId('zh-decal')) byId('zh-decal').addEventListener('change', () => drawn.forEach((_, c) => redraw(c)));

  // Boxes that scroll sideways can be reached by keyboard; the others are no tab stop.
  const boxes = Array.from(main.querySelectorAll('.scroll'));
  function scrollable() {
    for (const b of boxes) {
      if (b.scrollWidth > b.clientWidth + 1) {
        b.tabIndex = 0;
        b.setAttribute('role', 'group');
        b.setAttribute('aria-label', ((b.closest('[data-no]') || b).dataset.no || '表') + '，可左右滚动');
      } else { b.removeAttribute('tabindex'); b.removeAttribute('role'); b.removeAttribute('aria-label'); }
    }
  }
  main.addEventListener('toggle', scrollable, true);

  // ── table of contents ──────────────────────────────────────────────────────────────────────────────────────────────────
  const side = byId('zh-side'), menu = byId('zh-menu'), links = new Map();
  for (const a of side.querySelectorAll('.toc a')) links.set(decodeURIComponent(a.hash.slice(1)), a);
  const marked = headings.filter(h => links.has(h.id));
  let current = null;
  function follow() {
    let low = 0, high = marked.length;
    const line = byId('zh-find').getBoundingClientRect().bottom + 60;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (marked[mid].getBoundingClientRect().top <= line) low = mid + 1; else high = mid;
    }
    let a = low ? links.get(marked[low - 1].id) : null;
    if (a === current) return;
    if (current) current.removeAttribute('aria-current');
    side.querySelectorAll('.toc > .open').forEach(li => li.classList.remove('open'));
    current = a;
    if (!a) return;
    a.setAttribute('aria-current', 'true');
    let li = a.closest('li');
    while (li.parentElement.closest('li')) li = li.parentElement.closest('li');
    li.classList.add('open');
    const r = a.getBoundingClientRect(), s = side.getBoundingClientRect();
    if (r.top < s.top + 8 || r.bottom > s.bottom - 8) side.scrollTop += r.top - s.top - s.height / 3;
  }
  let waiting = false;
  window.addEventListener('scroll', () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; follow(); });
  }, { passive: true });
  window.addEventListener('resize', () => { follow(); scrollable(); });
  function openMenu(on) {
    root.classList.toggle('menu', on);
    menu.setAttribute('aria-expanded', String(on));
  }
  menu.addEventListener('click', () => openMenu(!root.classList.contains('menu')));
  side.addEventListener('click', event => { if (event.target.closest('a')) openMenu(false); });
  document.addEventListener('click', event => {
    if (root.classList.contains('menu') && !event.target.closest('#zh-side, #zh-menu')) openMenu(false);
  });

  // ── search ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
  const box = byId('zh-q'), hits = byId('zh-hits'), previous = byId('zh-prev'), next = byId('zh-next');
  let corpus = null, found = [], at = -1;
  /** Folds width, case, blanks and thousands separators, and keeps where each character came from. */
  function fold(text, keep) {
    let out = '';
    for (let i = 0; i < text.length; ++i) {
      let c = text[i];
      const code = c.charCodeAt(0);
      if (code > 0xff00 && code < 0xff5f) c = String.fromCharCode(code - 0xfee0);
      if (/\s/.test(c) || (c === ',' && /\d/.test(text[i - 1] || '') && /\d/.test(text[i + 1] || ''))) continue;
      c = c.toLowerCase();
      if (c.length !== 1) c = text[i];
      out += c;
      if (keep) keep.push(i);
    }
    return out;
  }
  function read() {
    if (corpus) return;
    corpus = [];
    for (const block of main.querySelectorAll('p, li, td, th, h1, h2, h3, h4, h5, h6')) {
      if (block.matches('.hint, .key')) continue;
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), nodes = [];
      let text = '';
      for (let n = walker.nextNode(); n; n = walker.nextNode()) { nodes.push([text.length, n]); text += n.data; }
      if (!text) continue;
      const map = [];
      corpus.push({ block, nodes, folded: fold(text, map), map });
    }
  }
  function spot(entry, offset) {
    let k = entry.nodes.length - 1;
    while (k > 0 && entry.nodes[k][0] > offset) --k;
    return [entry.nodes[k][1], offset - entry.nodes[k][0]];
  }
  function search() {
    const wanted = fold(box.value);
    found = [];
    at = -1;
    if (wanted) {
      read();
      for (const entry of corpus)
        for (let i = entry.folded.indexOf(wanted); i >= 0 && found.length < 5000; i = entry.folded.indexOf(wanted, i + wanted.length)) {
          const range = document.createRange(), last = spot(entry, entry.map[i + wanted.length - 1]);
          range.setStart(...spot(entry, entry.map[i]));
          range.setEnd(last[0], last[1] + 1);
          found.push({ range, block: entry.block });
        }
    }
    if (window.CSS && CSS.highlights && window.Highlight) {
      CSS.highlights.delete('zh-now');
      CSS.highlights.set('zh-hit', new Highlight(...found.map(f => f.range)));
    }
    previous.disabled = next.disabled = !found.length;
    report();
  }
  function report() {
    hits.textContent = !fold(box.value) ? '' : !found.length ? '没有找到' : at < 0 ? '共' + found.length + '处' : at + 1 + '/' + found.length;
  }
  function go(by) {
    if (!found.length) return;
    at = at < 0 ? (by > 0 ? 0 : found.length - 1) : (at + by + found.length) % found.length;
    const hit = found[at], details = hit.block.closest('details');
    if (details) details.open = true;
    if (window.CSS && CSS.highlights && window.Highlight) {
      const mark = new Highlight(hit.range);
      mark.priority = 1;
      CSS.highlights.set('zh-now', mark);
    } else {
      const selection = window.getSelection();
      selection.removeAllRanges();
      selection.addRange(hit.range);
    }
    const scroller = hit.range.startContainer.parentElement;
    scroller.scrollIntoView({ block: 'center', inline: 'nearest' });
    report();
  }
  let later = 0;
  box.addEventListener('input', () => { clearTimeout(later); later = setTimeout(search, 120); });
  byId('zh-find').addEventListener('submit', event => {
    event.preventDefault();
    clearTimeout(later);
    if (at < 0) search();
    go(1);
  });
  previous.addEventListener('click', () => go(-1));

  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      if (root.classList.contains('menu')) { openMenu(false); menu.focus(); } else hide(true);
    } else if (event.key === '/' && !/^(INPUT|TEXTAREA)$/.test(event.target.tagName)) { event.preventDefault(); box.focus(); }
  });

  /** report.html#fact-q7k2m4x leads to a number. */
  function fromAddress() {
    const id = /^#fact-(.+)$/.exec(location.hash);
    if (!id) return;
    const index = data.facts.findIndex(f => f.id === id[1]), n = (printedAt.get(index) || [])[0];
    if (n) { reveal(n); ask(index, n); }
  }
  window.addEventListener('hashchange', fromAddress);
  scrollable();
  follow();
  fromAddress();
})();
