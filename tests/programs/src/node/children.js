// SPDX-License-Identifier: GPL-2.0-or-later
// children.js - child processes, fork with messages, cluster, signals, stdio, exit codes.
'use strict';
const { exec, execFile, execFileSync, fork, spawn, spawnSync } = require('child_process');
const cluster = require('cluster');
const http = require('http');
const { once } = require('events');
const { promisify } = require('util');

async function spawned() {
  const { stdout, stderr } = await promisify(exec)('echo out; echo err >&2');
  console.log('exec', JSON.stringify([stdout, stderr]));
  await promisify(exec)('exit 7').catch(error => console.log('code', error.code));
  await promisify(execFile)('./missing').catch(error => console.log('missing', error.code));
  await promisify(exec)('exec sleep 30', { timeout: 50 })
    .catch(error => console.log('timeout', error.killed, error.signal));
  console.log('sync', execFileSync('sort', { input: 'b\na\n' }).toString().split('\n').join(' '));
  console.log('sync status', spawnSync('sh', ['-c', 'exit 9']).status);
  console.log('sync signal', spawnSync('sh', ['-c', 'kill -KILL $$']).signal);

  const cat = spawn('cat');
  const big = Buffer.alloc(1 << 20, 'through cat ');
  let received = 0;
  cat.stdout.on('data', chunk => { received += chunk.length; });
  cat.stdin.end(big);
  await once(cat, 'close');
  console.log('cat', received === big.length);

  const sleeper = spawn('sleep', ['30']);
  await once(sleeper, 'spawn');
  sleeper.kill('SIGTERM');
  console.log('killed', await once(sleeper, 'exit'));
  const codes = await Promise.all(Array.from({ length: 20 }, (_, n) =>
    once(spawn('sh', ['-c', `exit ${n}`]), 'exit').then(([code]) => code)));
  console.log('many', codes.join());
  const fifth = spawn('sh', ['-c', 'echo on five >&4'], { stdio: ['ignore', 'ignore', 'ignore', 'ignore', 'pipe'] });
  let text = '';
  for await (const chunk of fifth.stdio[4]) text += chunk;
  console.log('extra pipe', text.trim());
}

async function forked() {
  const child = fork(__filename, ['child']);
  child.send({ numbers: [1, 2, 3] });
  console.log('message', (await once(child, 'message'))[0]);
  child.send({ numbers: Array.from({ length: 5000 }, (_, n) => n) });
  console.log('message', (await once(child, 'message'))[0]);
  child.disconnect();
  console.log('exit', await once(child, 'exit'));
}

async function clustered() {
  cluster.setupPrimary({ exec: __filename, args: ['worker'] });
  const workers = [cluster.fork(), cluster.fork()];
  const ports = await Promise.all(workers.map(async worker => (await once(worker, 'listening'))[0].port));
  console.log('one port', ports[0] === ports[1]);
  let answered = 0;
  for (let i = 0; i < 20; i++) {
    await new Promise((resolve, reject) => {
      http.get({ host: '127.0.0.1', port: ports[0], agent: false }, response => {
        response.on('data', () => { answered++; });
        response.on('end', resolve);
      }).on('error', reject);
    });
  }
  console.log('answered', answered);
  const ends = workers.map(worker => once(worker, 'exit'));
  for (const worker of workers) worker.kill();
  console.log('workers', JSON.stringify(await Promise.all(ends)));
}

async function signalled() {
  let count = 0;
  const enough = new Promise(resolve => {
    process.on('SIGUSR2', () => { if (++count === 5) resolve(); });
  });
  const timer = setInterval(() => process.kill(process.pid, 'SIGUSR2'), 2);
  await enough;
  clearInterval(timer);
  console.log('signals', count >= 5);
  const self = "process.on('SIGTERM', () => { console.log('asked to end'); process.exit(3); });" +
    "setInterval(() => {}, 1000); console.log('ready')";
  const polite = spawn(process.execPath, ['-e', self]);
  const ended = once(polite, 'close');
  let text = '';
  polite.stdout.on('data', chunk => {
    if (text === '') polite.kill('SIGTERM');
    text += chunk;
  });
  console.log('polite', (await ended)[0], JSON.stringify(text));
  console.log('abort', spawnSync(process.execPath, ['-e', 'process.abort()']).signal);
  console.log('uncaught', spawnSync(process.execPath, ['-e', 'throw new Error("x")']).status);
}

if (process.argv[2] === 'child') {
  process.on('message', ({ numbers }) => process.send(numbers.reduce((a, b) => a + b)));
} else if (process.argv[2] === 'worker') {
  http.createServer((request, response) => response.end('x')).listen(0, '127.0.0.1');
} else {
  (async () => {
    await spawned();
    await forked();
    await clustered();
    await signalled();
    console.log('done');
  })();
}
