// A stand-in for the server while working on the client: the same routes and state transitions over
// dev/mock-cases.mjs. Memory only. Usage: node dev/mock-server.mjs [port]
// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:http';
import { readFileSync, existsSync } from 'node:fs';
import { join, dirname, extname, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomUUID } from 'node:crypto';
import {
    Fault,
    cases,
    charts,
    chosen,
    correct,
    links,
    log,
    mock_code,
    note,
    open_case,
    patients,
    pdf_of,
    preview,
    record,
    row,
    run_decision,
    seed,
    sessions,
    start_release,
    user,
    verifier,
    view,
} from './mock-cases.mjs';
import { make_pdf, make_zip } from './mock-files.mjs';
import { bulk_routes } from './mock-bulk.mjs';
import { form_routes, open_routes } from './mock-forms.mjs';

const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist');
const port = Number(process.argv[2] ?? 8088);

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
        .filter((kase) => !kase.bulk)
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
    ['POST', '/api/release/cases/:id/segment', (m, q, body) => correct(find_case(m.id), body)],
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
            patient: q.get('patient'),
            from: '2020-11-22',
            to: '2026-11-22',
            requested_on: '2026-11-22',
            due_on: '2027-01-21',
            extended_until: '2027-02-20',
            due_cite: '45 CFR 164.528(c)(1)(i)',
            free: true,
            fee_say: 'Free: the first in twelve months. (45 CFR 164.528(c)(2)(i))',
            given: [],
            rows: [...cases.values()]
                .filter((k) => k.patient.id === q.get('patient') && k.package)
                .filter((k) => q.get('all') === 'true' || k.decision.accounting)
                .map((k) => ({
                    date: k.package.created_at,
                    recipient: k.request.requester.name,
                    recipient_address: k.request.requester.address,
                    description: `${chosen(k).length} documents`,
                    purpose: k.request.purpose,
                    case_number: k.number,
                    accounting: k.decision.accounting,
                    accounting_reason: k.decision.accounting_reason,
                    listed: k.decision.accounting,
                    why_hidden: k.decision.accounting ? '' : k.decision.accounting_reason,
                    entry_index: k.package.entry_index,
                })),
        }),
    ],
    ['GET', '/api/release/suspensions', () => ({ suspensions: [] })],
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
    const signed_in = sessions.has(token);
    for (const [method, pattern, handler] of signed_in
        ? [...routes, ...form_routes, ...bulk_routes]
        : []) {
        const found = method === request.method && match(pattern, url.pathname);
        if (found) return handler(found, url.searchParams, body);
    }
    for (const [method, pattern, handler] of open_routes) {
        const found = method === request.method && match(pattern, url.pathname);
        if (found) return handler(found, url.searchParams, body);
    }
    if (!signed_in) throw new Fault(401, 'unauthorized', 'Please sign in.');
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

function download(token, code, answer) {
    const kase = links.get(token);
    if (!kase || code?.toUpperCase() !== mock_code)
        throw new Fault(410, 'not_found', 'The link and the code do not fit.');
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
        if (url.pathname.startsWith('/api/public/d/'))
            return download(url.pathname.slice(14), JSON.parse(text || '{}').code, answer);
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
