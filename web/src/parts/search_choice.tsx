// One of many, found by typing: an input over a grouped list. Arrow keys move, Enter or Tab takes,
// Escape puts the old choice back.
// SPDX-License-Identifier: Apache-2.0
import { TextInput } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';

export interface ChoiceGroup<T extends string> {
    label: string;
    options: { value: T; label: string }[];
}

export function SearchChoice<T extends string>({
    id,
    label,
    hint,
    error,
    value_label,
    find,
    pick,
}: {
    id: string;
    label: string;
    hint?: string;
    error?: string;
    value_label: string;
    find: (text: string) => ChoiceGroup<T>[];
    pick: (value: T) => void;
}) {
    const list = useId();
    const [text, set_text] = useState<string>(); // undefined: closed, the choice is shown
    const [at, set_at] = useState(0);
    const box = useRef<HTMLDivElement>(null);
    const open = text !== undefined;
    const groups = open ? find(text) : [];
    const flat = groups.flatMap((g) => g.options);
    const current = Math.min(at, flat.length - 1);
    useEffect(() => {
        box.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
    }, [current, open]);
    const take = (value: T) => {
        pick(value);
        set_text(undefined);
    };
    const show = () => {
        const start = find('').flatMap((g) => g.options);
        set_at(
            Math.max(
                0,
                start.findIndex((o) => o.label === value_label),
            ),
        );
        set_text('');
    };
    const on_key = (event: React.KeyboardEvent) => {
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            if (!open) return show();
            const step = event.key === 'ArrowDown' ? 1 : -1;
            set_at(Math.max(0, Math.min(flat.length - 1, current + step)));
        }
        if (open && event.key === 'Escape') {
            event.preventDefault();
            set_text(undefined);
        }
        if (open && event.key === 'Enter') {
            event.preventDefault();
            if (flat[current]) take(flat[current].value);
        }
        // Whoever typed and tabs on means what is marked.
        if (open && event.key === 'Tab' && text && flat[current]) take(flat[current].value);
    };
    let row = -1;
    return (
        <div className="search-choice">
            <TextInput
                id={id}
                label={label}
                description={hint}
                error={error}
                value={open ? text : value_label}
                placeholder={value_label}
                autoComplete="off"
                role="combobox"
                aria-expanded={open}
                aria-controls={open ? list : undefined}
                aria-autocomplete="list"
                aria-activedescendant={open && flat[current] ? `${list}-${current}` : undefined}
                onClick={() => !open && show()}
                onBlur={() => set_text(undefined)}
                onKeyDown={on_key}
                onChange={(e) => {
                    const typed = e.currentTarget.value;
                    // The first key replaces the choice that was shown.
                    set_text(
                        open
                            ? typed
                            : typed.startsWith(value_label)
                              ? typed.slice(value_label.length)
                              : typed,
                    );
                    set_at(0);
                }}
                onFocus={(e) => e.currentTarget.select()}
                rightSection={
                    <span aria-hidden="true" className="quiet small">
                        ▾
                    </span>
                }
            />
            {open && flat.length === 0 && (
                <p className="choices quiet small" role="status" style={{ padding: '6px 10px' }}>
                    Nothing matches “{text}”.
                </p>
            )}
            {open && flat.length > 0 && (
                <div className="choices" role="listbox" id={list} aria-label={label} ref={box}>
                    {groups.map((g) => (
                        <div key={g.label} role="group" aria-label={g.label}>
                            <div className="group-label" aria-hidden="true">
                                {g.label}
                            </div>
                            <div role="presentation">
                                {g.options.map((o) => {
                                    row += 1;
                                    const mine = row;
                                    return (
                                        <div
                                            key={o.value}
                                            role="option"
                                            id={`${list}-${mine}`}
                                            aria-selected={mine === current}
                                            // Before the input loses the focus.
                                            onMouseDown={(e) => {
                                                e.preventDefault();
                                                take(o.value);
                                            }}
                                            onMouseEnter={() => set_at(mine)}
                                        >
                                            {o.label}
                                        </div>
                                    );
                                })}
                            </div>
                        </div>
                    ))}
                </div>
            )}
        </div>
    );
}
