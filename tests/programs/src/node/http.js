// SPDX-License-Identifier: GPL-2.0-or-later
// http.js - an HTTP server and its clients: keep-alive, streams, pipelines, errors, HTTP/2, TCP.
'use strict';
const crypto = require('crypto');
const http = require('http');
const http2 = require('http2');
const net = require('net');
const { once } = require('events');
const { pipeline } = require('stream/promises');
const zlib = require('zlib');

const big = Buffer.alloc(5 << 20, 'large body ');
const hash = data => crypto.createHash('sha256').update(data).digest('hex');

function handle(request, response) {
  if (request.url === '/big') {
    response.end(big);
  } else if (request.url === '/zipped') {
    response.setHeader('content-encoding', 'gzip');
    response.end(zlib.gzipSync('zipped '.repeat(1000)));
  } else if (request.url === '/upload') {
    const digest = crypto.createHash('sha256');
    request.on('data', chunk => digest.update(chunk));
    request.on('end', () => response.end(digest.digest('hex')));
  } else if (request.url === '/broken') {
    request.socket.destroy();
  } else if (request.url.startsWith('/echo/')) {
    response.end(request.url.slice(6));
  } else {
    response.statusCode = 404;
    response.end('nothing here');
  }
}

function ask(port, agent, path, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port, path, agent, method: body ? 'POST' : 'GET' },
      response => {
        const chunks = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(chunks) }));
      });
    request.on('error', reject);
    request.end(body);
  });
}

async function http1() {
  const server = http.createServer(handle);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });

  const answers = await Promise.all(
    Array.from({ length: 300 }, (_, n) => ask(port, agent, `/echo/${n}`)));
  console.log('echoes', answers.every((answer, n) => answer.body.toString() === String(n)));
  console.log('big', hash((await ask(port, agent, '/big')).body) === hash(big));
  console.log('upload', (await ask(port, agent, '/upload', big)).body.toString() === hash(big));
  const zipped = await ask(port, agent, '/zipped');
  console.log('zipped', zlib.gunzipSync(zipped.body).length);
  console.log('missing', (await ask(port, agent, '/missing')).status);
  await ask(port, agent, '/broken').catch(error => console.log('broken', error.code));
  agent.destroy();
  server.close();
  await once(server, 'close');
  await ask(port, undefined, '/').catch(error => console.log('closed', error.code));
}

async function http2Streams() {
  const server = http2.createServer();
  server.on('stream', (stream, headers) => stream.end(`two ${headers[':path']}`));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = http2.connect(`http://127.0.0.1:${server.address().port}`);
  const bodies = await Promise.all(Array.from({ length: 50 }, async (_, n) => {
    let body = '';
    for await (const chunk of client.request({ ':path': `/${n}` })) body += chunk;
    return body;
  }));
  console.log('http2', bodies.length, bodies[49]);
  client.close();
  server.close();
}

async function tcp() {
  const server = net.createServer(socket => socket.pipe(socket));
  server.listen({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const socket = net.connect(server.address().port, '127.0.0.1');
  const digest = crypto.createHash('sha256');
  socket.on('data', chunk => digest.update(chunk));
  socket.write(big);
  socket.end();
  await once(socket, 'close');
  console.log('tcp', digest.digest('hex') === hash(big));
  server.close();

  const local = net.createServer(connection => connection.end('by path'));
  local.listen('socket');
  await once(local, 'listening');
  let text = '';
  for await (const chunk of net.connect('socket')) text += chunk;
  console.log('unix', text);
  local.close();
}

(async () => {
  await http1();
  await http2Streams();
  await tcp();
  await pipeline(async function* () { yield 'a'; yield 'b'; }, async source => {
    for await (const chunk of source) console.log('chunk', String(chunk));
  });
})();
