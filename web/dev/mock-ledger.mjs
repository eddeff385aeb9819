// The mock's ledger: RFC 6962 tree over salted commitments, signed checkpoints, tlog proofs.
// SPDX-License-Identifier: Apache-2.0
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export const sha256 = (...parts) => {
    const h = createHash('sha256');
    for (const p of parts) h.update(p);
    return h.digest();
};
export const hex = (b) => b.toString('hex');
const node = (l, r) => sha256(Buffer.of(1), l, r);

function root(leaves) {
    if (leaves.length === 1) return leaves[0];
    const k = split(leaves.length);
    return node(root(leaves.slice(0, k)), root(leaves.slice(k)));
}
function split(n) {
    let k = 1;
    while (k * 2 < n) k *= 2;
    return k;
}
function path(m, leaves) {
    if (leaves.length === 1) return [];
    const k = split(leaves.length);
    return m < k
        ? [...path(m, leaves.slice(0, k)), root(leaves.slice(k))]
        : [...path(m - k, leaves.slice(k)), root(leaves.slice(0, k))];
}

export class Log {
    constructor(origin) {
        const { publicKey, privateKey } = generateKeyPairSync('ed25519');
        const typed = Buffer.concat([
            Buffer.of(1),
            publicKey.export({ type: 'spki', format: 'der' }).subarray(-32),
        ]);
        this.key_id = sha256(`${origin}\n`, typed).subarray(0, 4);
        Object.assign(this, {
            origin,
            private_key: privateKey,
            vkey: `${origin}+${hex(this.key_id)}+${typed.toString('base64')}`,
            rows: [],
            leaves: [],
        });
    }
    get size() {
        return this.rows.length;
    }
    append(entry) {
        const payload = JSON.stringify(entry),
            salt = randomBytes(32);
        this.rows.push({ payload, salt, entry });
        this.leaves.push(sha256(Buffer.of(0), sha256('muniment-entry-v1\n', salt, payload)));
        return this.rows.length - 1;
    }
    checkpoint() {
        const text = `${this.origin}\n${this.size}\n${root(this.leaves).toString('base64')}\n`;
        const signature = Buffer.concat([
            this.key_id,
            sign(null, Buffer.from(text), this.private_key),
        ]);
        return `${text}\n— ${this.origin} ${signature.toString('base64')}\n`;
    }
    entry(index) {
        const { payload, salt } = this.rows[index];
        const proof = path(index, this.leaves).map((h) => h.toString('base64'));
        const checkpoint = this.checkpoint();
        const tlog_proof = [
            'c2sp.org/tlog-proof@v1',
            `extra ${salt.toString('base64')}`,
            `index ${index}`,
            ...proof,
            '',
            checkpoint,
        ].join('\n');
        return {
            index,
            payload,
            salt: hex(salt),
            proof,
            tree_size: this.size,
            checkpoint,
            vkey: this.vkey,
            tlog_proof,
        };
    }
    page(before, limit) {
        const end = before === null ? this.size : Math.min(Number(before), this.size);
        const entries = this.rows
            .slice(Math.max(0, end - limit), end)
            .map((r, i) => ({
                index: Math.max(0, end - limit) + i,
                at: r.entry.at,
                action: r.entry.action,
                actor: r.entry.actor,
                purpose: r.entry.purpose,
                subject: r.entry.subject,
                bytes: r.payload.length,
            }))
            .reverse();
        return {
            size: this.size,
            origin: this.origin,
            vkey: this.vkey,
            checkpoint: this.checkpoint(),
            entries,
        };
    }
}
