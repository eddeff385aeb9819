// Runs the script of the offline page over the cases that write_cases.cpp wrote, and compares every sentence.
// Also: the page's Content-Security-Policy admits exactly its own style and script, and it refers to nothing outside.
// Usage: node compare.mjs verify.html FOLDER     |     node compare.mjs verify.html --bless (writes the hashes)
// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { createHash, createPrivateKey, createPublicKey, randomBytes, sign } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [page, folder] = process.argv.slice(2);
const html = readFileSync(page, "utf8");

function between(open, close) {
  const parts = html.split(open);
  assert.equal(parts.length, 2, `exactly one ${open}`);
  return parts[1].slice(0, parts[1].indexOf(close));
}
const script = between("<script>", "</script>");
const hash = (text) => "sha256-" + createHash("sha256").update(text).digest("base64");
const directive = (name, text) => `${name} '${hash(text)}'`;
const wanted = [directive("style-src", between("<style>", "</style>")), directive("script-src", script)];

if (folder === "--bless") {
  const blessed = wanted.reduce((text, want) => text.replace(new RegExp(want.split(" ")[0] + " '[^']*'"), want), html);
  writeFileSync(page, blessed);
  process.exit(0);
}

for (const want of wanted) assert.ok(html.includes(want), `the page's policy must say: ${want} (run with --bless)`);
assert.ok(html.includes("default-src 'none'"));
assert.ok(!/(?:src|href)\s*=|@import|url\(|https?:|\bfetch\b|XMLHttpRequest|WebSocket|innerHTML/.test(html), "nothing from outside");

const loaded = { exports: {} };
new Function("module", "document", script)(loaded, undefined);
const Muniment = loaded.exports;
const same = (ours, theirs, what) => assert.equal(Buffer.from(ours).toString("hex"), theirs.toString("hex"), what);

// The page's own arithmetic against node's.
for (let size = 0; size < 300; ++size) {
  const bytes = randomBytes(size);
  same(Muniment.sha256Plain(bytes), createHash("sha256").update(bytes).digest(), `SHA-256 of ${size} bytes`);
  same(Muniment.sha512(bytes), createHash("sha512").update(bytes).digest(), `SHA-512 of ${size} bytes`);
}
for (let i = 0; i < 10; ++i) {
  const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), randomBytes(32)]);
  const secret = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const open = createPublicKey(secret).export({ format: "der", type: "spki" }).subarray(-32);
  const message = randomBytes(i * 40), signature = sign(null, message, secret);
  assert.ok(Muniment.ed25519(open, message, signature));
  for (const at of [0, 31, 32, 63]) {
    const spoiled = Buffer.from(signature);
    spoiled[at] ^= 1;
    assert.ok(!Muniment.ed25519(open, message, spoiled), `signature byte ${at}`);
  }
  // S + L verifies in a careless implementation.
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const s = BigInt("0x" + Buffer.from(signature.subarray(32)).reverse().toString("hex")) + order;
  const malleable = Buffer.concat([signature.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, "0"), "hex").reverse()]);
  assert.ok(!Muniment.ed25519(open, message, malleable), "S + L");
  assert.ok(!Muniment.ed25519(open, Buffer.concat([message, Buffer.from("x")]), signature), "another message");
}
// A key of small order would sign everything: A = R = the neutral point, S = 0.
const neutral = Buffer.from("01".padEnd(64, "0"), "hex");
assert.ok(!Muniment.ed25519(neutral, Buffer.from("x"), Buffer.concat([neutral, Buffer.alloc(32)])), "small order");

const read = (name, file) => new Uint8Array(readFileSync(join(folder, name, file)));
const text = (name, file) => readFileSync(join(folder, name, file), "utf8");
const verify = (bytes, key) => Muniment.verifyPackage(bytes, key);

const names = readdirSync(folder).filter((name) => name !== "flips");
for (const name of names) {
  const answer = await verify(read(name, "package.zip"), text(name, "trusted.txt"));
  assert.deepEqual(answer, JSON.parse(text(name, "expected.json")), name);
}

// Without crypto.subtle, as on some pages opened as files.
const subtle = Object.getOwnPropertyDescriptor(globalThis, "crypto");
Object.defineProperty(globalThis, "crypto", { value: undefined, configurable: true });
for (const name of ["good", "file_changed", "large"])
  assert.deepEqual(await verify(read(name, "package.zip"), text(name, "trusted.txt")), JSON.parse(text(name, "expected.json")), name);
Object.defineProperty(globalThis, "crypto", subtle);

const good = read("flips", "package.zip"), key = text("flips", "trusted.txt"), expected = text("flips", "expected.txt");
let flips = 0;
for (let bit = 0; bit < good.length * 8; bit += 5, ++flips) {
  const spoiled = good.slice();
  spoiled[bit >> 3] ^= 1 << (bit & 7);
  assert.equal((await verify(spoiled, key)).proved, expected[bit] === "1", `bit ${bit}`);
}
console.log(`verify.html: ${names.length} packages and ${flips} flipped bits judged as verify_package does`);
