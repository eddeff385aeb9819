// Stand-ins for what the rule packs and the forms of the desk answer: a handful of grounds with their
// questions, authorizations in memory, settings. Not the law: the server's packs are.
// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { Fault } from './mock-cases.mjs';

const question = (name, cite, say, values = []) => ({ name, cite, say, values });
const ground = (name, cite, say, requesters, questions = []) => ({
    name,
    cite,
    say,
    requesters,
    questions,
});
const part2 = question(
    'part2_received',
    '42 CFR 2.33(b)(1)',
    'Did the facility receive the records from a program under the patient’s consent?',
);

export const grounds = {
    grounds: [
        ground('access', '45 CFR 164.502(a)(2)(i)', 'The right of access of the individual', [
            'patient',
            'personal_representative',
        ]),
        ground('treatment', '45 CFR 164.506(c)(2)', 'Treatment by another provider', [
            'treating_provider',
        ]),
        ground(
            'authorization',
            '45 CFR 164.508(a)(1)',
            'The patient’s written authorization',
            ['anyone'],
            [part2],
        ),
        ground(
            'subpoena',
            '45 CFR 164.512(e)(1)(ii)',
            'Subpoena or discovery request without an order',
            ['anyone'],
            [
                question('lawful_process', '45 CFR 164.512(e)(1)(ii)', 'Is it lawful process?'),
                question(
                    'assurance',
                    '45 CFR 164.512(e)(1)(ii)',
                    'Which satisfactory assurance is there?',
                    ['notice', 'protective_order', 'none'],
                ),
                part2,
            ],
        ),
    ],
    segments: [
        {
            name: 'psychotherapy_notes',
            say: 'psychotherapy notes',
            cite: '45 CFR 164.508(a)(2)',
        },
        { name: 'part2', say: 'substance use disorder records', cite: '42 CFR 2.12(a)' },
    ],
};

export const settings = {
    address: ['1 Example Way', 'Exampleton'],
    custodian_name: '',
    custodian_title: 'Custodian of Records',
    complaint_contact: 'Privacy Officer',
    complaint_phone: '+1-555-0100',
    facility: { state: '', kind: 'hospital', part2_programs: [] },
    costs: { method: 'cost', labour_cents_per_hour: 0, paper_cents_per_page: 0, media_cents: 0 },
};

const forms = new Map();
const after = (n) => new Date(Date.now() + n * 86_400_000).toISOString();

function find_form(id) {
    const found = forms.get(id);
    if (!found) throw new Fault(404, 'not_found', 'There is no such authorization.');
    return found;
}

function take(body) {
    const form = {
        id: randomUUID(),
        version: 1,
        patient: body.patient,
        state: body.source === 'electronic' ? 'draft' : 'active',
        form: body.form,
        source: body.scan ? 'scan' : body.source,
        language: body.language,
        has_scan: !!body.scan,
        expires_on: body.form.expires_on,
        findings: [],
        usable: body.source !== 'electronic',
    };
    forms.set(form.id, form);
    return form;
}

function of_link(m) {
    const form = forms.get(m.id);
    if (!form?.token || form.token !== m.token)
        throw new Fault(404, 'not_found', 'This link has been used or has expired.');
    return form;
}

const route = (method, path, handler) => [method, path, handler];
export const form_routes = [
    route('GET', '/api/release/grounds', () => grounds),
    route('GET', '/api/release/settings', () => settings),
    route('PUT', '/api/release/settings', (m, q, body) => Object.assign(settings, body)),
    route('POST', '/api/release/forms', (m, q, body) => take(body)),
    route('GET', '/api/release/forms', (m, q) => ({
        forms: [...forms.values()].filter((f) =>
            q.get('patient')
                ? f.patient === q.get('patient')
                : f.state === 'active' &&
                  f.expires_on &&
                  f.expires_on <= after(Number(q.get('expiring_within') ?? 30)),
        ),
    })),
    route('GET', '/api/release/forms/:id', (m) => find_form(m.id)),
    route('POST', '/api/release/forms/:id/revoke', (m, q, body) => {
        const form = find_form(m.id);
        form.state = 'revoked';
        form.usable = false;
        form.version++;
        form.form.revoked_on = body.received_on;
        return form;
    }),
    route('POST', '/api/release/forms/:id/link', (m) => {
        const form = find_form(m.id);
        form.token = randomUUID();
        return { url: `/sign/${form.id}/${form.token}`, expires_at: after(14) };
    }),
];

/** Answered without a session. */
export const open_routes = [
    route('GET', '/api/public/sign/:id/:token', (m) => ({
        facility: 'Exampleton General Hospital',
        patient: 'The patient',
        language: of_link(m).language,
        text: ['I let the hospital give the information described here.'],
        text_es: ['Permito que el hospital entregue la información descrita aquí.'],
    })),
    route('POST', '/api/public/sign/:id/:token', (m, q, body) => {
        const form = of_link(m);
        delete form.token;
        form.state = 'active';
        form.usable = true;
        return { facility: 'Exampleton General Hospital', name: body.name, at: after(0) };
    }),
];
