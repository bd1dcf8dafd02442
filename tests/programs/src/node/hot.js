// SPDX-License-Identifier: GPL-2.0-or-later
// hot.js - what the compilers of V8 do: optimised loops, WebAssembly, garbage, deep stacks.
'use strict';

// Optimised, and thrown back when the types change.
function sum(list) {
  let total = list[0];
  for (let i = 1; i < list.length; i++) total += list[i];
  return total;
}
const numbers = Array.from({ length: 1000 }, (_, n) => n);
let total = 0;
for (let i = 0; i < 2000; i++) total += sum(numbers);
console.log('sum', total, sum(numbers.map(n => n / 2)), sum(['a', 1, 'b']));

// sum(n): a loop that adds n, n - 1, ... 1 and wraps around.  touch(p): loads from p.
const wasm = Uint8Array.from([
  0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00,
  0x01, 0x06, 0x01, 0x60, 0x01, 0x7f, 0x01, 0x7f,
  0x03, 0x03, 0x02, 0x00, 0x00,
  0x05, 0x03, 0x01, 0x00, 0x01,
  0x07, 0x0f, 0x02, 0x03, 0x73, 0x75, 0x6d, 0x00, 0x00, 0x05, 0x74, 0x6f, 0x75, 0x63, 0x68, 0x00, 0x01,
  0x0a, 0x23, 0x02,
  0x19, 0x01, 0x01, 0x7f, 0x03, 0x40, 0x20, 0x01, 0x20, 0x00, 0x6a, 0x21, 0x01, 0x20, 0x00, 0x41, 0x01,
  0x6b, 0x22, 0x00, 0x0d, 0x00, 0x0b, 0x20, 0x01, 0x0b,
  0x07, 0x00, 0x20, 0x00, 0x28, 0x02, 0x00, 0x0b,
]);
const instance = new WebAssembly.Instance(new WebAssembly.Module(wasm));
console.log('wasm', instance.exports.sum(100000), instance.exports.sum(20000000));
// Out of bounds is a SIGSEGV that V8 turns into an exception.
let traps = 0;
for (let i = 0; i < 2000; i++) {
  try { instance.exports.touch(i % 2 ? 0x7ffffff0 : 0); } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) traps++;
  }
}
console.log('traps', traps);

// Garbage, young and old.
let old = [];
for (let i = 0; i < 300000; i++) {
  const node = { i, text: `node ${i}`, next: old[i % 1000] };
  if (i % 300 === 0) old.push(node);
  if (node.next) node.next.next = undefined;
}
console.log('kept', old.length, old[999].text);
old = undefined;

// The end of the stack, three times.
let depth = 0;
for (let i = 0; i < 3; i++) {
  try { (function dive() { depth++; dive(); })(); } catch (error) { console.log(error.constructor.name); }
}
console.log('deep', depth > 10000);

// Big numbers, regular expressions, typed arrays, sorting.
console.log('bigint', (2n ** 521n - 1n) % 1000000007n);
console.log('regexp', 'key1=a;key22=b;key333=c'.replace(/key(\d+)=(\w)/g, '$2$1'));
const doubles = new Float64Array(200000);
for (let i = 0; i < doubles.length; i++) doubles[i] = Math.sin(i);
doubles.sort();
console.log('sorted', doubles[0].toFixed(6), doubles[doubles.length - 1].toFixed(6));
console.log('eval', Array.from({ length: 500 }, (_, n) => new Function('x', `return x + ${n}`)(1))
  .reduce((a, b) => a + b));
