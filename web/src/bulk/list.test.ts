// Goal: a clerk sees before sending how her list will be read, and after it which line to mend.
import { describe, expect, it } from 'vitest';
import { bulk_field_of, empty_bulk, missing_in_bulk, to_bulk } from './bulk_form';
import { column_of, line_problems, preview_of, table_of, text_of } from './list';

describe('the table', () => {
    it.each<[string, string[][]]>([
        [
            'a,b\n1,2',
            [
                ['a', 'b'],
                ['1', '2'],
            ],
        ],
        [
            'a\tb\r\n1, x\t2\r\n',
            [
                ['a', 'b'],
                ['1, x', '2'],
            ],
        ],
        [
            'a,b\n"Doe, Jane","say ""hi"""',
            [
                ['a', 'b'],
                ['Doe, Jane', 'say "hi"'],
            ],
        ],
        [
            'a,b\n"two\nlines",2',
            [
                ['a', 'b'],
                ['two\nlines', '2'],
            ],
        ],
        ['a\n\n\n1\n', [['a'], ['1']]],
        ['\ufeffa,b', [['a', 'b']]],
        ['name, "x\ty"', [['name', 'x\ty']]],
        ['', []],
    ])('%j', (text, rows) => expect(table_of(text)).toEqual(rows));
});

describe('columns', () => {
    it.each([
        ['MRN', 'MRN'],
        ['Medical Record Number', 'MRN'],
        ['patient_name', 'Name'],
        ['D.O.B.', 'Birth date'],
        ['DOS from', 'From'],
        ['Claim #', 'Reference'],
        ['Plan notes', undefined],
        ['', undefined],
        ['123', undefined],
    ])('%j is read as %s', (title, read_as) => expect(column_of(title)).toBe(read_as));
});

describe('the preview', () => {
    const many = (n: number) => 'mrn\n' + Array.from({ length: n }, (_, i) => `M-${i}`).join('\n');
    it('shows the first lines and counts all', () => {
        const preview = preview_of(many(7) + '\n,\n')!;
        expect([preview.rows.length, preview.count, preview.problem]).toEqual([5, 7, '']);
    });
    it.each([
        ['mrn,dob', 'names no chart'],
        ['dob\n1960-01-01', 'must name the columns'],
        [many(2001), '2,001 charts'],
        ['mrn\n' + 'x'.repeat(1 << 20), 'larger than 1 MiB'],
    ])('says what can be seen to be wrong', (text, words) =>
        expect(preview_of(text)!.problem).toContain(words),
    );
    it('2,000 lines are taken', () => expect(preview_of(many(2000))!.problem).toBe(''));
    it('nothing pasted has no preview', () => expect(preview_of(' \n ')).toBeUndefined());
});

describe('the server’s complaints', () => {
    const text = 'mrn,dob\nA-1,1960-01-01\n\nA-2,soon\n,,';
    it('stand beside their lines', () =>
        expect(
            line_problems(
                'The list cannot be taken: line 3 has a day that is none; line 4 names nobody; and 2 more.',
                text,
            ),
        ).toEqual([
            { line: 3, words: 'has a day that is none', row: 'A-2, soon' },
            { line: 4, words: 'names nobody', row: '' },
        ]));
    it('the last one ends with the sentence', () =>
        expect(
            line_problems('The list cannot be taken: line 2 ends before it begins.', text)[0].words,
        ).toBe('ends before it begins'));
    it.each([
        ['The list is empty.', 'list'],
        ['The first line must name the columns.', 'list'],
        ['The table is not UTF-8 text; save it as CSV UTF-8.', 'list'],
        ['A quotation mark does not fit in row 3.', 'list'],
        ['Field "request.requester.name" is empty.', 'requester.name'],
        ['A bulk request names its patients in the list.', undefined],
    ])('%s', (message, field) => expect(bulk_field_of({ message, cite: '' })).toBe(field));
});

describe('a file', () => {
    const bytes = (...values: number[]) => new Uint8Array(values).buffer;
    it.each<[string, ArrayBuffer, string]>([
        ['UTF-8', new TextEncoder().encode('Muñoz').buffer as ArrayBuffer, 'Muñoz'],
        ['what older spreadsheets write', bytes(0x4d, 0xf1), 'Mñ'],
        ['UTF-16 of a spreadsheet', bytes(0xff, 0xfe, 0x4d, 0, 0xf1, 0), 'Mñ'],
    ])('%s', (_, file, text) => expect(text_of(file)).toBe(text));
    it('a workbook is refused in words', () =>
        expect(() => text_of(bytes(0x50, 0x4b, 3, 4, 0, 0))).toThrow(/CSV/));
});

describe('the form', () => {
    const form = { ...empty_bulk('2026-11-22'), list: 'mrn,name\nA-1,Ada' };
    const named = { ...form, requester: { ...form.requester, name: 'Plan' } };
    it('wants no patient', () => expect(missing_in_bulk(named)).toEqual({}));
    it('wants a list, a name and a deadline that is not past', () =>
        expect(
            Object.keys(missing_in_bulk({ ...form, list: '', asked_by: '2026-11-01' })).sort(),
        ).toEqual(['asked_by', 'list', 'requester.name']));
    it('sends neither patient nor authorization', () => {
        const sent = to_bulk({ ...named, asked_by: '2026-12-01' });
        expect(sent.asked_by).toBe('2026-12-01');
        for (const field of ['patient', 'authorization', 'form', 'list', 'asked_by'])
            expect(sent.request).not.toHaveProperty(field);
    });
    it('sends no deadline that was not given', () =>
        expect(to_bulk(named)).not.toHaveProperty('asked_by'));
});
