// Goal: what must be there before a form is kept, what of it the patient signs, its scan, and the address
// and words of the signing page; lines of the settings.
import { describe, expect, it } from 'vitest';
import { empty_authorization } from '../release/authorization';
import { lines_of } from '../settings/settings';
import { sign_address, sign_words } from '../sign/words';
import { as_base64, new_form_errors, scan_bytes_max, to_authorization } from './take_form';

const pdf = { size: 100, type: 'application/pdf' };

describe('taking a form', () => {
    it.each([
        ['p', 'paper', null, []],
        ['', 'paper', null, ['patient']],
        ['p', 'scan', null, ['scan']],
        ['p', 'scan', pdf, []],
        ['p', 'scan', { ...pdf, type: 'image/tiff' }, []],
        ['p', 'scan', { ...pdf, type: 'image/gif' }, ['scan']],
        ['p', 'scan', { ...pdf, size: scan_bytes_max }, []],
        ['p', 'scan', { ...pdf, size: scan_bytes_max + 1 }, ['scan']],
        ['', 'electronic', null, ['patient']],
    ] as const)('patient "%s", %s, scan %o: %j', (patient, source, scan, fields) =>
        expect(Object.keys(new_form_errors(patient, source, scan))).toEqual(fields),
    );
    const typed = {
        ...empty_authorization,
        recipient: 'Firm',
        expires_on: '2027-01-01',
        signed_on: '',
        covers: ['hiv'],
        signed: true,
    };
    it('blank days are left out', () => {
        const sent = to_authorization(typed, 'paper');
        expect(['signed_on' in sent, sent.expires_on, sent.covers]).toEqual([
            false,
            '2027-01-01',
            ['hiv'],
        ]);
    });
    it('what the patient is not shown is not signed', () => {
        const sent = to_authorization(typed, 'electronic');
        expect([sent.recipient, sent.expires_on, sent.covers, sent.signed]).toEqual([
            'Firm',
            '2027-01-01',
            [],
            false,
        ]);
    });
    it('a scan of any length survives base64', () => {
        const bytes = Uint8Array.from({ length: 70_001 }, (_, i) => i % 251);
        const back = Uint8Array.from(atob(as_base64(bytes.buffer)), (c) => c.charCodeAt(0));
        expect(back).toEqual(bytes);
    });
});

describe('signing page', () => {
    it.each([
        ['/sign/a/b', { id: 'a', token: 'b' }],
        ['/sign/a/b/', { id: 'a', token: 'b' }],
        ['/sign/a', undefined],
        ['/release/sign/a/b', undefined],
        ['/', undefined],
    ])('%s', (path, found) => expect(sign_address(path)).toEqual(found));
    it('says everything in both languages', () => {
        const { en, es } = sign_words;
        expect(Object.keys(es)).toEqual(Object.keys(en));
        for (const key of Object.keys(en) as (keyof typeof en)[])
            expect(String(es[key]), key).not.toBe(String(en[key]));
        expect(es.signed('Ana')).toContain('Ana');
    });
});

describe('settings', () => {
    it('lines without empty ones', () => expect(lines_of(' a \n\n b\n')).toEqual(['a', 'b']));
});
