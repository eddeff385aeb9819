// A stand-in for the server while working on the client: fictional patients, the same routes, state
// transitions, a real Merkle ledger and a real package. Memory only. Usage: node dev/mock-server.mjs [port]
// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:http';
import { readFileSync, existsSync } from 'node:fs';
import { join, dirname, extname, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomUUID } from 'node:crypto';
import { Log, sha256, hex } from './mock-ledger.mjs';
import { make_chart, make_patients } from './mock-data.mjs';
import { decide, good_authorization } from './mock-rules.mjs';
import { make_pdf, make_zip } from './mock-files.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, '..', 'dist');
const verifier = join(here, '..', 'verify', 'verify.html');
const port = Number(process.argv[2] ?? 8088);
const now = () => new Date().toISOString().replace(/\.\d+Z/, 'Z');
const day = (offset = 0) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

const user = {
    id: '0190a000-0000-7000-8000-000000000001',
    name: 'Dana Whitfield, RHIA',
    roles: ['release_specialist'],
    permissions: ['signed_in', 'chart_read', 'release_read', 'release_work', 'ledger_read'],
};
const sessions = new Set();
const links = new Map();
const log = new Log('muniment.example/ledger/demo');
const patients = make_patients();
const charts = new Map(patients.map((p, i) => [p.id, make_chart(p, i)]));
const cases = new Map();
let serial = 0;

