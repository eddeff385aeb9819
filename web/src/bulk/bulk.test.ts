// Goal: at every moment the page says what is done, what waits for a person, and what to do next.
import { describe, expect, it } from 'vitest';
import type { Bulk, BulkLine, PatientBanner } from '../api/types';
import {
    bulk_due,
    compare,
    days_of,
    group_of,
    handed_over,
    line_group,
    line_reason,
    open_lines,
    progress_words,
    stage_counts,
    steps_of,
    would_go,
    type Counts,
} from './bulk';

const part = (number: number, more: object = {}) =>
    ({ number, charts: 1, pages: 1, bytes: 1, ...more }) as Bulk['parts'][number];
const fetched = (note: string, at = '2026-11-22T10:00:00Z') => ({
    at,
    actor: 'Dana',
    action: 'release.deliver',
    note,
});
const bulk = (groups: Counts, more: Partial<Bulk> = {}) =>
    ({ state: 'open', groups, parts: [], history: [], ...more }) as unknown as Bulk;

describe('the next step', () => {
    it.each<[string, Bulk, string[]]>([
        [
            'lines that were not found lead, and hold nobody up',
            bulk({ unmatched: 2, waiting: 9 }),
            ['Settle 2 lines that were not found', 'Decide 9 charts'],
        ],
        ['one line', bulk({ unmatched: 1 }), ['Settle 1 line that was not found']],
        ['one chart to decide', bulk({ waiting: 1 }), ['Decide 1 chart']],
        [
            'approved charts are looked at before they go',
            bulk({ approved: 3, dropped: 1 }),
            ['Look at what would go: 3 charts…'],
        ],
        [
            'a release that broke off goes on',
            bulk({ releasing: 1 }),
            ['Look at what would go: 1 chart…'],
        ],
        [
            'what is released becomes the next part',
            bulk(
                { released: 4, delivered: 2 },
                { parts: [part(1)], history: [fetched('part 1 x')] },
            ),
            ['Deliver 4 charts as part 2', 'Close with charts open…'],
        ],
        [
            'a part that nobody fetched is handed over before the end',
            bulk({ delivered: 2 }, { parts: [part(1)] }),
            ['Hand over part 1', 'Close…'],
        ],
        [
            'a part that was called back is not',
            bulk({ recalled: 2 }, { parts: [part(1, { recalled_on: '2026-11-22' })] }),
            ['Close…'],
        ],
        [
            'what lacks something is looked at, then decided again',
            bulk({ defective: 1, checking: 2 }),
            [
                'Look at 1 chart with something missing',
                'Look at 2 charts with a second check to make',
                'Decide again',
            ],
        ],
        [
            'when all is delivered it is closed',
            bulk({ delivered: 2 }, { parts: [part(1)], history: [fetched('part 1 by link')] }),
            ['Close…'],
        ],
        [
            'nothing while it works',
            bulk({ waiting: 2 }, { job: { state: 'running' } as Bulk['job'] }),
            [],
        ],
        ['nothing after its end', bulk({ unmatched: 2 }, { state: 'closed' }), []],
    ])('%s', (_, one, labels) => expect(steps_of(one).map((s) => s.label)).toEqual(labels));
    it('the minimum necessary is chosen before anything is released', () => {
        expect(steps_of(bulk({ approved: 3 }), true)[0].label).toBe('Choose the minimum necessary');
        expect(steps_of(bulk({ released: 3 }), true)[0].name).toBe('deliver');
    });
    it('a job that failed leaves the steps', () =>
        expect(
            steps_of(bulk({ approved: 1 }, { job: { state: 'failed' } as Bulk['job'] })),
        ).toHaveLength(1));
});

describe('a part is handed over', () => {
    const history = [
        fetched('part 1 by one-time link'),
        fetched('part 1 as encrypted file', '2026-11-23T10:00:00Z'),
        fetched('part 12 by one-time link'),
    ];
    it.each([
        [1, 'as encrypted file'],
        [12, 'by one-time link'],
        [2, undefined],
    ])('part %s', (number, how) => expect(handed_over(part(number), history)?.how).toBe(how));
    it('a link that was only made is no delivery', () =>
        expect(
            handed_over(part(1), [{ ...fetched('part 1 x'), action: 'release.link' }]),
        ).toBeUndefined());
});

