// Drafts of forms in the browser's own storage, one per user and form: typing survives a lost
// network, an expired session and a closed tab. A draft goes when its form is saved, and after a week.
// SPDX-License-Identifier: Apache-2.0

const week_ms = 7 * 86_400_000;
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export const new_request_form = 'release-new';
const key_of = (user: string, form: string) => `muniment.draft.${user}.${form}`;

export interface Draft<T> {
    at: number;
    value: T;
    version: number;
}

/** `version` is the case version the typing started from, so that a later save can meet a conflict. */
export function keep_draft<T>(
    store: Store,
    user: string,
    form: string,
    value: T,
    version = 0,
    now = Date.now(),
) {
    try {
        store.setItem(key_of(user, form), JSON.stringify({ at: now, value, version }));
    } catch {
        // A full or forbidden storage costs the draft, never the form on the screen.
    }
}

/** The draft and when it was kept, or undefined when there is none, it is broken, or over a week old. */
export function read_draft<T>(
    store: Store,
    user: string,
    form: string,
    now = Date.now(),
): Draft<T> | undefined {
    try {
        const kept = JSON.parse(store.getItem(key_of(user, form)) ?? 'null');
        if (!kept || typeof kept.at !== 'number' || kept.value === undefined) return undefined;
        if (now - kept.at > week_ms) {
            drop_draft(store, user, form);
            return undefined;
        }
        return kept;
    } catch {
        return undefined;
    }
}

export function drop_draft(store: Store, user: string, form: string) {
    try {
        store.removeItem(key_of(user, form));
    } catch {
        // As in keep_draft.
    }
}
