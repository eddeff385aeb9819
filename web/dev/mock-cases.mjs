// The stand-in's memory: fictional patients, their charts, cases and what may be done to them, a real
// Merkle ledger and a real package.
// SPDX-License-Identifier: Apache-2.0
import { readFileSync, existsSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { Log, sha256, hex } from './mock-ledger.mjs';
import { make_chart, make_patients } from './mock-data.mjs';
import { decide, good_authorization } from './mock-rules.mjs';
import { make_pdf, make_zip } from './mock-files.mjs';

export const verifier = new URL('../verify/verify.html', import.meta.url);
const now = () => new Date().toISOString().replace(/\.\d+Z/, 'Z');
const day = (offset = 0) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

export const user = {
    id: '0190a000-0000-7000-8000-000000000001',
    name: 'Dana Whitfield, RHIA',
    roles: ['release_specialist'],
    permissions: ['signed_in', 'chart_read', 'release_read', 'release_work', 'ledger_read'],
};
export const sessions = new Set();
export const links = new Map();
export const mock_code = '4F7K-02MP-XW3H-B6TN';
export const log = new Log('muniment.example/ledger/demo');
export const patients = make_patients();
export const charts = new Map(patients.map((p, i) => [p.id, make_chart(p, i)]));
export const cases = new Map();
let serial = 0;

export function record(action, purpose, subject, detail = {}) {
    return log.append({
        v: 1,
        id: randomUUID(),
        at: now(),
        action,
        actor: user.id,
        purpose,
        subject,
        detail,
        rows: [],
    });
}

export class Fault extends Error {
    constructor(status, fault, message, cite = '') {
        super(message);
        Object.assign(this, { status, fault, cite });
    }
}

export function note(kase, action, text, entry_index) {
    kase.updated_at = now();
    kase.history.push({
        at: now(),
        actor: user.name,
        action,
        note: text,
        ...(entry_index === undefined ? {} : { entry_index }),
    });
}

export function open_case(request, offset = 0) {
    const patient = patients.find((p) => p.id === request.patient);
    if (!patient) throw new Fault(422, 'incorrect', 'request.patient: no such patient');
    if (!request.requester.name)
        throw new Fault(422, 'incorrect', 'requester.name is empty; enter who asks');
    if (request.received_on > day())
        throw new Fault(
            422,
            'incorrect',
            'received_on lies in the future; enter the day the request arrived',
        );
    const kase = {
        id: randomUUID(),
        number: `R-${day().slice(0, 4)}-${String(++serial).padStart(6, '0')}`,
        version: 1,
        state: 'received',
        patient,
        request,
        history: [],
        assigned_to: '',
        updated_at: now(),
    };
    cases.set(kase.id, kase);
    note(kase, 'opened', '', record('release.open', 'OPERATIONS', patient.id));
    if (offset) kase.history[0].at = new Date(Date.now() + offset * 86_400_000).toISOString();
    return kase;
}

function allowed(kase) {
    return {
        received: ['edit', 'decide', 'withdraw'],
        approved: ['edit', 'decide', 'release', 'withdraw'],
        defective: ['edit', 'decide', 'refuse', 'withdraw'],
        releasing: [],
        released: ['link'],
        refused: [],
        withdrawn: [],
    }[kase.state];
}

export function view(kase) {
    const { id, number, version, state, patient, request, decision, history, job } = kase;
    return {
        id,
        number,
        version,
        state,
        patient,
        request,
        decision,
        letter_available: state === 'refused',
        letters: [],
        given: {},
        code: mock_code,
        package: kase.package,
        job,
        history,
        allowed_actions: allowed(kase),
        ...(kase.bulk && { bulk: kase.bulk }),
    };
}

export function row(k) {
    return {
        id: k.id,
        number: k.number,
        version: k.version,
        state: k.state,
        patient_name: k.patient.name,
        patient_id: k.patient.id,
        requester_kind: k.request.requester.kind,
        requester_name: k.request.requester.name,
        received_on: k.request.received_on,
        due_on: k.decision?.due_on,
        updated_at: k.updated_at,
        assigned_to: k.assigned_to,
    };
}

export function run_decision(kase) {
    kase.decision = decide(kase.request, day());
    kase.state = ['need', 'deny'].includes(kase.decision.answer) ? 'defective' : 'approved';
    kase.version++;
    note(
        kase,
        'decided',
        `${kase.decision.answer.replaceAll('_', ' ')}, ${kase.decision.findings.length} findings`,
        record('release.decide', 'OPERATIONS', kase.patient.id),
    );
}

export function chosen(kase) {
    const { scope } = kase.request;
    return charts
        .get(kase.patient.id)
        .documents.filter(
            (d) =>
                scope.entire_record ||
                ((!scope.from || d.date >= scope.from) &&
                    (!scope.to || d.date.slice(0, 10) <= scope.to) &&
                    (!scope.document_types.length || scope.document_types.includes(d.type_code)) &&
                    (!scope.encounters.length || scope.encounters.includes(d.encounter)) &&
                    d.type_code !== '28655-9'),
        );
}

const sorted_of = (documents, segment, why, cite, certain) =>
    Object.fromEntries(documents.map((d) => [d.id, [{ segment, why, cite, certain }]]));

export function correct(kase, { item, segment, belongs, reason }) {
    const mark = { segment, why: 'corrected by a person', cite: '', certain: true };
    kase.corrected = { ...kase.corrected, [item]: belongs ? [mark] : [] };
    return { item, segment, belongs, reason };
}

export function preview(kase) {
    const chart = charts.get(kase.patient.id);
    const notes = chart.documents.filter((d) => d.type_code === '28655-9');
    return {
        documents: chosen(kase).map((d) => ({
            id: d.id,
            date: d.date,
            type: d.type,
            title: d.title,
            pages: 1 + (d.bytes % 3),
        })),
        counts: {
            results: chart.results.length,
            medications: chart.medications.length,
            conditions: chart.conditions.length,
        },
        withheld: notes.map((d) => ({
            id: d.id,
            what: `psychotherapy note of ${d.date}`,
            reason: 'Kept apart; the authorization does not cover psychotherapy notes.',
            cite: '45 CFR 164.508(a)(2)',
            segment: 'psychotherapy_notes',
        })),
        sorted: {
            ...sorted_of(
                notes,
                'psychotherapy_notes',
                'document type 28655-9',
                '45 CFR 164.501',
                true,
            ),
            ...sorted_of(
                chosen(kase).slice(0, 1),
                'part2',
                'the word methadone',
                '42 CFR 2.11',
                false,
            ),
            ...kase.corrected,
        },
        minimum_necessary: kase.decision?.minimum_necessary ?? false,
        minimum: {
            state: 'not_applicable',
            may_go: true,
            rule: { rule: '', cite: '', message: '' },
            beyond: [],
            criteria: [],
        },
    };
}

export function pdf_of(kase, title) {
    const chart = charts.get(kase.patient.id);
    return make_pdf([
        [
            title,
            kase.number,
            '',
            `Patient: ${kase.patient.name}`,
            `To: ${kase.request.requester.name}`,
            '',
            ...chosen(kase).map((d, i) => `${i + 1}. ${d.date.slice(0, 10)}  ${d.title}`),
        ],
        ...chosen(kase)
            .slice(0, 12)
            .map((d) => [d.title, d.date.slice(0, 10), '', ...chart.texts.get(d.id).split('\n')]),
    ]);
}

function finish_release(kase) {
    const verify = existsSync(verifier)
        ? readFileSync(verifier)
        : Buffer.from(
              '<!doctype html><title>Verifier</title><p>The verifier page is not built.</p>',
          );
    const pdf = pdf_of(kase, 'Release of information');
    const files = [
        ['release.pdf', pdf],
        ['verify.html', verify],
    ];
    const manifest = Buffer.from(
        JSON.stringify({
            format: 'muniment-package-v1',
            case: kase.id,
            number: kase.number,
            created: now(),
            files: files.map(([path, data]) => ({
                path,
                sha256: hex(sha256(data)),
                bytes: data.length,
            })),
        }),
    );
    const index = record('release.disclose', 'LEGAL', kase.patient.id, {
        case: kase.id,
        manifest_sha256: hex(sha256(manifest)),
    });
    const entry = log.entry(index);
    kase.zip = make_zip([
        ...files,
        ['manifest.json', manifest],
        ['entry.json', Buffer.from(entry.payload)],
        ['proof.tlog-proof', Buffer.from(entry.tlog_proof)],
        ['key.txt', Buffer.from(log.vkey + '\n')],
    ]);
    kase.package = {
        pages: 1 + Math.min(12, chosen(kase).length),
        bytes: kase.zip.length,
        sha256: hex(sha256(kase.zip)),
        created_at: now(),
        entry_index: index,
        manifest_sha256: hex(sha256(manifest)),
    };
    Object.assign(kase, { state: 'released', version: kase.version + 1 });
    kase.job = { ...kase.job, state: 'done', done: kase.job.total, message: 'Package is ready' };
    note(kase, 'released', `${kase.package.pages} pages`, index);
}

export function start_release(kase) {
    const total = chosen(kase).length + 4;
    Object.assign(kase, {
        state: 'releasing',
        version: kase.version + 1,
        job: {
            id: randomUUID(),
            kind: 'release.package',
            state: 'running',
            done: 0,
            total,
            message: 'Rendering documents',
        },
    });
    const timer = setInterval(() => {
        kase.job = { ...kase.job, done: Math.min(total, kase.job.done + Math.ceil(total / 5)) };
        if (kase.job.done >= total) {
            clearInterval(timer);
            finish_release(kase);
        }
    }, 400);
}

export function seed() {
    const [a, b, c, d, e, f] = patients;
    const requester = (kind, name, organization = '', address = '') => ({
        kind,
        name,
        organization,
        address,
        phone: '555-0142',
        email: '',
        state: '',
    });
    const scope = {
        encounters: [],
        document_types: [],
        sections: [],
        entire_record: false,
        justification: '',
    };
    const base = {
        purpose: 'At the request of the individual',
        received_on: day(-3),
        format: 'electronic',
        manner: 'copy',
        ground: '',
        statements: {},
        scope,
        identity_verified: true,
        verification_method: 'Photo identification',
        treatment_statement: '',
    };
    const attorney = requester(
        'attorney',
        'Marta Quill',
        'Quill & Barrow LLP',
        '12 Court Street, Exampleton',
    );
    open_case({
        ...base,
        patient: a.id,
        requester: attorney,
        purpose: 'Personal injury claim',
        received_on: day(-8),
        scope: { ...scope, from: day(-900), to: day() },
        authorization: good_authorization(a.name, day),
    });
    const bad = open_case({
        ...base,
        patient: b.id,
        requester: requester('attorney', 'Leopold Stane', 'Stane Law Office'),
        purpose: 'Litigation',
        received_on: day(-28),
        authorization: {
            ...good_authorization(b.name, day),
            expires_on: undefined,
            expiry_event: '',
            states_redisclosure: false,
        },
    });
    run_decision(bad);
    run_decision(
        open_case({
            ...base,
            patient: c.id,
            requester: requester('patient', c.name),
            received_on: day(-36),
        }),
    );
    open_case({
        ...base,
        patient: d.id,
        requester: requester('treating_provider', 'Dr. Ines Calloway', 'Harbor Cardiology'),
        purpose: 'Continuing care',
        treatment_statement: 'Seen in clinic for follow-up of heart failure',
        received_on: day(-1),
    });
    const done = open_case({
        ...base,
        patient: e.id,
        requester: requester('patient', e.name),
        received_on: day(-20),
    });
    run_decision(done);
    start_release(done);
    const gone = open_case({
        ...base,
        patient: f.id,
        requester: attorney,
        received_on: day(-40),
        authorization: good_authorization(f.name, day),
    });
    gone.state = 'withdrawn';
    note(gone, 'withdrawn', 'Entered twice');
    for (let i = 0; i < 60; i++) {
        const p = patients[(i * 7) % patients.length];
        const k = open_case({
            ...base,
            patient: p.id,
            requester: i % 3 ? requester('patient', p.name) : attorney,
            received_on: day(-(i % 30)),
            authorization: i % 3 ? undefined : good_authorization(p.name, day),
        });
        if (i % 2) run_decision(k);
    }
}
