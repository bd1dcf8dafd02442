/* SPDX-License-Identifier: GPL-2.0-or-later */
/* page.js - the HTML report: everything it shows is in the element `data`. */
'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const $ = id => document.getElementById(id);
  const NS = 'http://www.w3.org/1999/xhtml';

  // Text only: what comes from the traced program never becomes markup.
  const el = (name, attributes = {}, ...children) => {
    const node = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes))
      if (key === 'text') node.textContent = value;
      else if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
      else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value);
    node.append(...children);
    return node;
  };
  // Control characters and bytes that are not UTF-8, as lxrun's messages have them.
  const show = text => String(text).replace(/[\u0000-\u001f\u007f]|[\udc80-\udcff](?<![\ud800-\udbff].)/g,
    c => '\\' + (c.charCodeAt(0) & 0xff).toString(8).padStart(3, '0'));

  const three = (value, unit) => `${value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)} ${unit}`;
  const time = ns => ns === 0 ? '0' : ns < 1e3 ? three(ns, 'ns') : ns < 1e6 ? three(ns / 1e3, 'µs') :
    ns < 1e9 ? three(ns / 1e6, 'ms') : three(ns / 1e9, 's');
  // A place on an axis: as many digits as tell it from the next one.
  const tick = (ns, step) => {
    const [size, unit] = ns < 1e3 ? [1, 'ns'] : ns < 1e6 ? [1e3, 'µs'] : ns < 1e9 ? [1e6, 'ms'] : [1e9, 's'];
    return ns < 1 ? '0' : `${(ns / size).toFixed(Math.max(0, Math.ceil(Math.log10(size / step) - 1e-9)))} ${unit}`;
  };
  const bytes = n => {
    if (n < 1024) return n === 0 ? '' : `${n} B`;
    let unit = -1;
    while (n >= 1024 && unit < 5) { n /= 1024; unit++; }
    return three(n, ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'][unit]);
  };
  const count = n => n === 0 ? '' : n.toLocaleString('en-US');
  const whole = n => n.toLocaleString('en-US');

  // ---- theme ----
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const redraws = [];
  const setTheme = name => { root.dataset.theme = name; redraws.forEach(redraw => redraw()); };
  root.dataset.theme = dark.matches ? 'dark' : 'light';
  dark.addEventListener('change', () => setTheme(dark.matches ? 'dark' : 'light'));
  $('theme').addEventListener('click', () => setTheme(root.dataset.theme === 'dark' ? 'light' : 'dark'));
  const color = name => getComputedStyle(root).getPropertyValue(`--${name}`).trim();

  // ---- overview ----
  $('command').textContent = show(data.command);
  document.title = `${show(data.command)} – lxrun report`;
  const failures = data.byCall.reduce((sum, row) => sum + row[3], 0);
  for (const [value, label, bad] of [
    [whole(data.calls), 'system calls'], [time(data.duration), 'from first to last record'],
    [whole(data.processCount), data.processCount === 1 ? 'process' : 'processes'],
    [whole(data.threadCount), data.threadCount === 1 ? 'thread' : 'threads'],
    [whole(failures), 'calls with an error'], [whole(data.signals), 'signals'],
    ...(data.denied ? [[whole(data.denied), 'refused by the policy', true]] : []),
  ])
    $('tiles').append(el('div', { class: bad ? 'tile bad' : 'tile' }, el('b', { text: value }), el('span', { text: label })));
  if (data.lost) {
    $('warning').hidden = false;
    $('warning').textContent = `Incomplete: ${whole(data.lost)} records were dropped while this was traced.`;
  }

  // ---- tables ----
  const ROWS_AT_FIRST = 200;
  class Table {
    /* columns: { title, key: row => sortable, text: row => string, kind: 'n' | 'name' | '', node: row => Node } */
    constructor(name, columns, rows, options = {}) {
      Object.assign(this, { columns, rows, options, sorted: options.sort ?? -1, up: false, limit: ROWS_AT_FIRST, needle: '' });
      this.host = document.querySelector(`[data-table="${name}"]`);
      if (rows.length === 0) {
        this.host.append(el('p', { class: 'none', text: 'Nothing of this kind in the trace.' }));
        return;
      }
      this.body = el('tbody');
      this.heads = columns.map((column, i) => el('th', { class: column.kind === 'n' ? 'n' : null, scope: 'col' },
        el('button', { type: 'button', text: column.title, onclick: () => this.sort(i) })));
      this.more = el('button', { type: 'button', onclick: () => { this.limit *= 5; this.draw(); } });
      this.note = el('span', { class: 'hint' });
      if (rows.length > 12 || options.total > rows.length)
        this.host.append(el('div', { class: 'filter' }, el('input', { type: 'search', placeholder: 'Filter', 'aria-label': 'Filter this table',
          oninput: event => { this.needle = event.target.value.toLowerCase(); this.draw(); } }), this.note));
      this.host.append(el('div', { class: 'scroll', tabindex: '0' }, el('table', {}, el('thead', {}, el('tr', {}, ...this.heads)), this.body)), this.more);
      this.draw();
    }
    sort(i) {
      this.up = this.sorted === i ? !this.up : this.columns[i].kind !== 'n';
      this.sorted = i;
      this.draw();
    }
    order(rows) {
      if (this.sorted < 0) return rows;
      const key = this.columns[this.sorted].key, sign = this.up ? 1 : -1;
      return rows.map(row => [key(row), row]).sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0) * sign).map(pair => pair[1]);
    }
    visible() {
      const text = row => this.columns.map(column => column.text ? column.text(row) : '').join('\n').toLowerCase();
      let rows = this.needle ? this.rows.filter(row => text(row).includes(this.needle)) : this.rows;
      if (this.options.keep && !this.needle && this.sorted < 0) rows = rows.filter(this.options.keep);
      return this.order(rows);
    }
    draw() {
      const rows = this.visible();
      this.heads.forEach((head, i) => this.sorted === i ? head.setAttribute('aria-sort', this.up ? 'ascending' : 'descending') : head.removeAttribute('aria-sort'));
      this.body.replaceChildren(...rows.slice(0, this.limit).map(row => this.row(row)));
      this.more.hidden = rows.length <= this.limit;
      this.more.textContent = `Show more (${whole(rows.length - this.limit)} left)`;
      const total = this.options.total ?? this.rows.length;
      this.note.textContent = this.needle ? `${whole(rows.length)} of ${whole(this.rows.length)}` :
        total > this.rows.length ? `the first ${whole(this.rows.length)} of ${whole(total)}` : `${whole(total)}`;
    }
    row(row) {
      const cells = this.columns.map(column => {
        const cell = el('td', { class: column.kind || null });
        if (column.node) cell.append(column.node(row)); else cell.textContent = column.text(row);
        return cell;
      });
      const choose = this.options.choose;
      const node = el('tr', choose ? { class: 'choice', tabindex: '0' } : {}, ...cells);
      if (choose) {
        const act = () => {
          this.body.querySelectorAll('.chosen').forEach(other => other.classList.remove('chosen'));
          node.classList.add('chosen');
          choose(row);
        };
        node.addEventListener('click', act);
        node.addEventListener('keydown', event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); act(); } });
      }
      return node;
    }
  }
  const timeColumn = (title, at) => ({ title, kind: 'n', key: row => row[at], text: row => row[at] ? time(row[at]) : '' });
  const countColumn = (title, at) => ({ title, kind: 'n', key: row => row[at], text: row => count(row[at]) });
  const bytesColumn = (title, at) => ({ title, kind: 'n', key: row => row[at], text: row => bytes(row[at]) });
  const nameColumn = (title, at) => ({ title, kind: 'name', key: row => row[at], text: row => show(row[at]) });

  const longest = Math.max(1, ...data.byCall.map(row => row[4]));
  const callTable = new Table('calls', [
    { title: 'Call', kind: 'name', key: row => row[0], text: row => row[0], node: row => {
      const bar = el('span', { class: 'bar' });
      bar.style.width = `${Math.max(1, row[4] / longest * 100)}%`;
      bar.style.background = `var(--${data.classes[row[1]]})`;
      const cell = document.createDocumentFragment();
      cell.append(row[0], bar);
      return cell;
    } },
    timeColumn('Time', 4), countColumn('Calls', 2), countColumn('Errors', 3),
    timeColumn('Median', 5), timeColumn('99 %', 6), timeColumn('Longest', 7),
  ], data.byCall, { sort: 1, choose: row => drawHistogram(row) });
  new Table('errors', [nameColumn('Call', 0), nameColumn('Error', 1), { title: 'Meaning', key: row => row[2], text: row => row[2] }, countColumn('Times', 3)], data.errors, { sort: 3 });

  const threadOf = new Map(data.threads.map(thread => [thread[0], thread]));
  const processOf = new Map(data.processes.map(process => [process[0], process]));
  const processLabel = index => { const process = processOf.get(index); return process ? `${show(process[4])} [${process[3]}]` : '?'; };
  const answerOf = slice => slice[5] === null ? 'unfinished' : slice[5];
  const isError = slice => slice[5] !== null && /^E/.test(slice[5]);
  const about = slice => slice[4] < 0 ? '' : show(data.abouts[slice[4]]);
  const slowest = data.slices.slice(0, 1000);
  new Table('slowest', [
    timeColumn('Time', 2), { title: 'At', kind: 'n', key: row => row[1], text: row => time(row[1]) },
    { title: 'Thread', key: row => row[0], text: row => { const thread = threadOf.get(row[0]); return thread ? `${processLabel(thread[1])} ${thread[2]}` : '?'; } },
    { title: 'Call', kind: 'name', key: row => data.byCall[row[3]][0], text: row => data.byCall[row[3]][0] },
    { title: 'Answer', kind: 'name', key: row => String(answerOf(row)), text: row => String(answerOf(row)) },
    { title: 'About', kind: 'name', key: about, text: about },
  ], slowest, { sort: 0, total: data.calls, choose: row => lanes.goTo(row) });

  const objectColumns = [nameColumn('Name', 0), bytesColumn('Read', 1), bytesColumn('Written', 2), timeColumn('Time', 3), countColumn('Calls', 4), countColumn('Errors', 5), countColumn('Opened', 6)];
  for (const name of ['files', 'peers', 'others'])
    new Table(name, objectColumns, data[name].rows, { total: data[name].total });
  new Table('locks', [nameColumn('Word', 0), { title: 'Process', key: row => processLabel(row[1]), text: row => processLabel(row[1]) },
    timeColumn('Waited', 2), countColumn('Waits', 3), timeColumn('Longest', 4), countColumn('Timeouts', 5), countColumn('Woken', 6)], data.locks, { sort: 2 });

  // ---- the tree of processes: rows come in the order of a walk ----
  const folded = new Set();
  const parents = new Map(data.processes.map(process => [process[0], process[1]]));
  const isShown = row => { for (let at = row[1]; at >= 0; at = parents.get(at) ?? -1) if (folded.has(at)) return false; return true; };
  const hasChildren = new Set(data.processes.map(process => process[1]));
  const ending = status => status < 0 ? 'end not seen' : (status & 0x7f) ? `signal ${status & 0x7f}` : (status >> 8) ? `status ${status >> 8}` : '0';
  const tree = new Table('processes', [
    { title: 'Process', kind: 'name', key: row => row[4], text: row => show(row[5]), node: row => {
      const cell = document.createDocumentFragment(), indent = el('span');
      indent.style.paddingLeft = `${Math.min(row[2], 24) * 1.2}rem`;
      cell.append(indent);
      if (hasChildren.has(row[0]))
        cell.append(el('button', { class: 'twig', type: 'button', text: folded.has(row[0]) ? '▸' : '▾', 'aria-expanded': String(!folded.has(row[0])), 'aria-label': 'Children',
          onclick: () => { if (!folded.delete(row[0])) folded.add(row[0]); tree.draw(); } }));
      else cell.append(el('span', { class: 'twig', text: '\u00a0\u00a0\u00a0' }));
      cell.append(show(row[5]));
      return cell;
    } },
    { title: 'Pid', kind: 'n', key: row => row[3], text: row => String(row[3]) },
    { title: 'Began', kind: 'n', key: row => row[6], text: row => time(row[6]) },
    { title: 'Lived', kind: 'n', key: row => row[7] - row[6], text: row => time(row[7] - row[6]) },
    countColumn('Threads', 9), countColumn('Calls', 10), countColumn('Errors', 11), timeColumn('In calls', 12),
    { title: 'End', key: row => row[8], text: row => ending(row[8]) },
  ], data.processes, { keep: isShown, total: data.processCount });

  // ---- the timeline ----
  const ROW = 20, AXIS = 24, LABEL = 190;
  const names = data.classes;
  for (const name of names) {
    const swatch = el('i');
    swatch.style.background = `var(--${name})`;
    $('legend').append(el('span', {}, swatch, name));
  }
  const exact = data.leftOut === 0;
  $('time-hint').textContent = (exact ? 'Each bar is one call.' :
    `The ${whole(data.slices.length)} longest of ${whole(data.calls)} calls are bars; pale columns show how much of the time went into all calls.`) +
    (data.threads.length < data.threadCount ? ` ${whole(data.threads.length)} of ${whole(data.threadCount)} threads are drawn.` : '');

  class Lanes {
    constructor() {
      this.host = $('lanes');
      this.canvas = this.host.querySelector('canvas');
      this.tip = $('tip');
      this.from = 0;
      this.to = this.total = Math.max(1, data.duration);
      this.rows = [];
      const byThread = new Map();
      for (const slice of data.slices) {
        if (!byThread.has(slice[0])) byThread.set(slice[0], []);
        byThread.get(slice[0]).push(slice);
      }
      let process = -1;
      for (const thread of [...data.threads].sort((a, b) => a[1] - b[1] || a[0] - b[0])) {
        const slices = (byThread.get(thread[0]) ?? []).sort((a, b) => a[1] - b[1]);
        this.rows.push({ thread, slices, isFirst: thread[1] !== process,
          label: thread[1] !== process ? processLabel(thread[1]) : `thread ${thread[2]}` });
        process = thread[1];
      }
      this.spacer = el('div');
      this.host.append(this.spacer);
      this.listen();
      new ResizeObserver(() => this.draw()).observe(this.host);
      redraws.push(() => this.draw());
    }
    get width() { return this.host.clientWidth - LABEL; }
    x(ns) { return LABEL + (ns - this.from) / (this.to - this.from) * this.width; }
    ns(x) { return this.from + (x - LABEL) / this.width * (this.to - this.from); }
    setRange(from, to) {
      const span = Math.min(this.total, Math.max(100, to - from));
      this.from = Math.max(0, Math.min(from, this.total - span));
      this.to = this.from + span;
      this.schedule();
    }
    zoom(factor, at = (this.from + this.to) / 2) { this.setRange(at - (at - this.from) * factor, at + (this.to - at) * factor); }
    move(part) { const by = (this.to - this.from) * part; this.setRange(this.from + by, this.to + by); }
    goTo(slice) {
      const row = this.rows.findIndex(other => other.thread[0] === slice[0]);
      const span = Math.max(slice[2] * 6, 2000);
      this.setRange(slice[1] + slice[2] / 2 - span / 2, slice[1] + slice[2] / 2 + span / 2);
      if (row >= 0) this.host.scrollTop = Math.max(0, row * ROW - this.host.clientHeight / 2);
      $('time').scrollIntoView();
    }
    schedule() {
      if (this.isScheduled) return;
      this.isScheduled = true;
      requestAnimationFrame(() => { this.isScheduled = false; this.draw(); });
    }
    draw() {
      const height = Math.min(this.rows.length * ROW + AXIS, Math.max(80, Math.floor(innerHeight * .62) - 2));
      const width = this.host.clientWidth, ratio = devicePixelRatio || 1;
      this.spacer.style.height = `${Math.max(0, this.rows.length * ROW + AXIS - height)}px`;
      if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
        this.canvas.width = Math.round(width * ratio);
        this.canvas.height = Math.round(height * ratio);
        this.canvas.style.width = `${width}px`;
        this.canvas.style.height = `${height}px`;
      }
      const ctx = this.canvas.getContext('2d');
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      ctx.clearRect(0, 0, width, height);
      this.colors = names.map(color);
      this.bad = color('bad');
      ctx.font = '12px system-ui, sans-serif';
      ctx.textBaseline = 'middle';
      const top = this.host.scrollTop, first = Math.floor(top / ROW), last = Math.min(this.rows.length, Math.ceil((top + height - AXIS) / ROW));
      for (let i = first; i < last; i++) this.drawRow(ctx, this.rows[i], AXIS + i * ROW - top, i, width);
      this.drawAxis(ctx, width, height);
    }
    drawAxis(ctx, width, height) {
      ctx.fillStyle = color('card');
      ctx.fillRect(0, 0, width, AXIS);
      ctx.strokeStyle = color('line');
      ctx.fillStyle = color('soft');
      ctx.textAlign = 'center';
      const span = this.to - this.from, rough = span / Math.max(2, this.width / 110);
      const power = 10 ** Math.floor(Math.log10(rough)), step = [1, 2, 5, 10].map(n => n * power).find(n => n >= rough);
      ctx.beginPath();
      for (let at = Math.ceil(this.from / step) * step; at <= this.to; at += step) {
        const x = Math.round(this.x(at)) + .5;
        ctx.moveTo(x, AXIS - 5);
        ctx.lineTo(x, height);
        if (x < width - 30) ctx.fillText(tick(at, step), Math.max(x, LABEL + 14), AXIS / 2 - 1);
      }
      ctx.globalAlpha = .5;
      ctx.stroke();
      ctx.globalAlpha = 1;
    }
    drawRow(ctx, row, y, index, width) {
      if (row.isFirst) {
        ctx.fillStyle = color('line');
        ctx.fillRect(0, y, width, 1);
      }
      const [, , , start, end] = row.thread;
      ctx.save();
      ctx.beginPath();
      ctx.rect(LABEL, y, width - LABEL, ROW);
      ctx.clip();
      ctx.fillStyle = color('card');
      ctx.fillRect(this.x(start), y + 2, Math.max(1, this.x(end) - this.x(start)), ROW - 3);
      if (!exact) this.drawBins(ctx, row, y);
      this.drawSlices(ctx, row, y);
      ctx.restore();
      ctx.fillStyle = color('paper');
      ctx.fillRect(0, y + (row.isFirst ? 1 : 0), LABEL - 6, ROW - 1);
      ctx.fillStyle = color(row.isFirst ? 'ink' : 'soft');
      ctx.textAlign = 'left';
      ctx.fillText(this.fit(ctx, row.label, LABEL - 24 - (row.isFirst ? 0 : 14)), row.isFirst ? 8 : 22, y + ROW / 2 + 1);
    }
    fit(ctx, text, room) {
      if (ctx.measureText(text).width <= room) return text;
      let size = text.length;
      while (size > 1 && ctx.measureText(`${text.slice(0, size)}…`).width > room) size--;
      return `${text.slice(0, size)}…`;
    }
    drawBins(ctx, row, y) {
      const bins = row.thread[8], size = 2 ** data.shift, room = ROW - 4;
      let bin = -1, filled = 0;
      ctx.globalAlpha = .45;
      for (let i = 0; i < bins.length; i += 3) {
        if (bins[i] !== bin) { bin = bins[i]; filled = 0; }
        const x = this.x(bin * size), w = Math.max(.7, this.x((bin + 1) * size) - x);
        if (x > LABEL + this.width || x + w < LABEL) continue;
        const h = Math.min(room - filled, Math.max(.6, bins[i + 2] / size * room));
        ctx.fillStyle = this.colors[bins[i + 1]];
        ctx.fillRect(x, y + 2 + room - filled - h, w, h);
        filled += h;
      }
      ctx.globalAlpha = 1;
    }
    // The first slice that ends behind `ns`; they do not overlap.
    find(slices, ns) {
      let low = 0, high = slices.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (slices[middle][1] + slices[middle][2] < ns) low = middle + 1; else high = middle;
      }
      return low;
    }
    drawSlices(ctx, row, y) {
      const slices = row.slices;
      let drawnTo = -1;
      for (let i = this.find(slices, this.from); i < slices.length && slices[i][1] <= this.to; i++) {
        const slice = slices[i], x = this.x(slice[1]), w = Math.max(1, this.x(slice[1] + slice[2]) - x);
        if (x + w <= drawnTo) continue;
        drawnTo = x + w;
        ctx.fillStyle = this.colors[data.byCall[slice[3]][1]];
        ctx.fillRect(x, y + 2, w - (w > 4 ? .6 : 0), ROW - 4);
        if (isError(slice)) { ctx.fillStyle = this.bad; ctx.fillRect(x, y + 2, w, 3); }
        if (w > 42) {
          ctx.fillStyle = '#fff';
          ctx.textAlign = 'left';
          ctx.fillText(this.fit(ctx, data.byCall[slice[3]][0], w - 8), Math.max(x, LABEL) + 4, y + ROW / 2 + 1);
        }
      }
    }
    at(event) {
      const box = this.canvas.getBoundingClientRect(), x = event.clientX - box.left, y = event.clientY - box.top;
      const row = this.rows[Math.floor((y - AXIS + this.host.scrollTop) / ROW)];
      return { x, row: y >= AXIS && x >= LABEL ? row : undefined };
    }
    hover(event) {
      const { x, row } = this.at(event);
      this.tip.hidden = !row;
      if (!row) return;
      const ns = this.ns(x), near = (this.to - this.from) / this.width * 2;
      const slice = row.slices[this.find(row.slices, ns - near)];
      const lines = [el('div', { text: `${processLabel(row.thread[1])}, thread ${row.thread[2]}` })];
      if (slice && slice[1] <= ns + near) {
        lines.unshift(el('div', {}, el('b', { text: data.byCall[slice[3]][0] }), ` ${time(slice[2])} → `,
          el('span', { class: isError(slice) ? 'bad' : null, text: String(answerOf(slice)) })));
        if (about(slice)) lines.push(el('div', { text: about(slice) }));
        lines.push(el('div', { class: 'hint', text: `at ${time(slice[1])}` }));
      } else {
        lines.push(el('div', { class: 'hint', text: `at ${time(Math.max(0, Math.round(ns)))}` }));
      }
      this.tip.replaceChildren(...lines);
      const box = this.tip.getBoundingClientRect();
      this.tip.style.left = `${Math.min(event.clientX + 14, innerWidth - box.width - 8)}px`;
      this.tip.style.top = `${event.clientY + 18 + box.height > innerHeight ? event.clientY - box.height - 10 : event.clientY + 18}px`;
    }
    listen() {
      let drag = null;
      this.host.addEventListener('scroll', () => this.schedule());
      this.host.addEventListener('wheel', event => {
        if (!event.ctrlKey && !event.metaKey && !event.shiftKey) return;
        event.preventDefault();
        if (event.shiftKey) this.move(Math.sign(event.deltaY || event.deltaX) * .1);
        else this.zoom(event.deltaY > 0 ? 1.25 : .8, this.ns(this.at(event).x));
      }, { passive: false });
      this.host.addEventListener('pointerdown', event => {
        if (event.button !== 0 || event.offsetX > this.host.clientWidth) return;
        drag = { x: event.clientX, from: this.from, to: this.to };
        this.host.classList.add('moving');
        this.host.setPointerCapture(event.pointerId);
      });
      this.host.addEventListener('pointermove', event => {
        if (!drag) { this.hover(event); return; }
        const by = (drag.x - event.clientX) / this.width * (drag.to - drag.from);
        this.setRange(drag.from + by, drag.to + by);
      });
      const release = () => { drag = null; this.host.classList.remove('moving'); };
      this.host.addEventListener('pointerup', release);
      this.host.addEventListener('pointercancel', release);
      this.host.addEventListener('pointerleave', () => { this.tip.hidden = true; });
      this.host.addEventListener('dblclick', event => this.zoom(.4, this.ns(this.at(event).x)));
      const keys = { '+': () => this.zoom(.6), '=': () => this.zoom(.6), '-': () => this.zoom(1 / .6), '0': () => this.setRange(0, this.total),
        ArrowLeft: () => this.move(-.2), ArrowRight: () => this.move(.2), Home: () => this.setRange(0, this.to - this.from),
        End: () => this.setRange(this.total - (this.to - this.from), this.total) };
      this.host.addEventListener('keydown', event => {
        if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        keys[event.key]();
      });
      $('zoom-in').addEventListener('click', keys['+']);
      $('zoom-out').addEventListener('click', keys['-']);
      $('zoom-all').addEventListener('click', keys['0']);
    }
  }
  const lanes = new Lanes();

  // ---- charts, if the library is there ----
  const charts = typeof uPlot === 'function';
  const axis = extra => ({ stroke: () => color('soft'), grid: { stroke: () => color('line'), width: 1 }, ticks: { stroke: () => color('line'), width: 1 }, ...extra });
  const plots = [];
  const plot = (host, options, series) => {
    const chart = new uPlot({ width: Math.max(200, host.clientWidth), ...options }, series, host);
    const observer = new ResizeObserver(() => chart.setSize({ width: Math.max(200, host.clientWidth), height: options.height }));
    observer.observe(host);
    plots.push(chart);
    return { destroy() { observer.disconnect(); chart.destroy(); plots.splice(plots.indexOf(chart), 1); } };
  };
  redraws.push(() => plots.forEach(chart => chart.redraw()));

  const drawRates = () => {
    const size = 2 ** data.shift, bins = Math.min(data.rates.length, Math.ceil(data.duration / size) + 1);
    const at = Array.from({ length: bins }, (_, i) => i * size);
    plot($('rates'), {
      height: 110, padding: [10, 0, 0, 0], legend: { show: true }, scales: { x: { time: false, range: [0, Math.max(1, data.duration)] } }, cursor: { drag: { x: true, y: false, setScale: false } },
      axes: [axis({ values: (_, ticks) => ticks.map(time), size: 28 }), axis({ size: LABEL, values: (_, ticks) => ticks.map(n => n.toLocaleString('en-US')) })],
      series: [{ label: 'at', value: (_, ns) => ns === null || ns === undefined ? '–' : time(ns) },
        { label: `calls per ${time(size)}`, stroke: () => color('accent'), fill: () => `color-mix(in srgb, ${color('accent')} 22%, transparent)`, width: 1, points: { show: false } },
        { label: 'errors', stroke: () => color('bad'), width: 1, points: { show: false } }],
      hooks: { setSelect: [chart => {
        if (chart.select.width > 2) lanes.setRange(chart.posToVal(chart.select.left, 'x'), chart.posToVal(chart.select.left + chart.select.width, 'x'));
        chart.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
      }] },
    }, [at, data.rates.slice(0, bins), data.errorRates.slice(0, bins)]);
  };

  let histogram = null;
  const bucketName = bucket => bucket === 0 ? '0' : `${time(2 ** (bucket - 1))} – ${time(2 ** bucket)}`;
  function drawHistogram(row) {
    const host = $('histogram'), buckets = row[8];
    const first = Math.max(0, buckets.findIndex(n => n > 0) - 1);
    const last = Math.min(buckets.length - 1, buckets.length - [...buckets].reverse().findIndex(n => n > 0));
    $('histogram-title').textContent = `Latency of ${row[0]}`;
    if (histogram) histogram.destroy();
    host.replaceChildren();
    if (!charts) {
      host.append(el('table', {}, el('tbody', {}, ...buckets.map((n, i) => [n, i]).filter(([n]) => n > 0).map(([n, i]) =>
        el('tr', {}, el('td', { text: bucketName(i) }), el('td', { class: 'n', text: whole(n) }))))));
      return;
    }
    const at = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    histogram = plot(host, {
      height: 220, scales: { x: { time: false, range: [first - .5, last + .5] }, y: { range: (_, low, high) => [0, Math.max(1, high * 1.05)] } },
      axes: [axis({ incrs: [1, 2, 4, 8], values: (_, ticks) => ticks.map(n => Number.isInteger(n) && n > 0 ? time(2 ** (n - 1)) : '') }), axis({ size: 64, values: (_, ticks) => ticks.map(n => Number.isInteger(n) ? n.toLocaleString('en-US') : '') })],
      series: [{ label: 'took', value: (_, n) => n === null || n === undefined ? '–' : bucketName(n) },
        { label: 'calls', fill: () => color(data.classes[row[1]]), stroke: () => color(data.classes[row[1]]), paths: uPlot.paths.bars({ size: [.9, 64] }), points: { show: false } }],
    }, [at, at.map(i => buckets[i])]);
  }
  if (charts) drawRates();
  else $('rates').append(el('p', { class: 'hint', text: 'This lxrun was built without its chart library, so there are no charts here.' }));
  if (data.byCall.length) drawHistogram(data.byCall[0]);
  callTable.body?.querySelector('tr')?.classList.add('chosen');
  lanes.draw();
  root.dataset.ready = 'true';
})();
