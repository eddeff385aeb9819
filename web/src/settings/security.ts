// How the rows of the deployment's examination are grouped and named.
// SPDX-License-Identifier: Apache-2.0
import type { DoctorRow } from '../api/types';

export const health_words: Record<
    DoctorRow['health'],
    { label: string; glyph: string; tone: string }
> = {
    finding: { label: 'finding', glyph: '✕', tone: 'bad' },
    unknown: { label: 'not known', glyph: '?', tone: 'warn' },
    ok: { label: 'in order', glyph: '✓', tone: 'ok' },
};

export interface Group {
    title: string;
    none: string;
    rows: DoctorRow[];
}

/** What must be done first comes first; a proposed rule is never among the findings. */
export function groups_of(rows: DoctorRow[]): Group[] {
    const in_force = rows.filter((row) => !row.proposed);
    const with_health = (health: DoctorRow['health']) =>
        in_force.filter((row) => row.health === health);
    return [
        { title: 'Findings', none: 'Nothing was found.', rows: with_health('finding') },
        {
            title: 'Not known from here',
            none: 'Everything could be looked at.',
            rows: with_health('unknown'),
        },
        { title: 'In order', none: 'Nothing is in order.', rows: with_health('ok') },
        {
            title: 'Proposed rules, not in force (90 FR 898)',
            none: 'None are loaded.',
            rows: rows.filter((row) => row.proposed),
        },
    ];
}
