// Goal: a day reads as people say it, each row leads to its work, and a filter keeps the week's shape.
import { describe, expect, it } from 'vitest';
import type { BoardGroup, BoardRow } from '../api/types';
import { group_note, group_title, lead_of, left_words, only, weekday } from './board';

const row = (part: Partial<BoardRow>): BoardRow => ({
    kind: 'request',
    id: 'i',
    number: 'R-1',
    state: 'received',
    patient_id: 'p',
    patient_name: '',
    other: '',
    rule: '',
    cite: '',
    extended: false,
    release_case: 'c',
    ...part,
});
const group = (part: Partial<BoardGroup>): BoardGroup => ({
    when: 'day',
    working_day: true,
    total: 1,
    rows: [row({})],
    ...part,
});

describe('days', () => {
    it.each<[Partial<BoardGroup>, string, string]>([
        [{ when: 'overdue' }, 'Overdue', ''],
        [{ when: 'today', day: '2026-11-23' }, 'Today, Monday 23 Nov 2026', ''],
        [
            { when: 'today', day: '2026-11-22', working_day: false },
            'Today, Sunday 22 Nov 2026',
            'no working day; what is due is due all the same',
        ],
        [
            { when: 'today', day: '2026-11-22', working_day: false, total: 0 },
            'Today, Sunday 22 Nov 2026',
            '',
        ],
        [
            { day: '2026-11-26', working_day: false },
            'Thursday 26 Nov 2026',
            'no working day: act before it',
        ],
        [{ when: 'later' }, 'Later', ''],
        [{ when: 'undated' }, 'No date', 'no clock runs for these'],
    ])('%j is headed "%s" "%s"', (part, title, note) => {
        expect(group_title(group(part))).toBe(title);
        expect(group_note(group(part))).toBe(note);
    });
    it('weekdays do not hang on the zone of the reader', () =>
        expect(['2026-03-08', '2026-11-01', '2027-01-01'].map(weekday)).toEqual([
            'Sunday',
            'Sunday',
            'Friday',
        ]));
    it.each([
        [undefined, ''],
        ['2026-11-20', '2 days late'],
        ['2026-11-21', '1 day late'],
        ['2026-11-22', 'today'],
        ['2026-11-23', 'tomorrow'],
        ['2026-12-22', 'in 30 days'],
    ])('due %s is %s', (due_on, words) =>
        expect(left_words(row({ due_on }), '2026-11-22')).toBe(words),
    );
});

describe('rows', () => {
    it.each<[Partial<BoardRow>, unknown]>([
        [{}, { to: '/release/cases/$id', params: { id: 'c' } }],
        [{ kind: 'check' }, { to: '/release/cases/$id', params: { id: 'c' } }],
        [{ kind: 'print' }, { to: '/release/cases/$id', params: { id: 'c' } }],
        [{ kind: 'privacy' }, { to: '/release/cases/$id', params: { id: 'c' } }],
        [{ kind: 'privacy', release_case: undefined }, undefined],
        [{ kind: 'form' }, { to: '/release/forms/$id', params: { id: 'i' } }],
        [{ kind: 'suspension' }, { to: '/accounting', search: { patient: 'p' } }],
    ])('%j leads to %j', (part, lead) => expect(lead_of(row(part))).toEqual(lead));

    it('a privacy case leads those who may read incidents there', () => {
        const lead = { to: '/privacy/incidents/$id', params: { id: 'i' } };
        expect(lead_of(row({ kind: 'privacy' }), true)).toEqual(lead);
        expect(lead_of(row({ kind: 'check' }), true)).not.toEqual(lead);
    });

    it('a filter leaves working days and drops groups that are empty then', () => {
        const groups = [
            group({ when: 'overdue', rows: [row({ kind: 'form' })] }),
            group({ when: 'today', working_day: false, rows: [] }),
            group({ rows: [row({}), row({ kind: 'form' })] }),
            group({ working_day: false, rows: [row({})] }),
            group({ when: 'later' }),
        ];
        expect(only(groups, undefined)).toEqual(groups);
        expect(only(groups, 'form').map((g) => [g.when, g.rows.length])).toEqual([
            ['overdue', 1],
            ['today', 0],
            ['day', 1],
        ]);
    });
});
