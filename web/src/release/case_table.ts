// Sorting and CSV export of worklist rows; pure, so that both can be tested.
// SPDX-License-Identifier: Apache-2.0
import type { CaseRow } from '../api/types';
import { csv_text } from '../parts/csv';
import { due_in_words } from './due';
import { requester_words, state_words } from './words';

export type SortKey = 'number' | 'patient' | 'requester' | 'received' | 'due' | 'state' | 'updated';

const sort_texts: Record<SortKey, (row: CaseRow) => string> = {
    number: (r) => r.number,
    patient: (r) => r.patient_name.toLowerCase(),
    requester: (r) => `${r.requester_kind} ${r.requester_name}`.toLowerCase(),
    received: (r) => r.received_on,
    due: (r) => r.due_on ?? '9999',
    state: (r) => r.state,
    updated: (r) => r.updated_at,
};

/** The orders the server knows; any other order holds within the page shown. */
export const server_sorts: SortKey[] = ['due', 'received', 'updated'];

/** "due" or "-due" -> key and direction; anything unknown is "due". */
export function read_sort(text: string | undefined): { key: SortKey; descending: boolean } {
    const descending = !!text?.startsWith('-');
    const key = (descending ? text!.slice(1) : text) as SortKey;
    return Object.hasOwn(sort_texts, key ?? '')
        ? { key, descending }
        : { key: 'due', descending: false };
}

export function sorted_cases(rows: CaseRow[], key: SortKey, descending: boolean): CaseRow[] {
    const of = sort_texts[key];
    const sign = descending ? -1 : 1;
    return [...rows].sort(
        (a, b) => sign * of(a).localeCompare(of(b)) || a.number.localeCompare(b.number),
    );
}

export function cases_csv(rows: CaseRow[], today: string): string {
    const lines = [
        [
            'Number',
            'Patient',
            'Requester',
            'Requester kind',
            'Received',
            'Due',
            'Due in',
            'State',
            'Assigned to',
        ],
    ];
    for (const r of rows)
        lines.push([
            r.number,
            r.patient_name,
            r.requester_name,
            requester_words[r.requester_kind],
            r.received_on,
            r.due_on ?? '',
            due_in_words(r.due_on, today, r.state).words,
            state_words[r.state].label,
            r.assigned_to,
        ]);
    return csv_text(lines);
}
