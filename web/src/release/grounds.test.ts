// Goal: which grounds a requester may claim, which questions stand in front, what of the form is sent.
import { describe, expect, it } from 'vitest';
import type { Decision, Ground, KeptForm, Preview, Question, RequesterKind } from '../api/types';
import { empty_authorization } from './authorization';
import {
    answer_of,
    asked_by,
    choices_of,
    form_is_blank,
    ground_of,
    grounds_for,
    process_is_blank,
    sorted_questions,
    statements_in_words,
} from './grounds';
import { fields_to_give } from './GivenCard';
import { counts_in_words, ends_in_words, form_line, form_state, taken_words } from './kept_forms';
import { find_kinds, kind_groups } from './kinds';
import { empty_request, shows_form, to_request, type RequestForm } from './request_form';
import { differs, notice_words, part_words, parts_differ, sorted_items } from './segments';
import { requester_words } from './words';

const question = (name: string, cite = '45 CFR 164.512(e)', values: string[] = []): Question => ({
    name,
    say: `Is ${name} known?`,
    cite,
    values,
});
const ground = (name: string, requesters: string[], questions: Question[] = []): Ground => ({
    name,
    say: name,
    cite: '45 CFR 164.5',
    requesters,
    questions,
});
const grounds = [
    ground('access', ['patient']),
    ground('authorization', ['anyone']),
    ground('le_process', ['law_enforcement']),
    ground('subpoena', ['anyone'], [question('assurance', undefined, ['notice', 'none'])]),
    ground('marketing', ['marketer']),
];
const named = (g: Ground | undefined) => g?.name;

describe('grounds a requester may claim', () => {
    it.each<[RequesterKind, string[], string[]]>([
        ['patient', ['access'], ['authorization', 'subpoena']],
        ['law_enforcement', ['le_process'], ['authorization', 'subpoena']],
        ['attorney', [], ['authorization', 'subpoena']],
    ])('%s: its own %j, then %j', (kind, own, open) => {
        const found = grounds_for(kind, grounds);
        expect([found.own.map(named), found.open.map(named)]).toEqual([own, open]);
    });
    it.each<[RequesterKind, string, string | undefined]>([
        ['attorney', '', 'authorization'], // the first open one
        ['attorney', 'subpoena', 'subpoena'],
        ['attorney', 'le_process', 'authorization'], // may not claim it
        ['law_enforcement', '', 'le_process'],
        ['law_enforcement', 'subpoena', 'subpoena'],
    ])('%s with "%s" means %s', (kind, chosen, meant) => {
        const base = empty_request('2026-11-22');
        const request = { ...base, ground: chosen, requester: { ...base.requester, kind } };
        expect(named(ground_of(request, grounds))).toBe(meant);
    });
    it('without the list no ground is meant', () =>
        expect(ground_of(empty_request('2026-11-22'), [])).toBeUndefined());
});

describe('questions', () => {
    const federal = question('a');
    const part2 = question('b', '42 CFR 2.33');
    const state = question('c', 'Cal. Civ. Code 56.11');
    it('those of part 2 and of a state stand apart, in order', () => {
        const { first, later } = sorted_questions([part2, federal, state]);
        expect([first, later]).toEqual([[federal], [part2, state]]);
    });
    it('what the decision asks for stands in front', () =>
        expect(sorted_questions([part2, federal], new Set(['b'])).first).toEqual([part2, federal]));
    const need = (answer: Decision['answer'], message: string) =>
        asked_by(
            {
                answer,
                reasons: [{ rule: 'r', cite: '', message }],
                findings: [],
            } as unknown as Decision,
            [federal, part2],
        );
    it('a decision that needs an answer repeats the question', () => {
        expect([...need('need', `Still to be found out: ${federal.say}`)]).toEqual(['a']);
        expect(need('need', 'Something else is missing').size).toBe(0);
        expect(need('allow', federal.say).size).toBe(0);
        expect(asked_by(undefined, [federal]).size).toBe(0);
    });
    it.each([
        [federal, 'true', 'Yes'],
        [federal, 'false', 'No'],
        [federal, '', 'Not known'],
        [federal, undefined, 'Not known'],
        [question('d', '', ['own_notice']), 'own_notice', 'Own notice'],
        [question('d', '', ['own_notice']), 'true', 'Not known'],
    ])('%# reads %s as %s', (q, value, words) => expect(answer_of(q, value)).toBe(words));
    it('a question with values offers them, another yes and no', () => {
        expect(choices_of(question('d', '', ['a_b', 'c']))).toEqual([
            ['a_b', 'A b'],
            ['c', 'C'],
        ]);
        expect(choices_of(federal).map(([v]) => v)).toEqual(['true', 'false']);
    });
    it('statements read in the order asked, unknown ones by their name, blank ones not at all', () =>
        expect(
            statements_in_words({ old_fact: 'true', b: '', a: 'false', d: 'x_y' }, [
                question('d', '', ['x_y']),
                federal,
                part2,
            ]).map((s) => [s.question, s.answer]),
        ).toEqual([
            ['Is d known?', 'X y'],
            ['Is a known?', 'No'],
            ['Old fact', 'True'],
        ]));
});

