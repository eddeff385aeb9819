// Goal: the checks agree with published vectors (Go's signed-note example, RFC 6962 trees of the
// certificate-transparency reference) and each single spoilt fact is noticed.
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../api/types';
import {
    commitment_of,
    from_base64,
    from_hex,
    join,
    leaf_hash,
    node_hash,
    note_is_signed,
    read_checkpoint,
    read_note,
    read_vkey,
    root_from_proof,
    to_base64,
    to_hex,
    verify_entry,
} from './verify';

describe('signed note: the example of golang.org/x/mod/sumdb/note', () => {
    const vkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    const note =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
        '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

    it('reads the key and accepts the signature', () => {
        expect(read_vkey(vkey).name).toBe('PeterNeumann');
        expect(note_is_signed(read_note(note), vkey)).toBe(true);
    });
    it.each([
        ['a changed word', note.replace('answer', 'remedy')],
        ['another signer', note.replace('— PeterNeumann', '— PeterNewman')],
        ['a changed signature', note.replace('x08go/ZJkuBS9UG', 'x08go/ZJkuBS9UH')],
        ['another key id', note.replace('x08go', 'y08go')],
    ])('refuses %s', (_, spoilt) => expect(note_is_signed(read_note(spoilt), vkey)).toBe(false));
    it('refuses a key whose id is not its own', () =>
        expect(() => read_vkey(vkey.replace('c74f20a3', 'c74f20a4'))).toThrow(/own id/));
    it('refuses a note without signatures', () => expect(() => read_note('only text\n')).toThrow());
});

// The eight leaves and roots of the certificate-transparency reference tests.
const leaves = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
].map((h) => leaf_hash(from_hex(h)));
const roots: [number, string][] = [
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
];

function split(n: number) {
    let k = 1;
    while (k * 2 < n) k *= 2;
    return k;
}
function root(of: Uint8Array[]): Uint8Array {
    return of.length === 1
        ? of[0]
        : node_hash(root(of.slice(0, split(of.length))), root(of.slice(split(of.length))));
}
function path(m: number, of: Uint8Array[]): Uint8Array[] {
    if (of.length === 1) return [];
    const k = split(of.length),
        l = of.slice(0, k),
        r = of.slice(k);
    return m < k ? [...path(m, l), root(r)] : [...path(m - k, r), root(l)];
}

describe('inclusion proofs', () => {
    it.each(roots)('the tree of %i leaves has the published root', (size, hash) =>
        expect(to_hex(root(leaves.slice(0, size)))).toBe(hash),
    );
    it('every leaf of every tree up to 8 leads to the root', () => {
        for (let size = 1; size <= 8; size++)
            for (let i = 0; i < size; i++) {
                const tree = leaves.slice(0, size);
                expect(to_hex(root_from_proof(i, size, tree[i], path(i, tree)))).toBe(
                    to_hex(root(tree)),
                );
            }
    });
    const proof = path(2, leaves),
        good = to_hex(root(leaves));
    it.each([
        ['another index', () => root_from_proof(3, 8, leaves[2], proof)],
        ['another leaf', () => root_from_proof(2, 8, leaves[3], proof)],
        ['a swapped proof', () => root_from_proof(2, 8, leaves[2], [proof[1], proof[0], proof[2]])],
    ])('%s leads elsewhere', (_, work) => expect(to_hex(work())).not.toBe(good));
    it.each([
        ['a longer proof', () => root_from_proof(2, 8, leaves[2], [...proof, proof[0]])],
        ['a shorter proof', () => root_from_proof(2, 8, leaves[2], proof.slice(1))],
        ['an index outside', () => root_from_proof(8, 8, leaves[2], proof)],
    ])('%s is refused', (_, work) => expect(work).toThrow());
});

function sign_note(text: string, name: string, id: Uint8Array, key: KeyObject) {
    return `${text}\n— ${name} ${to_base64(join(id, new Uint8Array(sign(null, Buffer.from(text), key))))}\n`;
}

function make_entry(): { entry: LedgerEntry; resign: (text: string) => string } {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const name = 'muniment.example/ledger/test';
    const typed = join(
        Uint8Array.of(1),
        new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)),
    );
    const id = new Uint8Array(
        createHash('sha256').update(`${name}\n`).update(typed).digest(),
    ).slice(0, 4);
    const payload = '{"v":1,"action":"release.disclose","detail":{"dash":"—"}}',
        salt = new Uint8Array(32).fill(7);
    const tree = [...leaves];
    tree[4] = leaf_hash(commitment_of(salt, payload));
    const resign = (text: string) => sign_note(text, name, id, privateKey);
    const checkpoint = resign(`${name}\n8\n${to_base64(root(tree))}\n`);
    return {
        resign,
        entry: {
            index: 4,
            payload,
            salt: to_hex(salt),
            proof: path(4, tree).map(to_base64),
            tree_size: 8,
            checkpoint,
            vkey: `${name}+${to_hex(id)}+${to_base64(typed)}`,
            tlog_proof: '',
        },
    };
}

describe('one entry', () => {
    const { entry, resign } = make_entry();
    const failing = (spoilt: LedgerEntry) =>
        verify_entry(spoilt)
            .filter((s) => !s.ok)
            .map((s) => s.title);
    it('commits to prefix, salt and payload', () => {
        const own = createHash('sha256')
            .update('muniment-entry-v1\n')
            .update(Buffer.alloc(32, 7))
            .update(entry.payload)
            .digest('hex');
        expect(to_hex(commitment_of(new Uint8Array(32).fill(7), entry.payload))).toBe(own);
    });
    it('a good entry passes every step', () => expect(failing(entry)).toEqual([]));
    it.each<[string, Partial<LedgerEntry>, string[]]>([
        ['payload', { payload: entry.payload.replace('1', '2') }, ['Inclusion']],
        ['salt', { salt: '08' + entry.salt.slice(2) }, ['Inclusion']],
        ['short salt', { salt: entry.salt.slice(2) }, ['Commitment', 'Inclusion']],
        ['index', { index: 5 }, ['Inclusion']],
        ['proof', { proof: entry.proof.slice(1) }, ['Inclusion']],
        ['broken proof', { proof: ['?'] }, ['Inclusion']],
        [
            'size after signing',
            { checkpoint: entry.checkpoint.replace('\n8\n', '\n9\n') },
            ['Inclusion', 'Signature'],
        ],
        [
            'another origin, well signed',
            {
                checkpoint: resign(
                    entry.checkpoint.split('\n\n')[0].replace('test', 'elsewhere') + '\n',
                ),
            },
            ['Signature'],
        ],
        [
            'key',
            { vkey: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW' },
            ['Signature'],
        ],
        ['checkpoint text', { checkpoint: 'nothing' }, ['Inclusion', 'Signature']],
    ])('a spoilt %s fails exactly there', (_, part, steps) =>
        expect(failing({ ...entry, ...part })).toEqual(steps),
    );
    it('reads size and root', () => {
        const c = read_checkpoint(entry.checkpoint);
        expect([c.origin, c.size, c.root.length]).toEqual(['muniment.example/ledger/test', 8, 32]);
    });
    it('base64 and hex refuse what they are not', () => {
        expect(() => from_base64('a')).toThrow();
        expect(() => from_hex('0g')).toThrow();
    });
});
