// The stand-in's bulk requests: a list taken, lines settled, charts decided and released a few at a
// time, parts made, handed over and called back.
// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import {
    Fault,
    cases,
    links,
    log,
    mock_code,
    note,
    open_case,
    patients,
    record,
} from './mock-cases.mjs';
import { decide } from './mock-rules.mjs';
import { make_pdf, make_zip } from './mock-files.mjs';

const bulks = new Map();
const tick_ms = 250;
const day = () => new Date().toISOString().slice(0, 10);

function find(id) {
    const bulk = bulks.get(id);
    if (!bulk) throw new Fault(404, 'not_found', 'There is no such bulk request.');
    return bulk;
}

function fresh(m, body) {
    const bulk = find(m.id);
    if (bulk.version !== body.version)
        throw new Fault(
            409,
            'conflict',
            `Bulk request ${bulk.number} is at version ${bulk.version}, not ${body.version}; look at the newer version.`,
        );
    return bulk;
}

const case_of = (line) => (line.case_id ? cases.get(line.case_id) : undefined);

function group_of(line) {
    if (line.status !== 'taken') return line.status;
    const state = case_of(line)?.state ?? 'waiting';
    return line.part > 0 && state === 'released' ? 'delivered' : state;
}

function groups_of(bulk) {
    const groups = {};
    for (const line of bulk.lines) groups[group_of(line)] = (groups[group_of(line)] ?? 0) + 1;
    return groups;
}

function view_of(bulk) {
    const { lines: _, ...shown } = bulk;
    return { ...shown, groups: groups_of(bulk) };
}

function line_of(line) {
    const kase = case_of(line);
    return {
        ...line,
        ...(kase && {
            case_number: kase.number,
            case_state: kase.state,
            answer: kase.decision?.answer,
            findings: kase.decision?.findings ?? [],
            held_back: ['part2', 'psychotherapy_notes'],
            ...(kase.package && { pages: kase.package.pages }),
        }),
    };
}

function changed(bulk, action, words = '') {
    bulk.version++;
    note(bulk, action, words, record(action, 'OPERATIONS', bulk.id));
    return view_of(bulk);
}

