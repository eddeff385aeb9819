// Page shortcuts: single letters that stay silent while someone types, or while a dialog is open.
// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from 'react';

function is_typing(target: EventTarget | null): boolean {
    const el = target as HTMLElement | null;
    return !!el?.closest(
        'input:not([type=checkbox]), textarea, select, [contenteditable], [role="dialog"]',
    );
}

export function useKeys(keys: Record<string, (event: KeyboardEvent) => void>) {
    useEffect(() => {
        const on_key = (event: KeyboardEvent) => {
            if (event.ctrlKey || event.metaKey || event.altKey || is_typing(event.target)) return;
            keys[event.key]?.(event);
        };
        window.addEventListener('keydown', on_key);
        return () => window.removeEventListener('keydown', on_key);
    });
}

/** What appears far from where the user looks comes into view and takes the focus. */
export function useInView<T extends HTMLElement>() {
    const ref = useRef<T>(null);
    useEffect(() => {
        ref.current?.focus({ preventScroll: true });
        ref.current?.scrollIntoView({ block: 'center' });
    }, []);
    return ref;
}

export function useTitle(title: string) {
    useEffect(() => {
        document.title = title ? `${title} · Muniment` : 'Muniment';
    }, [title]);
}

/** How often what is shown has become something else since it was first there: a key for what must start anew. */
export function useChanges(value: unknown): number {
    const [count, set_count] = useState(0);
    const last = useRef<unknown>(undefined);
    useEffect(() => {
        if (last.current !== undefined && last.current !== value) set_count((n) => n + 1);
        last.current = value;
    }, [value]);
    return count;
}
