// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { plain, value_words, verdict_words } from './words';

test('names and values of facts as people read them', () => {
    expect(plain('limited_manner')).toBe('Limited manner');
    expect(['true', 'false', '', 'on_time'].map(value_words)).toEqual(['Yes', 'No', '', 'On time']);
});

test('no verdict says that something is information blocking', () => {
    for (const { label } of Object.values(verdict_words)) expect(label).not.toMatch(/blocking/i);
});