const cells = (row) =>
    [...row.matchAll(/(?:^|[,\t])(?:"([^"]*)"|([^,\t]*))/g)].map((f) => (f[1] ?? f[2]).trim());

function taken(row, titles, i) {
    const at = (...names) => row[titles.findIndex((t) => names.some((n) => t.includes(n)))] ?? '';
    const listed = { mrn: at('mrn'), name: at('name'), reference: at('claim', 'reference') };
    const patient = patients.find((p) => p.mrn === listed.mrn || p.name === listed.name);
    const sure = patient && patient.mrn === listed.mrn && patient.name === listed.name;
    return {
        id: randomUUID(),
        version: 1,
        position: i + 1,
        listed,
        status: sure ? 'taken' : 'unmatched',
        match: sure ? 'matched' : patient ? 'differs' : 'not_found',
        why: sure
            ? ''
            : patient
              ? 'The number is a patient’s whose name or birth date differs.'
              : 'Nobody in the chart fits this line.',
        patient,
        case_number: '',
        findings: [],
        held_back: [],
        part: 0,
    };
}

function open_bulk(body) {
    const [titles, ...rows] = body.list.trim().split(/\r?\n/).map(cells);
    const soon = rows.findIndex((row) => row.some((c) => /^soon$/i.test(c)));
    if (soon >= 0)
        throw new Fault(
            422,
            'incorrect',
            `The list cannot be taken: line ${soon + 2} has a day that is none.`,
        );
    const lower = titles.map((t) => t.toLowerCase());
    const bulk = {
        id: randomUUID(),
        number: `B-${day().slice(0, 4)}-${String(bulks.size + 1).padStart(6, '0')}`,
        version: 0,
        state: 'open',
        request: body.request,
        asked_by: body.asked_by,
        due_on: body.asked_by,
        parts: [],
        letters: [],
        code: mock_code,
        passphrase: '',
        history: [],
        lines: rows.map((row, i) => taken(row, lower, i)),
    };
    bulks.set(bulk.id, bulk);
    return changed(bulk, 'release.bulk_open');
}

function settle(m, body) {
    const bulk = find(m.id);
    const line = bulk.lines.find((l) => l.id === m.line);
    if (!line) throw new Fault(404, 'not_found', 'There is no such line.');
    if (!body.patient && !body.note)
        throw new Fault(422, 'incorrect', 'Choose the patient, or say why the line is dropped.');
    line.version++;
    line.status = body.patient ? 'taken' : 'dropped';
    line.patient = patients.find((p) => p.id === body.patient);
    line.why = body.note;
    return line_of(line);
}

/** One line after the other, as the server's job does it. */
function work(bulk, kind, lines, each, last = () => {}) {
    bulk.job = {
        id: randomUUID(),
        kind,
        state: 'running',
        done: 0,
        total: lines.length,
        message: '',
    };
    const left = [...lines];
    const timer = setInterval(() => {
        const line = left.shift();
        if (line) each(line);
        if (line) bulk.job = { ...bulk.job, done: bulk.job.done + 1 };
        if (left.length) return;
        clearInterval(timer);
        last();
        bulk.job = { ...bulk.job, state: 'done' };
    }, tick_ms);
    return changed(bulk, kind);
}

const in_group = (bulk, ...names) => bulk.lines.filter((l) => names.includes(group_of(l)));

function prepare(bulk, line) {
    if (!line.case_id) {
        const kase = open_case({ ...bulk.request, patient: line.patient.id });
        kase.number = `${bulk.number}-${String(line.position).padStart(4, '0')}`;
        kase.bulk = bulk.id;
        line.case_id = kase.id;
    }
    const kase = case_of(line);
    kase.decision = decide(kase.request, day());
    kase.state = ['need', 'deny'].includes(kase.decision.answer) ? 'defective' : 'approved';
    kase.version++;
}

function release(line) {
    const kase = case_of(line);
    kase.state = 'released';
    kase.version++;
    kase.package = {
        pages: 12,
        bytes: 48_000,
        sha256: '0'.repeat(64),
        manifest_sha256: '0'.repeat(64),
    };
}

function deliver(bulk, lines) {
    const number = bulk.parts.length + 1;
    for (const line of lines) line.part = number;
    const pages = lines.reduce((sum, l) => sum + case_of(l).package.pages, 0);
    bulk.parts.push({
        id: randomUUID(),
        number,
        charts: lines.length,
        pages,
        bytes: pages * 4_000,
        created_at: new Date().toISOString(),
        manifest_sha256: '0'.repeat(64),
        entry_index: log.size,
    });
    changed(bulk, 'release.deliver_part', `part ${number}: ${lines.length} charts`);
}

function part_of(m) {
    const bulk = find(m.id);
    const part = bulk.parts.find((p) => p.id === m.part);
    if (!part) throw new Fault(404, 'not_found', `${bulk.number} has no such part.`);
    return { bulk, part };
}

const archive_of = (bulk, part) =>
    make_zip([['release.pdf', make_pdf([[`${bulk.number}, part ${part.number}`]])]]);

function recall(m, body) {
    fresh(m, body);
    const { bulk, part } = part_of(m);
    part.recalled_on = day();
    for (const line of bulk.lines) if (line.part === part.number) case_of(line).state = 'recalled';
    bulk.letters.push({
        id: randomUUID(),
        kind: 'recall',
        template_id: 'us-en-recall',
        language: 'english',
        written_on: day(),
        sha256: '0'.repeat(64),
    });
    return changed(bulk, 'release.recall', body.reason);
}

function end(m, body, state, action) {
    const bulk = fresh(m, body);
    bulk.state = state;
    return changed(bulk, action, body.note);
}

const row_of = (b) => ({
    id: b.id,
    number: b.number,
    state: b.state,
    requester_kind: b.request.requester.kind,
    requester_name: b.request.requester.name,
    received_on: b.request.received_on,
    due_on: b.due_on,
    groups: groups_of(b),
});

const at = '/api/release/bulk';
export const bulk_routes = [
    [
        'GET',
        at,
        (m, q) => {
            const found = [...bulks.values()].filter(
                (b) => !q.get('state') || b.state === q.get('state'),
            );
            return { total: found.length, bulks: found.map(row_of) };
        },
    ],
    ['POST', at, (m, q, body) => open_bulk(body)],
    ['GET', `${at}/:id`, (m) => view_of(find(m.id))],
    [
        'GET',
        `${at}/:id/lines`,
        (m, q) => {
            const found = find(m.id).lines.filter(
                (l) => !q.get('group') || group_of(l) === q.get('group'),
            );
            const from = Number(q.get('offset') ?? 0);
            return {
                total: found.length,
                lines: found.slice(from, from + Number(q.get('limit') ?? 50)).map(line_of),
            };
        },
    ],
    ['POST', `${at}/:id/lines/:line`, (m, q, body) => settle(m, body)],
    [
        'GET',
        `${at}/:id/minimum`,
        () => ({
            state: 'not_applicable',
            may_go: true,
            rule: { rule: '', cite: '', message: '' },
            beyond: [],
            criteria: [],
        }),
    ],
    [
        'POST',
        `${at}/:id/prepare`,
        (m, q, body) => {
            const bulk = fresh(m, body);
            const lines = in_group(bulk, 'waiting', 'received', 'approved', 'defective');
            return work(bulk, 'release.bulk_prepare', lines, (l) => prepare(bulk, l));
        },
    ],
    [
        'POST',
        `${at}/:id/release`,
        (m, q, body) => {
            const bulk = fresh(m, body);
            return work(bulk, 'release.bulk_release', in_group(bulk, 'approved'), release);
        },
    ],
    [
        'POST',
        `${at}/:id/deliver`,
        (m, q, body) => {
            const bulk = fresh(m, body);
            const lines = in_group(bulk, 'released');
            return work(
                bulk,
                'release.bulk_deliver',
                lines,
                () => {},
                () => deliver(bulk, lines),
            );
        },
    ],
    ['POST', `${at}/:id/close`, (m, q, body) => end(m, body, 'closed', 'release.bulk_close')],
    [
        'POST',
        `${at}/:id/withdraw`,
        (m, q, body) => end(m, body, 'withdrawn', 'release.bulk_withdraw'),
    ],
    [
        'POST',
        `${at}/:id/encrypted`,
        (m, q, body) => {
            const bulk = fresh(m, body);
            bulk.passphrase = 'k7m2-9fqr-wx3h-b6tn-4zpd-8cye';
            return changed(bulk, 'release.encrypt');
        },
    ],
    [
        'GET',
        `${at}/:id/parts/:part/package.zip`,
        (m) => {
            const { bulk, part } = part_of(m);
            changed(bulk, 'release.deliver', `part ${part.number} as encrypted file`);
            return { raw: archive_of(bulk, part), type: 'application/zip' };
        },
    ],
    [
        'POST',
        `${at}/:id/parts/:part/link`,
        (m) => {
            const { bulk, part } = part_of(m);
            changed(bulk, 'release.link');
            const token = randomUUID();
            const number = `${bulk.number}-part-${part.number}`;
            links.set(token, { number, zip: archive_of(bulk, part) });
            return {
                url: `/d/${token}`,
                expires_at: new Date(Date.now() + 7 * 86_400_000).toISOString(),
            };
        },
    ],
    ['POST', `${at}/:id/parts/:part/recall`, (m, q, body) => recall(m, body)],
];
