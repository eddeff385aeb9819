// Goal: the pure parts of the desk's pages: element ticks, conflicts, the request sent, errors to fields, CSV.
import { describe, expect, it } from 'vitest';
import type { Authorization, CaseRow, Finding } from '../api/types';
import { cites_paragraph, element_holds, elements, empty_authorization } from './authorization';
import { cases_csv, read_sort, sorted_cases } from './case_table';
import { differences, field_words } from './conflict';
import { at_path, with_path } from './form_parts';
import { empty_request, field_message, field_of, missing_fields, to_request } from './request_form';

const good: Authorization = {
    ...empty_authorization,
    information: 'All',
    disclosing_party: 'Hospital',
    recipient: 'Firm',
    purpose: 'Claim',
    expires_on: '2027-01-01',
    signed: true,
    signed_on: '2026-11-01',
    states_right_to_revoke: true,
    states_conditioning: true,
    states_redisclosure: true,
};
const holding = (a: Authorization, findings: Finding[] = []) =>
    elements.filter((e) => !element_holds(e, a, findings)).map((e) => e.paragraph);

describe('authorization elements', () => {
    it('a good form has every element', () => expect(holding(good)).toEqual([]));
    it.each<[Partial<Authorization>, string]>([
        [{ information: ' ' }, '(c)(1)(i)'],
        [{ disclosing_party: '' }, '(c)(1)(ii)'],
        [{ recipient: '' }, '(c)(1)(iii)'],
        [{ purpose: '' }, '(c)(1)(iv)'],
        [{ expires_on: undefined }, '(c)(1)(v)'],
        [{ signed: false }, '(c)(1)(vi)'],
        [{ signed_on: undefined }, '(c)(1)(vi)'],
        [{ signed_by: 'representative' }, '(c)(1)(vi)'],
        [{ states_right_to_revoke: false }, '(c)(2)(i)'],
        [{ states_conditioning: false }, '(c)(2)(ii)'],
        [{ states_redisclosure: false }, '(c)(2)(iii)'],
    ])('%o spoils exactly %s', (part, paragraph) =>
        expect(holding({ ...good, ...part })).toEqual([paragraph]),
    );
    it('a finding of the rules crosses an element that is present; a warning does not', () => {
        const finding: Finding = {
            rule: 'r',
            cite: '45 CFR 164.508(c)(1)(v)',
            message: 'expired',
            severity: 'defect',
        };
        expect(holding(good, [finding])).toEqual(['(c)(1)(v)']);
        expect(holding(good, [{ ...finding, severity: 'warning' }])).toEqual([]);
    });
    it('a paragraph is not its longer neighbour', () => {
        expect(cites_paragraph('45 CFR 164.508(c)(1)(vi)', '(c)(1)(v)')).toBe(false);
        expect(cites_paragraph('45 CFR 164.508(c)(1)(i)(A)', '(c)(1)(i)')).toBe(false);
        expect(cites_paragraph('45 CFR 164.508(c)(1)(i), (c)(2)(i)', '(c)(2)(i)')).toBe(true);
    });
});

describe('conflict', () => {
    it('lists what differs, with words for absence and choice', () =>
        expect(
            differences(
                { a: 1, b: { c: 'x', d: true }, list: ['p'] },
                { a: 1, b: { c: 'y', d: false, e: 'new' }, list: ['p', 'q'] },
            ),
        ).toEqual([
            { field: 'b.c', mine: 'x', theirs: 'y' },
            { field: 'b.d', mine: 'yes', theirs: 'no' },
            { field: 'list', mine: 'p', theirs: 'p, q' },
            { field: 'b.e', mine: '', theirs: 'new' },
        ]));
    it('reads a path aloud', () =>
        expect(field_words('requester.phone_number')).toBe('Requester, phone number'));
});

