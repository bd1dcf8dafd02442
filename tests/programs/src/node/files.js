// SPDX-License-Identifier: GPL-2.0-or-later
// files.js - the file system, synchronous, with promises, in streams, and watched.
'use strict';
const fs = require('fs');
const path = require('path');
const { once } = require('events');
const { pipeline } = require('stream/promises');
const zlib = require('zlib');

async function main() {
  fs.mkdirSync('a/b/c', { recursive: true });
  fs.writeFileSync('a/one', 'one\n');
  fs.appendFileSync('a/one', 'two\n');
  fs.symlinkSync('one', 'a/link');
  fs.linkSync('a/one', 'a/b/hard');
  fs.chmodSync('a/one', 0o640);
  fs.utimesSync('a/one', 1, 1e9);
  const stat = fs.statSync('a/one');
  console.log('stat', stat.size, stat.nlink, (stat.mode & 0o777).toString(8), stat.mtimeMs);
  console.log('list', fs.readdirSync('a', { withFileTypes: true })
    .map(entry => `${entry.name}${entry.isDirectory() ? '/' : ''}`).sort().join(' '));
  console.log('link', fs.readlinkSync('a/link'), path.basename(fs.realpathSync('a/link')));
  for (const [name, call] of Object.entries({
    missing: () => fs.readFileSync('missing'),
    directory: () => fs.readFileSync('a'),
    exists: () => fs.mkdirSync('a'),
    full: () => fs.rmdirSync('a'),
    exclusive: () => fs.openSync('a/one', 'wx'),
  })) {
    try { call(); } catch (error) { console.log(name, error.code); }
  }

  const { promises } = fs;
  await Promise.all(Array.from({ length: 200 }, (_, n) => promises.writeFile(`a/b/c/${n}`, `${n}`.repeat(n))));
  const sizes = await Promise.all((await promises.readdir('a/b/c')).map(async name =>
    (await promises.stat(`a/b/c/${name}`)).size));
  console.log('sizes', sizes.length, sizes.reduce((a, b) => a + b));
  const file = await promises.open('a/random', 'w+');
  await file.write('0123456789', 5);
  await file.truncate(12);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(20), 0, 20, 0);
  console.log('random', bytesRead, JSON.stringify(buffer.toString('latin1', 0, bytesRead)));
  await file.sync();
  await file.close();
  await promises.copyFile('a/random', 'a/copy', fs.constants.COPYFILE_EXCL);
  await promises.rename('a/copy', 'a/renamed');
  await promises.cp('a/b', 'copied', { recursive: true });
  await promises.rm('a/b', { recursive: true });
  console.log('copied', fs.existsSync('a/b'), fs.readdirSync('copied/c').length);
  await promises.rm('copied', { recursive: true });

  fs.writeFileSync('big', Buffer.alloc(3 << 20, 'streamed '));
  await pipeline(fs.createReadStream('big'), zlib.createGzip(), fs.createWriteStream('big.gz'));
  await pipeline(fs.createReadStream('big.gz'), zlib.createGunzip(), fs.createWriteStream('big.again'));
  console.log('streams', fs.readFileSync('big').equals(fs.readFileSync('big.again')));
  fs.unlinkSync('big.again');

  const watcher = fs.watch('a');
  const seen = new Set();
  const timer = setInterval(() => fs.writeFileSync('a/watched', 'x'), 20);
  while (!seen.has('watched')) seen.add((await once(watcher, 'change'))[1]);
  clearInterval(timer);
  watcher.close();
  console.log('watched', seen.has('watched'));
}

main();
