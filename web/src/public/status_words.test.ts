// Every state the server can name has its sentence in both languages, and days are not shifted.
// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { day_in, is_status_address, status_words } from './status_words';

// departments/release/status_page.cpp, public_state
const states = [
    'received',
    'in work',
    'something is missing',
    'being prepared',
    'sent',
    'partly sent',
    'called back',
    'refused',
    'under review',
    'withdrawn',
];

test.each(states)('%s has its sentence in both languages', (state) => {
    expect(status_words.en.states[state].meaning).toBeTruthy();
    expect(status_words.es.states[state].meaning).toBeTruthy();
    expect(status_words.es.states[state].label).not.toBe(status_words.en.states[state].label);
});

test('nothing is left untranslated', () => {
    for (const [name, words] of Object.entries(status_words.en)) {
        const spanish = status_words.es[name as keyof typeof status_words.es];
        expect(spanish, name).toBeTruthy();
        expect(spanish, name).not.toEqual(words);
    }
});

test('a day stays the day it is', () => {
    expect(day_in('en', '2026-12-01')).toBe('December 1, 2026');
    expect(day_in('es', '2026-12-01')).toBe('1 de diciembre de 2026');
});

test.each([
    ['/status', true],
    ['/status/', true],
    ['/status/x', false],
    ['/release/status', false],
])('%s', (path, is) => expect(is_status_address(path)).toBe(is));
