// Goal: the time left of an emergency, and the accounts that filters leave.
import { describe, expect, it } from 'vitest';
import { filtered, time_left } from './words';

const now = Date.parse('2026-11-22T09:00:00Z');

describe('time left', () => {
    it.each([
        ['2026-11-22T10:00:00Z', '60:00'],
        ['2026-11-22T09:00:07Z', '0:07'],
        ['2026-11-22T09:00:00Z', ''],
        ['2026-11-22T08:00:00Z', ''],
        ['nonsense', ''],
    ])('%s', (ends, words) => expect(time_left(ends, now)).toBe(words));
});

describe('accounts', () => {
    const all = [
        { username: 'ada', name: 'Ada Roe', roles: ['nurse'] as const, active: true },
        { username: 'ben', name: 'Ben Roe', roles: ['coder'] as const, active: false },
        {
            username: 'cy',
            name: 'Cy Day',
            roles: ['coder'] as const,
            active: true,
            ends: '2026-11-22T09:00:00Z',
        },
    ];
    it.each([
        ['', '', 'all', ['ada', 'ben', 'cy']],
        ['', '', 'active', ['ada']],
        ['', '', 'ended', ['ben', 'cy']],
        ['roe b', '', 'all', ['ben']],
        ['CY', '', 'all', ['cy']],
        ['', 'coder', 'all', ['ben', 'cy']],
        ['zzz', '', 'all', []],
    ] as const)('%s %s %s', (words, role, state, names) =>
        expect(
            filtered(
                [...all].map((a) => ({ ...a, roles: [...a.roles] })),
                { words, role, state },
                now,
            ).map((a) => a.username),
        ).toEqual(names),
    );
});
