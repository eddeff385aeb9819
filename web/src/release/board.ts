// The board in words: what a row is, where it leads, and how a day is headed.
// SPDX-License-Identifier: Apache-2.0
import { linkOptions } from '@tanstack/react-router';
import type { BoardGroup, BoardKind, BoardRow, Day } from '../api/types';
import { day_words, days_between } from '../parts/when';

export const kind_words: Record<BoardKind, { one: string; many: string }> = {
    request: { one: 'Request', many: 'Requests' },
    check: { one: 'Second check', many: 'Second checks' },
    print: { one: 'To print', many: 'To print' },
    privacy: { one: 'Privacy case', many: 'Privacy cases' },
    form: { one: 'Form expires', many: 'Forms' },
    suspension: { one: 'Suspension ends', many: 'Suspensions' },
    bulk: { one: 'Bulk request', many: 'Bulk requests' },
};
export const board_kinds = Object.keys(kind_words) as BoardKind[];

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
export function weekday(day: Day): string {
    return weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()];
}

/** "Today, Sunday 22 Nov 2026", "Monday 23 Nov 2026", "Overdue". */
export function group_title(group: BoardGroup): string {
    const day = group.day ? `${weekday(group.day)} ${day_words(group.day)}` : '';
    switch (group.when) {
        case 'overdue':
            return 'Overdue';
        case 'today':
            return `Today, ${day}`;
        case 'day':
            return day;
        case 'later':
            return 'Later';
        case 'undated':
            return 'No date';
    }
}

/** What the heading adds: a deadline on a day off is not moved (45 CFR 164.524(b)(2)(i) counts days). */
export function group_note(group: BoardGroup): string {
    if (group.when === 'undated') return 'no clock runs for these';
    if (group.working_day || group.total === 0) return '';
    return group.when === 'today'
        ? 'no working day; what is due is due all the same'
        : 'no working day: act before it';
}

/** "3 days late", "today", "in 12 days"; "" without a date. */
export function left_words(row: BoardRow, today: Day): string {
    if (!row.due_on) return '';
    const left = days_between(today, row.due_on);
    if (left < 0) return `${-left} ${left === -1 ? 'day' : 'days'} late`;
    if (left === 0) return 'today';
    return left === 1 ? 'tomorrow' : `in ${left} days`;
}

/** The page of the work behind a row; undefined where there is none. */
/** `incidents`: this user may read incidents; others are led to the release that began one. */
export function lead_of(row: BoardRow, incidents = false) {
    if (row.kind === 'privacy' && incidents)
        return linkOptions({ to: '/privacy/incidents/$id', params: { id: row.id } });
    if (row.kind === 'form')
        return linkOptions({ to: '/release/forms/$id', params: { id: row.id } });
    if (row.kind === 'suspension')
        return linkOptions({ to: '/accounting', search: { patient: row.patient_id } });
    if (row.kind === 'bulk')
        return linkOptions({ to: '/release/bulk/$id', params: { id: row.id } });
    if (!row.release_case) return undefined;
    return linkOptions({ to: '/release/cases/$id', params: { id: row.release_case } });
}

/** One kind only; days stay, so that the week keeps its shape. What has no row of it and no day goes. */
export function only(groups: BoardGroup[], kind: BoardKind | undefined): BoardGroup[] {
    if (!kind) return groups;
    return groups
        .map((g) => ({ ...g, rows: g.rows.filter((r) => r.kind === kind) }))
        .filter(
            (g) => g.rows.length > 0 || g.when === 'today' || (g.when === 'day' && g.working_day),
        );
}
