// One record found by typing: an input with what the server finds under it. Arrow keys choose, Enter
// takes.
// SPDX-License-Identifier: Apache-2.0
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import { Failure } from './states';

/** The server's own limit of one answer. */
const rows_max = 20;

export function Picker<Row extends { id: string }>({
    label,
    error,
    placeholder,
    what,
    find,
    words,
    pick,
    autofocus,
}: {
    label: string;
    error?: ReactNode;
    placeholder: string;
    /** What is looked for, in the singular: "patient". */
    what: string;
    find: (typed: string) => Promise<Row[]>;
    /** Its name, and what tells it from others of that name. */
    words: (row: Row) => [string, string];
    pick: (row: Row) => void;
    autofocus?: boolean;
}) {
    const id = useId();
    const [text, set_text] = useState('');
    const [at, set_at] = useState(0);
    const [q] = useDebouncedValue(text.trim(), 200);
    const found = useQuery({
        queryKey: ['picker', what, q],
        queryFn: () => find(q),
        enabled: q.length >= 2,
    });
    const rows = q.length >= 2 ? (found.data ?? []) : [];
    const on_key = (event: React.KeyboardEvent) => {
        if (event.key === 'ArrowDown') {
            event.preventDefault();
            set_at(Math.min(at + 1, rows.length - 1));
        }
        if (event.key === 'ArrowUp') {
            event.preventDefault();
            set_at(Math.max(at - 1, 0));
        }
        if (event.key === 'Enter') {
            // Never sends the form around it: what was typed is no choice yet.
            event.preventDefault();
            if (rows[at]) pick(rows[at]);
        }
    };
    return (
        <div>
            <TextInput
                label={label}
                value={text}
                error={error}
                autoFocus={autofocus}
                data-autofocus={autofocus || undefined}
                autoComplete="off"
                placeholder={placeholder}
                role="combobox"
                aria-expanded={rows.length > 0}
                aria-controls={`${id}-list`}
                aria-autocomplete="list"
                aria-activedescendant={rows[at] ? `${id}-${at}` : undefined}
                onChange={(e) => {
                    set_text(e.currentTarget.value);
                    set_at(0);
                }}
                onKeyDown={on_key}
            />
            <div aria-live="polite" className="quiet small">
                {q.length >= 2 && found.isFetching && 'Searching…'}
                {q.length >= 2 &&
                    found.data &&
                    !found.isFetching &&
                    (rows.length
                        ? `${rows.length} found${rows.length === rows_max ? '; type more to narrow it down' : ''}`
                        : `No ${what} matches “${q}”.`)}
            </div>
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {rows.length > 0 && (
                <ul className="choices" role="listbox" id={`${id}-list`} aria-label="Found">
                    {rows.map((row, i) => (
                        <li
                            key={row.id}
                            role="option"
                            id={`${id}-${i}`}
                            aria-selected={i === at}
                            onMouseEnter={() => set_at(i)}
                            onClick={() => pick(row)}
                        >
                            <span className="strong">{words(row)[0]}</span>
                            <span className="quiet">{words(row)[1]}</span>
                        </li>
                    ))}
                </ul>
            )}
        </div>
    );
}
