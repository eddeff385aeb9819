// Indexes and bytes of texts that are not ASCII: accents, three-byte and four-byte characters.
// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { byte_of, index_of, passage_of, phrases_of, pieces_of, words_of } from './passages';

const text = 'Señora Ñandú: 37 °C – 😀 temperatura';

/** What the server cuts: bytes of UTF-8. */
const cut = (whole: string, p: { begin: number; end: number }) =>
    Buffer.from(whole, 'utf8').subarray(p.begin, p.end).toString('utf8');

test.each([
    ['Señora', 0, 7],
    ['Ñandú', 8, 15],
    ['°C', 20, 23],
    ['–', 24, 27],
    ['😀', 28, 32],
    ['temperatura', 33, 44],
])('%s', (word, begin, end) => {
    const from = text.indexOf(word);
    const passage = passage_of(text, from, from + word.length)!;
    expect(passage).toEqual({ begin, end });
    expect(cut(text, passage)).toBe(word);
    expect(words_of(text, passage)).toBe(word);
});

test('every character boundary comes back', () => {
    let index = 0;
    for (const character of text) {
        expect(index_of(text, byte_of(text, index))).toBe(index);
        index += character.length;
    }
    expect(byte_of(text, text.length)).toBe(Buffer.byteLength(text));
    expect(index_of(text, 1_000)).toBe(text.length);
});

test('a selection that splits a character takes it whole', () => {
    const at = text.indexOf('😀');
    expect(passage_of(text, at + 1, at + 2)).toBeDefined();
    expect(cut(text, passage_of(text, at, at + 1)!)).toBe('😀');
    expect(cut(text, passage_of(text, at + 1, at + 2)!)).toBe('😀');
});

test('backwards, with blanks around, and nothing but blanks', () => {
    const from = text.indexOf(' Ñandú');
    expect(passage_of(text, from + 6, from)).toEqual({ begin: 8, end: 15 });
    expect(passage_of(text, 6, 7)).toBeUndefined();
    expect(passage_of(text, 3, 3)).toBeUndefined();
});

test('overlapping passages become one piece', () => {
    const pieces = pieces_of(text, [
        { begin: 10, end: 15 },
        { begin: 8, end: 12 },
        { begin: 28, end: 32 },
    ]);
    expect(pieces.filter((p) => p.cut).map((p) => p.text)).toEqual(['Ñandú', '😀']);
    expect(pieces.map((p) => p.text).join('')).toBe(text);
});

test('phrases', () => {
    expect(phrases_of('José Pérez, brother\n\nbrother; ')).toEqual(['José Pérez', 'brother']);
});
