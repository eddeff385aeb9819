import { expect, test } from 'vitest';
import { due_words, kind_words, state_words, who_words } from './words';

test('only an open request shows by when it is answered', () => {
    expect(due_words('received', '2026-12-22')).toBe('2026-12-22');
    expect(due_words('answered', '2026-12-22')).toBe('');
    expect(due_words('received', undefined)).toBe('');
});

test('every word is there, and none is the word of the program', () => {
    for (const [key, words] of [...Object.entries(kind_words), ...Object.entries(state_words)]) {
        expect(words).not.toBe('');
        expect(words).not.toContain('_');
        expect(words).not.toBe(key);
    }
});

// Goal: a patient reads who looked as people say it.
test('who looked', () => {
    expect(who_words('You')).toBe('You looked yourself');
    expect(who_words('him director, cio')).toBe('HIM director, CIO');
    expect(who_words('release specialist; Records')).toBe('Release specialist; Records');
});