describe('groups', () => {
    it('every group has one stage, and unknown ones wait for a person', () => {
        expect(
            stage_counts({
                delivered: 1,
                released: 2,
                unmatched: 3,
                waiting: 4,
                dropped: 5,
                recalled: 1,
                new_one: 6,
            }),
        ).toEqual({ delivered: 1, recalled: 1, ready: 2, person: 9, waiting: 4, ended: 5 });
        expect(group_of('new_one').label).toBe('new one');
    });
    it('what neither went nor ended is open', () =>
        expect(open_lines({ delivered: 7, refused: 1, approved: 2, unmatched: 1 })).toBe(3));
    it.each<[Counts, string]>([
        [{ delivered: 3 }, '3 of 3 delivered'],
        [
            { delivered: 1, unmatched: 1, dropped: 2 },
            '1 of 4 delivered, 1 needs a person, 2 left out',
        ],
        [{ waiting: 2, defective: 2 }, '0 of 4 delivered, 2 need a person, 2 to decide'],
    ])('%j', (counts, words) => expect(progress_words(counts)).toBe(words));
});

const line = (more: Partial<BulkLine>): BulkLine =>
    ({
        id: 'l',
        version: 1,
        position: 1,
        listed: { mrn: '', name: '', reference: '' },
        status: 'taken',
        match: 'matched',
        why: '',
        case_number: '',
        findings: [],
        held_back: [],
        part: 0,
        ...more,
    }) as BulkLine;
const finding = (message: string, severity: 'defect' | 'warning' = 'warning') => ({
    rule: message,
    cite: '45 CFR 1',
    message,
    severity,
});

describe('a line', () => {
    it.each<[Partial<BulkLine>, string, string]>([
        [{ status: 'unmatched', why: 'Nobody fits.' }, 'unmatched', 'Nobody fits.'],
        [{ status: 'dropped', why: 'Withdrawn.' }, 'dropped', 'Withdrawn.'],
        [{}, 'waiting', ''],
        [
            { case_state: 'defective', findings: [finding('late'), finding('no date', 'defect')] },
            'defective',
            'no date',
        ],
        [{ case_state: 'released', part: 1, findings: [finding('late')] }, 'delivered', ''],
        [{ case_state: 'released' }, 'released', ''],
        [{ case_state: 'recalled', part: 1 }, 'recalled', ''],
    ])('%j', (more, group, why) => {
        expect(line_group(line(more))).toBe(group);
        expect(line_reason(line(more)).words).toBe(why);
    });
    it.each([
        [{ from: '2026-02-01', to: '2026-03-01' }, '1 Feb 2026 to 1 Mar 2026'],
        [{ from: '2026-02-01' }, 'from 1 Feb 2026'],
        [{ to: '2026-02-01' }, 'to 1 Feb 2026'],
        [{}, ''],
    ])('days %j', (listed, words) => expect(days_of(listed)).toBe(words));
});

describe('the list beside the chart', () => {
    const ada = {
        id: 'p',
        name: "Ada M O'Brien-Lind",
        birth_date: '1960-05-04',
        mrn: 'A-1',
    } as PatientBanner;
    const same = (listed: object) =>
        compare({ mrn: '', name: '', reference: '', ...listed }, ada).map((r) => r.same);
    it.each<[object, (boolean | undefined)[]]>([
        [{ name: 'OBrien-Lind, Ada' }, [true, undefined, undefined]],
        [{ name: 'Ada Obrienlind', birth_date: '1960-05-04', mrn: 'A-1' }, [true, true, true]],
        [{ name: 'Eva Lind', birth_date: '1960-05-05', mrn: 'a-1' }, [false, false, false]],
        [{}, [undefined, undefined, undefined]],
    ])('%j', (listed, wanted) => expect(same(listed)).toEqual(wanted));
});

describe('what would go', () => {
    it('adds up what the decisions say, the most frequent first', () => {
        const found = would_go([
            line({ held_back: ['hiv', 'part2', 'part2'], findings: [finding('look')] }),
            line({ held_back: ['part2'], findings: [finding('look'), finding('else')] }),
        ]);
        expect(found.held_back).toEqual([
            { part: 'part2', charts: 2 },
            { part: 'hiv', charts: 1 },
        ]);
        expect(found.warnings.map((w) => [w.finding.message, w.charts])).toEqual([
            ['look', 2],
            ['else', 1],
        ]);
    });
});

describe('due', () => {
    it.each<['open' | 'closed', string]>([
        ['open', '2 days overdue'],
        ['closed', ''],
    ])('%s', (state, words) =>
        expect(bulk_due('2026-11-20', '2026-11-22', state).words).toBe(words),
    );
});