describe('what is sent', () => {
    const base = empty_request('2026-11-22');
    const of = (part: Partial<RequestForm>, kind: RequesterKind = 'attorney'): RequestForm => ({
        ...base,
        requester: { ...base.requester, kind },
        ...part,
    });
    const [, authorization, , subpoena, marketing] = grounds;
    const typed = { ...empty_authorization, recipient: 'Firm' };
    const filled = { issuer: 'Superior Court', number: '', describes: '', issued_on: '' };
    const has = (form: RequestForm, g: Ground, part: 'authorization' | 'process' | 'form') =>
        part in to_request(form, g);
    it('the ground by name and only answers to its questions', () => {
        const sent = to_request(
            of({ statements: { assurance: 'notice', other: 'true' } }),
            subpoena,
        );
        expect([sent.ground, sent.statements]).toEqual(['subpoena', { assurance: 'notice' }]);
        expect('attached' in sent).toBe(false);
    });
    it.each<[string, RequestForm, Ground, 'authorization' | 'process' | 'form', boolean]>([
        ['an empty form on authorization', of({}), authorization, 'authorization', false],
        [
            'a typed form on a subpoena, not attached',
            of({ authorization: typed }),
            subpoena,
            'authorization',
            false,
        ],
        [
            'a typed form on a subpoena, attached',
            of({ authorization: typed, attached: true }),
            subpoena,
            'authorization',
            true,
        ],
        ['an empty attached form', of({ attached: true }), subpoena, 'authorization', false],
        ['an empty form on marketing', of({}), marketing, 'authorization', false],
        [
            'a typed form beside a kept one',
            of({ authorization: typed, form: 'f' }),
            authorization,
            'authorization',
            false,
        ],
        ['a kept form', of({ form: 'f' }), authorization, 'form', true],
        ['a kept form where none is shown', of({ form: 'f' }), subpoena, 'form', false],
        ['no kept form', of({ form: '' }), authorization, 'form', false],
        ['a process on a subpoena', of({ process: filled }), subpoena, 'process', true],
        ['a process on authorization', of({ process: filled }), authorization, 'process', false],
        ['a blank process', of({}), subpoena, 'process', false],
    ])('%s', (_, form, g, part, there) => expect(has(form, g, part)).toBe(there));
    it('blank days of a process are left out', () =>
        expect(to_request(of({ process: filled }), subpoena).process).toEqual({
            issuer: 'Superior Court',
            number: '',
            describes: '',
        }));
    it('a form is shown where the ground rests on one or a person attaches one', () => {
        expect(shows_form(of({}), authorization)).toBe(true);
        expect(shows_form(of({}), subpoena)).toBe(false);
        expect(shows_form(of({ attached: true }), subpoena)).toBe(true);
    });
    it('blank means that nothing was entered', () => {
        expect(form_is_blank(empty_authorization)).toBe(true);
        expect(form_is_blank({ ...empty_authorization, covers: ['hiv'] })).toBe(false);
        expect(form_is_blank({ ...empty_authorization, signed: true })).toBe(false);
        expect(process_is_blank({ issuer: '', number: '7', describes: '' })).toBe(false);
    });
});

