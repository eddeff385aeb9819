// Checks one ledger entry without trusting the server: commitment, leaf hash, inclusion proof
// (RFC 6962 2.1.1), and the Ed25519 signature on the checkpoint (C2SP signed-note, tlog-checkpoint).
// Pure JavaScript cryptography, because crypto.subtle is missing on plain-http addresses.
// SPDX-License-Identifier: Apache-2.0
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { LedgerEntry } from '../api/types';

const utf8 = new TextEncoder();
const commitment_prefix = utf8.encode('muniment-entry-v1\n');
const ed25519_algorithm = 0x01;

export function join(...parts: Uint8Array[]): Uint8Array {
    const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
    let at = 0;
    for (const p of parts) {
        all.set(p, at);
        at += p.length;
    }
    return all;
}

export const to_hex = (bytes: Uint8Array) =>
    [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');

export function from_hex(text: string): Uint8Array {
    if (text.length % 2 || !/^[0-9a-fA-F]*$/.test(text)) throw new Error('not hexadecimal');
    return Uint8Array.from({ length: text.length / 2 }, (_, i) =>
        parseInt(text.slice(2 * i, 2 * i + 2), 16),
    );
}

export function from_base64(text: string): Uint8Array {
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4) throw new Error('not base64');
    return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}

export const to_base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));

export const leaf_hash = (data: Uint8Array) => sha256(join(Uint8Array.of(0), data));
export const node_hash = (l: Uint8Array, r: Uint8Array) => sha256(join(Uint8Array.of(1), l, r));
export const commitment_of = (salt: Uint8Array, payload: string) =>
    sha256(join(commitment_prefix, salt, utf8.encode(payload)));

/** The root that a leaf and its audit path lead to (RFC 9162 2.1.3.2); throws when the path has the wrong length. */
export function root_from_proof(
    index: number,
    size: number,
    leaf: Uint8Array,
    proof: Uint8Array[],
): Uint8Array {
    if (!(index >= 0 && index < size))
        throw new Error(`entry ${index} is outside a tree of ${size}`);
    let fn = BigInt(index),
        sn = BigInt(size - 1),
        r = leaf;
    for (const p of proof) {
        if (sn === 0n) throw new Error('the proof is too long');
        if (fn & 1n || fn === sn) {
            r = node_hash(p, r);
            while (!(fn & 1n) && fn !== 0n) {
                fn >>= 1n;
                sn >>= 1n;
            }
        } else r = node_hash(r, p);
        fn >>= 1n;
        sn >>= 1n;
    }
    if (sn !== 0n) throw new Error('the proof is too short');
    return r;
}

export interface Checkpoint {
    origin: string;
    size: number;
    root: Uint8Array;
    text: string;
    signatures: { name: string; id: Uint8Array; signature: Uint8Array }[];
}

/** A signed note: text, blank line, lines "— name base64(key id || signature)". */
export function read_note(note: string): { text: string; signatures: Checkpoint['signatures'] } {
    const cut = note.lastIndexOf('\n\n');
    if (cut < 0) throw new Error('the note has no signatures');
    const signatures = note
        .slice(cut + 2)
        .split('\n')
        .filter((l) => l)
        .map((line) => {
            const parts = line.match(/^— (\S+) (\S+)$/);
            if (!parts) throw new Error('a signature line cannot be read');
            const bytes = from_base64(parts[2]);
            if (bytes.length < 5) throw new Error('a signature is too short');
            return { name: parts[1], id: bytes.slice(0, 4), signature: bytes.slice(4) };
        });
    return { text: note.slice(0, cut + 1), signatures };
}

export function read_checkpoint(note: string): Checkpoint {
    const { text, signatures } = read_note(note);
    const [origin, size, root] = text.split('\n');
    if (!origin || !/^(0|[1-9]\d*)$/.test(size ?? ''))
        throw new Error('the checkpoint cannot be read');
    const hash = from_base64(root ?? '');
    if (hash.length !== 32) throw new Error('the root hash is not 32 bytes');
    return { origin, size: Number(size), root: hash, text, signatures };
}

