// The address of the download page, and that both languages say everything.
// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { download_address, download_words } from './words';

test.each([
    ['/d/abc-DEF_9', 'abc-DEF_9'],
    ['/d/abc/', 'abc'],
    ['/d/', undefined],
    ['/d', undefined],
    ['/d/a/b', undefined],
    ['/sign/d/a', undefined],
    ['/documents', undefined],
])('%s', (path, token) => {
    expect(download_address(path)?.token).toBe(token);
});

test('nothing is left untranslated', () => {
    for (const [name, words] of Object.entries(download_words.en)) {
        const spanish = download_words.es[name as keyof typeof download_words.es];
        expect(spanish, name).toBeTruthy();
        expect(spanish, name).not.toBe(words);
    }
});
