// Passages of a text between the browser, which counts UTF-16 units, and the server, which counts bytes of
// UTF-8. A passage never begins or ends inside a character.
// SPDX-License-Identifier: Apache-2.0
import type { Redaction } from '../api/types';

const utf8 = new TextEncoder();

const is_low = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
const is_high = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;

/** The same place, or the start of the character whose second half it is. */
function at_character(text: string, index: number): number {
    const inside =
        index > 0 &&
        index < text.length &&
        is_low(text.charCodeAt(index)) &&
        is_high(text.charCodeAt(index - 1));
    return inside ? index - 1 : index;
}

export function byte_of(text: string, index: number): number {
    return utf8.encode(text.slice(0, at_character(text, index))).length;
}

/** The index at which `byte` bytes have gone by; beyond the text: its end. */
export function index_of(text: string, byte: number): number {
    let bytes = 0;
    let index = 0;
    for (const character of text) {
        if (bytes >= byte) break;
        const point = character.codePointAt(0)!;
        bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
        index += character.length;
    }
    return index;
}

/** A selection as the server wants it, without blanks at its ends; undefined when nothing is left. */
export function passage_of(
    text: string,
    from: number,
    to: number,
): { begin: number; end: number } | undefined {
    const [first, last] = from < to ? [from, to] : [to, from];
    const chosen = text.slice(first, last);
    const words = chosen.trim();
    if (!words) return undefined;
    const start = first + chosen.indexOf(words);
    // The last character goes whole.
    const stop = start + words.length;
    const whole = at_character(text, stop) === stop ? stop : stop + 1;
    return { begin: byte_of(text, start), end: byte_of(text, whole) };
}

export interface Piece {
    text: string;
    cut: boolean;
}

/** The text in pieces that stay and pieces that are taken out; overlapping passages become one. */
export function pieces_of(text: string, passages: { begin: number; end: number }[]): Piece[] {
    const pieces: Piece[] = [];
    let at = 0;
    const put = (to: number, cut: boolean) => {
        if (to <= at) return;
        const last = pieces.at(-1);
        if (last?.cut === cut) last.text += text.slice(at, to);
        else pieces.push({ text: text.slice(at, to), cut });
        at = to;
    };
    for (const p of [...passages].sort((a, b) => a.begin - b.begin)) {
        put(index_of(text, p.begin), false);
        put(index_of(text, p.end), true);
    }
    put(text.length, false);
    return pieces;
}

export function words_of(text: string, passage: { begin: number; end: number }): string {
    return text.slice(index_of(text, passage.begin), index_of(text, passage.end));
}

export function same_passage(a: Redaction, b: Redaction): boolean {
    return a.document === b.document && a.begin === b.begin && a.end === b.end;
}

/** One phrase a line or between commas. */
export function phrases_of(text: string): string[] {
    return [
        ...new Set(
            text
                .split(/[\n,;]/)
                .map((t) => t.trim())
                .filter(Boolean),
        ),
    ];
}
