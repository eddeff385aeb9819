// Goal: a draft comes back to the same user and form only, not after a week, and a broken store harms nothing.
import { beforeEach, describe, expect, it } from 'vitest';
import { drafts_of, drop_draft, drop_drafts, keep_draft, read_draft, sweep_drafts } from './drafts';

function memory() {
    const kept = new Map<string, string>();
    return {
        getItem: (k: string) => kept.get(k) ?? null,
        setItem: (k: string, v: string) => {
            kept.set(k, v);
        },
        removeItem: (k: string) => {
            kept.delete(k);
        },
        key: (i: number) => [...kept.keys()][i] ?? null,
        get length() {
            return kept.size;
        },
        kept,
    };
}
const broken = {
    getItem: () => {
        throw new Error('no');
    },
    setItem: () => {
        throw new Error('full');
    },
    removeItem: () => {
        throw new Error('no');
    },
    key: () => {
        throw new Error('no');
    },
    length: 1,
};
const day_ms = 86_400_000;

describe('drafts', () => {
    let store = memory();
    beforeEach(() => {
        store = memory();
        keep_draft(store, 'dana', 'release-new', { purpose: 'x' }, 3, 1000);
    });

    it('comes back whole, with the version it began with', () =>
        expect(read_draft(store, 'dana', 'release-new', 2000)).toEqual({
            at: 1000,
            value: { purpose: 'x' },
            version: 3,
        }));
    it.each([
        ['another user', 'omar', 'release-new'],
        ['another form', 'dana', 'release-7'],
    ])('does not come back to %s', (_, user, form) =>
        expect(read_draft(store, user, form, 2000)).toBeUndefined(),
    );
    it('lives seven days and then is removed', () => {
        expect(read_draft(store, 'dana', 'release-new', 1000 + 7 * day_ms)).toBeDefined();
        expect(read_draft(store, 'dana', 'release-new', 1001 + 7 * day_ms)).toBeUndefined();
        expect(store.kept.size).toBe(0);
    });
    it('goes when dropped', () => {
        drop_draft(store, 'dana', 'release-new');
        expect(store.kept.size).toBe(0);
    });
    it.each(['{', 'null', '{"at":"soon","value":1}', '{"at":1}'])(
        'ignores the broken text %s',
        (text) => {
            store.setItem('muniment.draft.dana.release-new', text);
            expect(read_draft(store, 'dana', 'release-new', 2000)).toBeUndefined();
        },
    );
    it('all of one user go at sign-out, nobody else’s and nothing else', () => {
        keep_draft(store, 'dana', 'release-7', { purpose: 'y' }, 1, 1000);
        keep_draft(store, 'dan', 'release-new', { purpose: 'z' }, 1, 1000);
        store.setItem('muniment.purpose', 'LEGAL');
        expect(drafts_of(store, 'dana', 2000)).toEqual(['release-new', 'release-7']);
        drop_drafts(store, 'dana');
        expect(drafts_of(store, 'dana', 2000)).toEqual([]);
        expect([...store.kept.keys()]).toEqual([
            'muniment.draft.dan.release-new',
            'muniment.purpose',
        ]);
    });
    it('a sweep removes what is old or broken, whoever wrote it', () => {
        keep_draft(store, 'omar', 'release-new', { purpose: 'x' }, 3, 5000);
        store.setItem('muniment.draft.eve.release-new', '{');
        sweep_drafts(store, 1001 + 7 * day_ms);
        expect([...store.kept.keys()]).toEqual(['muniment.draft.omar.release-new']);
    });
    it('a store that fails never throws', () => {
        expect(() => {
            drop_drafts(broken, 'd');
            sweep_drafts(broken);
            drafts_of(broken, 'd');
            keep_draft(broken, 'd', 'f', 1);
            drop_draft(broken, 'd', 'f');
        }).not.toThrow();
        expect(read_draft(broken, 'd', 'f')).toBeUndefined();
    });
});