function record(action, purpose, subject, detail = {}) {
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

class Fault extends Error {
    constructor(status, fault, message, cite = '') {
        super(message);
        Object.assign(this, { status, fault, cite });
    }
}

function note(kase, action, text, entry_index) {
    kase.updated_at = now();
    kase.history.push({
        at: now(),
        actor: user.name,
        action,
        note: text,
        ...(entry_index === undefined ? {} : { entry_index }),
    });
}

function open_case(request, offset = 0) {
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

function view(kase) {
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
        package: kase.package,
        job,
        history,
        allowed_actions: allowed(kase),
    };
}

function row(k) {
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

function run_decision(kase) {
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

function chosen(kase) {
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

function preview(kase) {
    const chart = charts.get(kase.patient.id);
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
        withheld: chart.documents.some((d) => d.type_code === '28655-9')
            ? [
                  {
                      what: 'Psychotherapy note of 3 documents',
                      reason: 'Kept apart; the authorization does not cover psychotherapy notes.',
                      cite: '45 CFR 164.508(a)(2)',
                  },
              ]
            : [],
        minimum_necessary: kase.decision?.minimum_necessary ?? false,
    };
}

function pdf_of(kase, title) {
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

function start_release(kase) {
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

function seed() {
    const [a, b, c, d, e, f] = patients;
    const requester = (kind, name, organization = '', address = '') => ({
        kind,
        name,
        organization,
        address,
        phone: '555-0142',
        email: '',
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

function find_case(id) {
    const kase = cases.get(id);
    if (!kase) throw new Fault(404, 'not_found', 'There is no such case.');
    return kase;
}

function same_version(kase, body) {
    if (body.version !== kase.version)
        throw new Fault(
            409,
            'conflict',
            `case ${kase.number} is at version ${kase.version}, not ${body.version}; look at the newer version`,
        );
    return kase;
}

const page = (rows, query) =>
    rows.slice(
        Number(query.get('offset') ?? 0),
        Number(query.get('offset') ?? 0) + Number(query.get('limit') ?? 50),
    );

function list_cases(query) {
    const q = (query.get('q') ?? '').toLowerCase();
    const rows = [...cases.values()]
        .map(row)
        .filter(
            (r) =>
                !q ||
                [r.number, r.patient_name, r.requester_name].some((t) =>
                    t.toLowerCase().includes(q),
                ),
        );
    const counts = {};
    for (const r of rows) counts[r.state] = (counts[r.state] ?? 0) + 1;
    const state = query.get('state');
    const key = {
        due: (r) => r.due_on ?? '9999',
        received: (r) => r.received_on,
        updated: (r) => r.updated_at,
    }[query.get('sort') ?? 'due'];
    const found = rows
        .filter((r) => !state || r.state === state)
        .sort((x, y) => key(x).localeCompare(key(y)));
    return { total: found.length, counts, cases: page(found, query) };
}

function chart_of(id) {
    const c = charts.get(id);
    if (!c) throw new Fault(404, 'not_found', 'There is no such patient.');
    return c;
}

const kinds = ['encounters', 'documents', 'results', 'medications', 'conditions'];

const routes = [
    [
        'GET',
        '/api/status',
        () => ({
            version: '0.1.0',
            facility: 'Exampleton General Hospital',
            counts: {
                Patient: patients.length,
                Encounter: 412,
                Observation: 9210,
                DocumentReference: 1290,
            },
            ledger_size: log.size,
        }),
    ],
    [
        'GET',
        '/api/patients',
        (m, q) => {
            const t = (q.get('q') ?? '').toLowerCase();
            return {
                patients: patients
                    .filter((p) =>
                        [p.name, p.mrn, p.birth_date].some((x) => x.toLowerCase().includes(t)),
                    )
                    .slice(0, Number(q.get('limit') ?? 20)),
            };
        },
    ],
    [
        'GET',
        '/api/chart/:p',
        (m) => {
            const c = chart_of(m.p);
            return {
                patient: c.patient,
                ...Object.fromEntries(kinds.map((k) => [k, c[k].slice(0, 50)])),
                counts: {
                    ...Object.fromEntries(kinds.map((k) => [k, c[k].length])),
                    resources: 900,
                },
            };
        },
    ],
    [
        'GET',
        '/api/chart/:p/documents/:d',
        (m) => {
            const c = chart_of(m.p);
            const document = c.documents.find((d) => d.id === m.d);
            if (!document) throw new Fault(404, 'not_found', 'There is no such document.');
            record('chart.read', 'OPERATIONS', m.p);
            return { document, text: c.texts.get(m.d) };
        },
    ],
    [
        'GET',
        '/api/chart/:p/:kind',
        (m, q) => ({ total: chart_of(m.p)[m.kind].length, rows: page(chart_of(m.p)[m.kind], q) }),
    ],
    ['GET', '/api/release/cases', (m, q) => list_cases(q)],
    ['POST', '/api/release/cases', (m, q, body) => view(open_case(body))],
    ['GET', '/api/release/cases/:id', (m) => view(find_case(m.id))],
    [
        'PUT',
        '/api/release/cases/:id',
        (m, q, body) => {
            const k = same_version(find_case(m.id), body);
            Object.assign(k, {
                request: body.request,
                state: 'received',
                version: k.version + 1,
                decision: undefined,
            });
            note(k, 'facts changed', '', record('release.edit', 'OPERATIONS', k.patient.id));
            return view(k);
        },
    ],
    [
        'POST',
        '/api/release/cases/:id/decision',
        (m, q, body) => {
            const k = same_version(find_case(m.id), body);
            run_decision(k);
            return view(k);
        },
    ],
    ['GET', '/api/release/cases/:id/preview', (m) => preview(find_case(m.id))],
    [
        'GET',
        '/api/release/cases/:id/preview.pdf',
        (m) => ({ raw: pdf_of(find_case(m.id), 'Preview'), type: 'application/pdf' }),
    ],
    [
        'POST',
        '/api/release/cases/:id/release',
        (m, q, body) => {
            const k = same_version(find_case(m.id), body);
            if (k.state !== 'approved')
                throw new Fault(
                    422,
                    'incorrect',
                    `case ${k.number} is ${k.state}; only an approved case can be released`,
                );
            start_release(k);
            return view(k);
        },
    ],
    [
        'POST',
        '/api/release/cases/:id/refuse',
        (m, q, body) => {
            const k = same_version(find_case(m.id), body);
            k.state = 'refused';
            k.version++;
            note(
                k,
                'refused',
                'Letter written',
                record('release.refuse', 'OPERATIONS', k.patient.id),
            );
            return view(k);
        },
    ],
    [
        'GET',
        '/api/release/cases/:id/letter.pdf',
        (m) => ({
            raw: make_pdf([
                [
                    'Your request for records',
                    find_case(m.id).number,
                    '',
                    ...(find_case(m.id).decision?.findings ?? []).map(
                        (f) => `- ${f.message} (${f.cite})`,
                    ),
                ],
            ]),
            type: 'application/pdf',
        }),
    ],
    [
        'POST',
        '/api/release/cases/:id/withdraw',
        (m, q, body) => {
            const k = same_version(find_case(m.id), body);
            k.state = 'withdrawn';
            k.version++;
            note(k, 'withdrawn', body.note);
            return view(k);
        },
    ],
    [
        'POST',
        '/api/release/cases/:id/link',
        (m) => {
            const k = find_case(m.id);
            const token = randomUUID();
            links.set(token, k);
            note(k, 'link made', '', record('release.link', 'OPERATIONS', k.patient.id));
            return {
                url: `/d/${token}`,
                expires_at: new Date(Date.now() + 7 * 86_400_000).toISOString(),
            };
        },
    ],
    [
        'GET',
        '/api/release/accounting',
        (m, q) => ({
            rows: [...cases.values()]
                .filter((k) => k.patient.id === q.get('patient') && k.package)
                .map((k) => ({
                    date: k.package.created_at,
                    recipient: k.request.requester.name,
                    recipient_address: k.request.requester.address,
                    description: `${chosen(k).length} documents`,
                    purpose: k.request.purpose,
                    case_number: k.number,
                    accounting: k.decision.accounting,
                    accounting_reason: k.decision.accounting_reason,
                    entry_index: k.package.entry_index,
                })),
        }),
    ],
    ['GET', '/api/ledger', (m, q) => log.page(q.get('before'), Number(q.get('limit') ?? 50))],
    [
        'GET',
        '/api/ledger/entries/:i',
        (m) => {
            if (!(Number(m.i) < log.size))
                throw new Fault(404, 'not_found', `the ledger has ${log.size} entries`);
            return log.entry(Number(m.i));
        },
    ],
    [
        'GET',
        '/api/jobs',
        () => ({ jobs: [...cases.values()].filter((k) => k.job).map((k) => k.job) }),
    ],
];

function match(pattern, path) {
    const a = pattern.split('/'),
        b = path.split('/'),
        found = {};
    if (a.length !== b.length) return undefined;
    for (let i = 0; i < a.length; i++) {
        if (a[i].startsWith(':')) found[a[i].slice(1)] = decodeURIComponent(b[i]);
        else if (a[i] !== b[i]) return undefined;
    }
    return found;
}

function session_route(method, body, token, answer) {
    if (method === 'POST') {
        if (body.username !== 'demo' || body.password !== 'demo')
            throw new Fault(401, 'unauthorized', 'User name or password is not right.');
        const fresh = randomUUID();
        sessions.add(fresh);
        answer.setHeader(
            'Set-Cookie',
            `muniment_session=${fresh}; HttpOnly; SameSite=Strict; Path=/`,
        );
    } else if (!sessions.has(token)) throw new Fault(401, 'unauthorized', 'Please sign in.');
    else if (method === 'DELETE') {
        sessions.delete(token);
        return {};
    }
    return { user, expires_at: new Date(Date.now() + 3_600_000).toISOString() };
}

function api(request, url, body, answer) {
    const token = /muniment_session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
    if (request.method !== 'GET' && request.headers['x-muniment'] !== '1')
        throw new Fault(403, 'forbidden', 'The header X-Muniment is missing.');
    if (url.pathname === '/api/session') return session_route(request.method, body, token, answer);
    if (!sessions.has(token)) throw new Fault(401, 'unauthorized', 'Please sign in.');
    for (const [method, pattern, handler] of routes) {
        const found = method === request.method && match(pattern, url.pathname);
        if (found) return handler(found, url.searchParams, body);
    }
    throw new Fault(404, 'not_found', 'There is no such route.');
}

const types = {
    '.html': 'text/html; charset=utf-8',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.svg': 'image/svg+xml',
};
const policy =
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; frame-src 'self' blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

function serve_file(path, answer) {
    const wanted = join(dist, normalize(path));
    const file =
        wanted.startsWith(dist) && extname(wanted) && existsSync(wanted)
            ? wanted
            : join(dist, 'index.html');
    answer.writeHead(200, {
        'Content-Type': types[extname(file)] ?? 'application/octet-stream',
        'Content-Security-Policy': policy,
    });
    answer.end(readFileSync(file));
}

function download(token, answer) {
    const kase = links.get(token);
    if (!kase) throw new Fault(410, 'not_found', 'This link has been used.');
    links.delete(token);
    answer.writeHead(200, {
        'Content-Type': 'application/zip',
        'Content-Disposition': `attachment; filename="${kase.number}.zip"`,
    });
    answer.end(kase.zip);
}

createServer(async (request, answer) => {
    const url = new URL(request.url, 'http://mock');
    try {
        let text = '';
        for await (const part of request) text += part;
        if (url.pathname.startsWith('/d/')) return download(url.pathname.slice(3), answer);
        if (url.pathname === '/verify.html' && existsSync(verifier)) {
            answer.writeHead(200, { 'Content-Type': types['.html'] });
            return answer.end(readFileSync(verifier));
        }
        if (!url.pathname.startsWith('/api/')) return serve_file(url.pathname, answer);
        const result = api(request, url, text ? JSON.parse(text) : {}, answer);
        if (result.raw) {
            answer.writeHead(200, { 'Content-Type': result.type });
            return answer.end(result.raw);
        }
        answer.writeHead(200, { 'Content-Type': 'application/json' });
        answer.end(JSON.stringify(result));
    } catch (error) {
        const known = error instanceof Fault;
        if (!known) console.error(error);
        answer.writeHead(known ? error.status : 500, { 'Content-Type': 'application/json' });
        answer.end(
            JSON.stringify({
                error: {
                    fault: known ? error.fault : 'bug',
                    message: error.message,
                    cite: error.cite ?? '',
                },
            }),
        );
    }
}).listen(port, '127.0.0.1', () =>
    console.log(`mock server on http://127.0.0.1:${port} (demo / demo)`),
);

seed();