describe('kinds of requester', () => {
    it('every kind stands in exactly one group', () =>
        expect(kind_groups.flatMap((g) => g.kinds).sort()).toEqual(
            Object.keys(requester_words).sort(),
        ));
    it.each([
        ['police', 'law_enforcement'],
        ['lawy', 'attorney'],
        ['att', 'attorney'],
        ['organ proc', 'organ_procurement'],
    ])('"%s" finds %s first', (text, kind) => expect(find_kinds(text)[0].kinds[0]).toBe(kind));
    it('every word must match', () => expect(find_kinds('organ police')).toEqual([]));
});

describe('parts of the record', () => {
    const decision = (answer: string, extra = {}) =>
        ({
            answer: 'allow',
            segments: [
                { segment: 'hiv', answer, reasons: [], notice: '', only: [], duties: [], ...extra },
            ],
        }) as unknown as Decision;
    it.each([
        [decision('allow'), false],
        [decision('need'), true],
        [decision('allow', { duties: ['Send the notice'] }), true],
        [decision('allow', { only: ['name'] }), true],
        [decision('allow', { notice: 'part2-notice' }), true],
    ])('%# differs from the whole: %s', (d, is) => {
        expect(parts_differ(d)).toBe(is);
        expect(differs(d.segments[0], d)).toBe(is);
    });
    it('a part that the packs no longer name keeps its name', () =>
        expect(part_words('old_part', [])).toBe('old part'));
    it('items to be looked at lead; what stays is told from what goes', () => {
        const mark = (certain: boolean) => [{ segment: 'hiv', why: 'w', cite: '', certain }];
        const preview = {
            documents: [{ id: 'd', type: 'Note', title: 'A note' }],
            withheld: [{ id: 'w', what: 'a test', reason: '', cite: '', segment: 'hiv' }],
            sorted: { d: mark(true), w: mark(false), x: mark(true), none: [] },
            counts: {},
            minimum_necessary: false,
        } as unknown as Preview;
        expect(sorted_items(preview).map((i) => [i.what, i.goes])).toEqual([
            ['a test', false],
            ['A note', true],
            ['An entry of the chart', true],
        ]);
    });
});

describe('listed fields', () => {
    it('are those of the law, with what was written down and nothing else', () =>
        expect(fields_to_give(['name', 'address'], { address: 'A', old: 'x' })).toEqual([
            ['name', ''],
            ['address', 'A'],
        ]));
});

describe('kept forms', () => {
    const kept: KeptForm = {
        id: 'f',
        version: 1,
        patient: 'p',
        state: 'active',
        form: { ...empty_authorization, recipient: 'Firm', purpose: 'Claim' },
        source: 'electronic',
        language: 'en',
        has_scan: false,
        expires_on: '2026-12-01',
        findings: [],
        usable: true,
    };
    it.each<[Partial<KeptForm>, string]>([
        [{}, 'Valid'],
        [{ usable: false }, 'Defective'],
        [{ state: 'draft', usable: false }, 'Waits for signature'],
        [{ state: 'revoked', usable: false }, 'Revoked'],
    ])('%o is %s', (part, label) => expect(form_state({ ...kept, ...part }).label).toBe(label));
    it.each([
        ['2026-11-30', 'in 1 day'],
        ['2026-12-01', 'today'],
        ['2026-12-03', '2 days ago'],
    ])('on %s it ends %s', (today, words) => expect(ends_in_words(kept, today)).toBe(words));
    it('reads in one line, and says how it was taken', () => {
        expect(form_line(kept)).toBe('To Firm, Claim, ends 1 Dec 2026');
        expect(form_line({ ...kept, expires_on: undefined })).toBe('To Firm, Claim, no end stated');
        expect(taken_words({ ...kept, state: 'draft' })).toBe('to be signed on our page');
        expect(taken_words({ ...kept, source: 'scan' })).toBe('scanned');
    });
    it('counts by state', () =>
        expect([
            counts_in_words([kept, kept, { ...kept, state: 'revoked' }]),
            counts_in_words([]),
        ]).toEqual(['2 valid, 1 revoked', 'none kept']));
});

// Goal: the name of a text in the packs is not shown where its words are known.
describe('the text that goes with a part', () => {
    it.each([
        ['part2-notice', 'The notice against redisclosure goes with it (42 CFR 2.32).'],
        ['state-hiv-notice', 'This text goes with it: state hiv notice.'],
    ])('%s', (notice, words) => expect(notice_words(notice)).toBe(words));
});
