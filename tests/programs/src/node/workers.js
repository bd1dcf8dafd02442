// SPDX-License-Identifier: GPL-2.0-or-later
// workers.js - worker threads: messages, shared memory, Atomics.wait, termination, errors.
'use strict';
const {
  Worker, isMainThread, parentPort, workerData, MessageChannel,
} = require('worker_threads');
const { once } = require('events');

const bodies = {
  add({ shared, times }) {
    const cells = new Int32Array(shared);
    for (let i = 0; i < times; i++) Atomics.add(cells, 0, 1);
  },
  echo() {
    parentPort.on('message', message => {
      if (message === 'stop') parentPort.close();
      else parentPort.postMessage(message);
    });
  },
  sleep({ shared }) {
    const cells = new Int32Array(shared);
    Atomics.store(cells, 1, 1);
    parentPort.postMessage(Atomics.wait(cells, 0, 0, 60000));
  },
  primes({ from, to }) {
    let count = 0;
    next: for (let n = from; n < to; n++) {
      for (let d = 2; d * d <= n; d++) if (n % d === 0) continue next;
      count++;
    }
    parentPort.postMessage(count);
  },
  spin() { parentPort.postMessage('spinning'); for (;;); },
  fail() { throw new TypeError('from a worker'); },
  exit() { process.exit(23); },
  hoard() { const all = []; for (;;) all.push(new Array(10000).fill(all.length)); },
};

async function main() {
  const start = (name, data = {}, options = {}) =>
    new Worker(__filename, { workerData: { name, ...data }, ...options });

  const shared = new SharedArrayBuffer(8);
  const adders = Array.from({ length: 4 }, () => start('add', { shared, times: 50000 }));
  await Promise.all(adders.map(worker => once(worker, 'exit')));
  console.log('added', new Int32Array(shared)[0]);

  const echo = start('echo');
  for (let i = 0; i < 200; i++) {
    echo.postMessage({ i, text: 'x'.repeat(i), map: new Map([[i, i]]) });
    const [answer] = await once(echo, 'message');
    if (answer.i !== i || answer.map.get(i) !== i) throw new Error('wrong echo');
  }
  const buffer = new ArrayBuffer(1 << 20);
  echo.postMessage(buffer, [buffer]);
  console.log('transferred', buffer.byteLength, (await once(echo, 'message'))[0].byteLength);
  echo.postMessage('stop');
  console.log('echo', (await once(echo, 'exit'))[0]);

  const cells = new SharedArrayBuffer(8);
  const sleeper = start('sleep', { shared: cells });
  while (Atomics.load(new Int32Array(cells), 1) === 0) await new Promise(setImmediate);
  while (Atomics.notify(new Int32Array(cells), 0) === 0) await new Promise(setImmediate);
  console.log('woken', (await once(sleeper, 'message'))[0]);
  console.log('waited', Atomics.wait(new Int32Array(cells), 0, 0, 20));

  const counts = await Promise.all([0, 1, 2].map(async n =>
    (await once(start('primes', { from: Math.max(2, n * 50000), to: (n + 1) * 50000 }), 'message'))[0]));
  console.log('primes', counts);

  const spinner = start('spin');
  await once(spinner, 'message');
  console.log('terminated', await spinner.terminate());
  console.log('error', (await once(start('fail'), 'error'))[0].message);
  console.log('exit', (await once(start('exit'), 'exit'))[0]);
  const hoarder = start('hoard', {}, { resourceLimits: { maxOldGenerationSizeMb: 16 } });
  console.log('hoard', (await once(hoarder, 'error'))[0].code);

  const { port1, port2 } = new MessageChannel();
  port2.on('message', message => { console.log('channel', message); port2.close(); });
  port1.postMessage('through');
}

if (isMainThread) main();
else bodies[workerData.name](workerData);
