// Goal: a draft comes back to the same user and form only, not after a week, and a broken store harms nothing.
import { beforeEach, describe, expect, it } from 'vitest';
import { drop_draft, keep_draft, read_draft } from './drafts';

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
    it('a store that fails never throws', () => {
        expect(() => {
            keep_draft(broken, 'd', 'f', 1);
            drop_draft(broken, 'd', 'f');
        }).not.toThrow();
        expect(read_draft(broken, 'd', 'f')).toBeUndefined();
    });
});
