// Drafts of forms in the browser's own storage, one per user and form: typing survives a lost
// network, an expired session and a closed tab. They hold health information: a draft goes when its
// form is saved, when its user signs out, and after a week.
// SPDX-License-Identifier: Apache-2.0

const week_ms = 7 * 86_400_000;
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
type WholeStore = Store & Pick<Storage, 'key' | 'length'>;

export const new_request_form = 'release-new';
const prefix = 'muniment.draft.';
const key_of = (user: string, form: string) => `${prefix}${user}.${form}`;

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

function keys_with(store: WholeStore, start: string): string[] {
    try {
        return Array.from({ length: store.length }, (_, i) => store.key(i) ?? '').filter((key) =>
            key.startsWith(start),
        );
    } catch {
        return [];
    }
}

/** The forms of this user that hold typing which is not saved. */
export function drafts_of(store: WholeStore, user: string, now = Date.now()): string[] {
    const start = key_of(user, '');
    return keys_with(store, start)
        .map((key) => key.slice(start.length))
        .filter((form) => read_draft(store, user, form, now));
}

export function drop_drafts(store: WholeStore, user: string) {
    for (const key of keys_with(store, key_of(user, '')))
        drop_draft(store, user, key.slice(key_of(user, '').length));
}

/** Removes everyone's drafts that are broken or over a week old. */
export function sweep_drafts(store: WholeStore, now = Date.now()) {
    for (const key of keys_with(store, prefix)) {
        const [user, ...form] = key.slice(prefix.length).split('.');
        if (!read_draft(store, user, form.join('.'), now)) drop_draft(store, user, form.join('.'));
    }
}