describe('request form', () => {
    const form = empty_request('2026-11-22');
    it('sends an authorization where one is typed, for an attorney', () => {
        const attorney = { ...form, requester: { ...form.requester, kind: 'attorney' as const } };
        const sent = (typed: typeof form) => 'authorization' in to_request(typed);
        expect(sent({ ...form, authorization: good })).toBe(false);
        expect(sent({ ...attorney, authorization: good })).toBe(true);
        expect(sent(attorney)).toBe(false);
    });
    it('leaves blank days out and does not touch the form', () => {
        const typed = {
            ...form,
            requester: { ...form.requester, kind: 'attorney' as const },
            scope: { ...form.scope, from: '' },
            authorization: { ...good, revoked_on: '' },
        };
        const sent = to_request(typed);
        expect('from' in sent.scope || 'revoked_on' in sent.authorization!).toBe(false);
        expect(sent.authorization!.signed_on).toBe('2026-11-01');
        expect(typed.scope.from).toBe('');
    });
    it('names every missing field at once', () =>
        expect(
            Object.keys(
                missing_fields({
                    ...form,
                    received_on: '',
                    scope: {
                        ...form.scope,
                        from: '2026-02-01',
                        to: '2026-01-01',
                        entire_record: true,
                    },
                }),
            ),
        ).toEqual(['patient', 'requester.name', 'received_on', 'scope.to', 'scope.justification']));
    it.each([
        ['Field "scope.from" must be a day as YYYY-MM-DD.', '', 'scope.from'],
        ['Field "request.received_on" must be a day as YYYY-MM-DD.', '', 'received_on'],
        ['Field "requester.kind" must be one of: patient, attorney.', '', 'requester.kind'],
        ['Field "scope.sections[2]" must be one of: documents.', '', 'scope.sections'],
        ['A case stays with its patient; withdraw it.', '', undefined],
        ['the form has no expiry', '45 CFR 164.508(c)(1)(v)', 'authorization.expires_on'],
        ['no such field here', '', undefined],
    ])('"%s" %s is about %s', (message, cite, field) =>
        expect(field_of({ message, cite })).toBe(field),
    );
    it.each([
        ['Field "scope.from" must be a day as YYYY-MM-DD.', 'Must be a day as YYYY-MM-DD.'],
        ['Choose a patient.', 'Choose a patient.'],
    ])('%s reads at the field: %s', (message, words) =>
        expect(field_message({ message })).toBe(words),
    );
    it('paths read and write without changing the old value', () => {
        const changed = with_path(form, 'scope.to', '2026-01-01');
        expect([at_path(changed, 'scope.to'), at_path(form, 'scope.to')]).toEqual([
            '2026-01-01',
            undefined,
        ]);
    });
});

describe('worklist rows', () => {
    const row = (number: string, due_on: string | undefined, patient_name = 'A'): CaseRow => ({
        id: number,
        number,
        version: 1,
        state: 'received',
        patient_name,
        patient_id: 'p',
        requester_kind: 'attorney',
        requester_name: 'Q, "R"',
        received_on: '2026-11-01',
        due_on,
        updated_at: '',
        assigned_to: '',
    });
    it('sorts by due with undecided last, and backwards', () => {
        const rows = [row('1', undefined), row('2', '2026-12-01'), row('3', '2026-11-25')];
        expect(sorted_cases(rows, 'due', false).map((r) => r.number)).toEqual(['3', '2', '1']);
        expect(sorted_cases(rows, 'due', true).map((r) => r.number)).toEqual(['1', '2', '3']);
    });
    it.each([
        ['-patient', { key: 'patient', descending: true }],
        ['due', { key: 'due', descending: false }],
        ['toString', { key: 'due', descending: false }],
        [undefined, { key: 'due', descending: false }],
    ])('reads sort %s', (text, sort) => expect(read_sort(text)).toEqual(sort));
    it('quotes cells and disarms formulas', () => {
        const csv = cases_csv([row('=1+1', '2026-11-26')], '2026-11-22');
        expect(csv).toContain(
            '\'=1+1,A,"Q, ""R""",Attorney,2026-11-01,2026-11-26,in 4 days,Received,',
        );
        expect(csv.endsWith('\r\n')).toBe(true);
    });
});