/** "name+8 hex digits+base64(0x01 || public key)"; the digits must be the key's own id. */
export function read_vkey(vkey: string): { name: string; id: Uint8Array; key: Uint8Array } {
    const parts = vkey.trim().match(/^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/);
    if (!parts) throw new Error('the verifier key cannot be read');
    const typed = from_base64(parts[3]);
    if (typed[0] !== ed25519_algorithm || typed.length !== 33)
        throw new Error('the verifier key is not Ed25519');
    const id = sha256(join(utf8.encode(`${parts[1]}\n`), typed)).slice(0, 4);
    if (to_hex(id) !== parts[2]) throw new Error('the verifier key does not match its own id');
    return { name: parts[1], id, key: typed.slice(1) };
}

export function note_is_signed(
    note: { text: string; signatures: Checkpoint['signatures'] },
    vkey: string,
): boolean {
    const { name, id, key } = read_vkey(vkey);
    return note.signatures.some(
        (s) =>
            s.name === name &&
            to_hex(s.id) === to_hex(id) &&
            s.signature.length === 64 &&
            ed25519.verify(s.signature, utf8.encode(note.text), key, { zip215: false }),
    );
}

export interface Step {
    title: string;
    words: string;
    hashes: [string, string][];
    ok: boolean;
}

function step(
    title: string,
    words: string,
    otherwise: string,
    work: () => { ok: boolean; hashes: [string, string][] },
): Step {
    try {
        const found = work();
        return { title, words: found.ok ? words : otherwise, ...found };
    } catch (error) {
        return {
            title,
            words: `This step could not be carried out: ${(error as Error).message}.`,
            hashes: [],
            ok: false,
        };
    }
}

/** Every step is carried out even when an earlier one failed, so that all that is wrong is seen. */
export function verify_entry(entry: LedgerEntry): Step[] {
    let leaf: Uint8Array | undefined;
    let checkpoint: Checkpoint | undefined;
    return [
        step(
            'Commitment',
            'The entry and its secret salt were hashed here. Changing one letter of the entry changes this value.',
            'The salt is not 32 bytes long, so this commitment is not one of this log.',
            () => {
                const commitment = commitment_of(from_hex(entry.salt), entry.payload);
                leaf = leaf_hash(commitment);
                return {
                    ok: from_hex(entry.salt).length === 32,
                    hashes: [['commitment', to_hex(commitment)]],
                };
            },
        ),
        step(
            'Leaf',
            'The commitment is the leaf of the log’s tree at this entry’s place.',
            '',
            () => {
                if (!leaf) throw new Error('there is no commitment');
                return { ok: true, hashes: [['leaf hash', to_hex(leaf)]] };
            },
        ),
        step(
            'Inclusion',
            'The leaf and the hashes of its neighbours lead to the root that the checkpoint names, so the entry is in the log.',
            'The leaf and the hashes of its neighbours lead to another root than the checkpoint names: the entry shown is not the one in the log.',
            () => {
                checkpoint = read_checkpoint(entry.checkpoint);
                if (!leaf) throw new Error('there is no leaf');
                const root = root_from_proof(
                    entry.index,
                    checkpoint.size,
                    leaf,
                    entry.proof.map(from_base64),
                );
                return {
                    ok: to_hex(root) === to_hex(checkpoint.root),
                    hashes: [
                        ['computed root', to_hex(root)],
                        ['checkpoint root', to_hex(checkpoint.root)],
                    ],
                };
            },
        ),
        step(
            'Signature',
            'The checkpoint was signed with the key of this log, for exactly this size and root.',
            'The signature on the checkpoint does not fit: it was not made with this key for this size and root.',
            () => {
                checkpoint ??= read_checkpoint(entry.checkpoint);
                const { name, id, key } = read_vkey(entry.vkey);
                if (checkpoint.origin !== name)
                    throw new Error(
                        `the checkpoint is of ${checkpoint.origin}, the key of ${name}`,
                    );
                return {
                    ok: note_is_signed(checkpoint, entry.vkey),
                    hashes: [
                        ['key', `${name} ${to_hex(id)}`],
                        ['public key', to_hex(key)],
                    ],
                };
            },
        ),
    ];
}
