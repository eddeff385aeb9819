// Which other requests of a patient a clerk should know of while working on one: a second letter of the same
// requester, and whatever is not yet done.
// SPDX-License-Identifier: Apache-2.0
import type { CaseRow, CaseState, CaseView } from '../api/types';

const done: CaseState[] = ['released', 'recalled', 'refused', 'withdrawn'];

const same_name = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

export interface OtherRequest {
    row: CaseRow;
    /** By the same requester: perhaps the same request again. */
    again: boolean;
}

/** Those of the same requester first, then open ones; the newest first. */
export function other_requests(view: CaseView, rows: CaseRow[]): OtherRequest[] {
    const { kind, name } = view.request.requester;
    return rows
        .filter((row) => row.id !== view.id && row.patient_id === view.patient.id)
        .map((row) => ({
            row,
            again: row.requester_kind === kind && same_name(row.requester_name, name),
        }))
        .filter(
            ({ row, again }) => row.state !== 'withdrawn' && (again || !done.includes(row.state)),
        )
        .sort(
            (a, b) =>
                Number(b.again) - Number(a.again) ||
                b.row.received_on.localeCompare(a.row.received_on),
        );
}
