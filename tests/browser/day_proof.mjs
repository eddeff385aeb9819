// What must be true of a request when it is done with, however it was worked: the package proves itself by the
// program's own `verify`, no word of what is withheld is in it, letters are there, the accounting is complete.
// SPDX-License-Identifier: Apache-2.0
import { unzipSync } from 'fflate';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from './by_api.mjs';

/** The words of a PDF, as a reader of its text layer gets them. */
export function pdf_text(bytes) {
    const read = spawnSync('pdftotext', ['-', '-'], { input: bytes, maxBuffer: 1 << 28 });
    if (read.status !== 0) throw new Error(`pdftotext: ${read.error ?? read.stderr}`);
    return read.stdout.toString();
}

/** The requester's side: the link, opened with the case's code and without a session. */
export async function fetch_package(desk, link, code) {
    const path = new URL(link, desk.base).pathname;
    const answer = await fetch(`${desk.base}/api/public${path}`, {
        method: 'POST',
        headers: { 'X-Muniment': '1', 'Content-Type': 'application/json' },
        body: JSON.stringify({ code }),
    });
    if (!answer.ok) throw new Error(`the link answers ${answer.status}`);
    return Buffer.from(await answer.arrayBuffer());
}

async function is_proved(desk, zip) {
    desk.vkey ??= (await ask(desk, 'GET', '/api/ledger')).vkey;
    const folder = mkdtempSync(join(tmpdir(), 'muniment-day-'));
    try {
        const file = join(folder, 'package.zip');
        writeFileSync(file, zip);
        const run = spawnSync(desk.program, ['verify', '--vkey', desk.vkey, file]);
        return run.status === 0 ? '' : `${run.error ?? run.stdout}${run.stderr ?? ''}`;
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

const words_of = (text) =>
    text
        .normalize('NFKC')
        .toLowerCase()
        .match(/\p{L}+/gu) ?? [];
const runs_of = (words, n) => words.map((_, i) => words.slice(i, i + n).join(' ')).slice(0, 1 - n);

/** What the package says, as words: its pages and every machine-readable file of the record in it. */
function package_text(files) {
    const decode = new TextDecoder();
    return Object.entries(files)
        .filter(([name]) => !/^(verify\.html|key\.txt|proof\.tlog-proof)$/.test(name))
        .map(([name, bytes]) => (name.endsWith('.pdf') ? pdf_text(bytes) : decode.decode(bytes)))
        .join('\n');
}

/** Everything of a chart that has words: documents as text, the rest as the names of its rows. */
async function said_in_chart(desk, patient) {
    const all = async (section) =>
        (await ask(desk, 'GET', `/api/chart/${patient}/${section}?limit=1000`)).rows;
    const named = [];
    for (const section of ['encounters', 'results', 'medications', 'conditions'])
        for (const row of await all(section)) {
            named.push({ id: row.id, text: JSON.stringify(row), name: row.name ?? '' });
        }
    for (const d of await all('documents')) {
        const { text } = await ask(desk, 'GET', `/api/chart/${patient}/documents/${d.id}`);
        named.push({ id: d.id, text, name: '', document: true });
        // What kind of note it is stands in the index, whoever wrote it.
        named.push({ id: '', text: `${d.type} ${d.title}`, name: '' });
    }
    return named;
}

/** What the chart's pages do not list and each is decided on its own, as far as it went. */
function coded_entries(files) {
    const kinds = new Set(['Procedure', 'AllergyIntolerance', 'Immunization']);
    return Object.entries(files)
        .filter(([name]) => /fhir.*\.json$/.test(name))
        .flatMap(([, bytes]) => JSON.parse(new TextDecoder().decode(bytes)).entry ?? [])
        .filter((e) => kinds.has(e.resource.resourceType))
        .map((e) => JSON.stringify(e.resource))
        .join('\n');
}

/** The words of the forms around a record: those of a package that its chart does not account for. */
async function ordinary_words(desk, view, files) {
    const chart = await said_in_chart(desk, view.patient.id);
    const recorded = new Set(chart.flatMap((c) => words_of(c.text)));
    return new Set(words_of(package_text(files)).filter((w) => !recorded.has(w)));
}

/**
 * Words, runs of six words and names of rows that only what is withheld has, found in the package all the same.
 * Words of the request itself, and of the forms around every record, belong to nobody.
 */
async function leaks(desk, row, view, preview, files) {
    const kept = new Set(
        preview.withheld.filter((w) => w.segment === row.withheld).map((w) => w.id),
    );
    const chart = await said_in_chart(desk, view.patient.id);
    const stays = chart.filter((c) => kept.has(c.id));
    const goes = chart.filter((c) => !kept.has(c.id));
    const known = new Set([
        ...words_of(coded_entries(files)),
        ...goes.flatMap((c) => words_of(c.text)),
        ...words_of(JSON.stringify([view.request, view.decision, view.patient])),
        ...desk.ordinary,
    ]);
    const known_runs = new Set(goes.flatMap((c) => runs_of(words_of(c.text), 6)));
    const known_names = new Set(goes.map((c) => c.name));
    const text = package_text(files);
    const sent = words_of(text);
    const sent_words = new Set(sent);
    const sent_runs = new Set(runs_of(sent, 6));
    const found = stays.flatMap((c) => {
        if (!c.document)
            return c.name.length > 6 && !known_names.has(c.name) && text.includes(c.name)
                ? [c.name]
                : [];
        const words = words_of(c.text);
        return [
            ...words.filter((w) => w.length > 5 && !known.has(w) && sent_words.has(w)),
            ...runs_of(words, 6).filter((r) => !known_runs.has(r) && sent_runs.has(r)),
        ];
    });
    const own = stays.flatMap((c) => runs_of(words_of(c.text), 6));
    return { own: own.filter((r) => !known_runs.has(r)).length, found: [...new Set(found)] };
}

/** The document that says most of what no other of the chart says. */
export async function most_its_own(desk, view, documents) {
    const chart = await said_in_chart(desk, view.patient.id);
    const runs = chart.map((c) => [c.id, new Set(runs_of(words_of(c.text), 6))]);
    const own = ({ id }) => {
        const mine = runs.find(([of]) => of === id)[1];
        const theirs = runs.filter(([of]) => of !== id).map(([, others]) => others);
        return [...mine].filter((r) => !theirs.some((others) => others.has(r))).length;
    };
    return documents.toSorted((a, b) => own(b) - own(a))[0];
}

/** Checks a package; returns its files by name. */
export async function prove(desk, row, view, preview, zip) {
    const name = `${row.n}. package`;
    const why = await is_proved(desk, zip);
    desk.check(`${name} is proved by the program`, !why, why);
    const files = unzipSync(zip);
    desk.check(`${name} has its pages`, 'release.pdf' in files, Object.keys(files).join(' '));
    for (const extra of view.request.extras)
        desk.check(
            `${name} has ${extra}`,
            Object.keys(files).some(
                (f) => (extra === 'fhir' ? /\.json$/ : /\.xml$/).test(f) && f !== 'manifest.json',
            ),
            Object.keys(files).join(' '),
        );
    if (row.withheld) {
        const { own, found } = await leaks(desk, row, view, preview, files);
        desk.check(`${name}: what stays has words of its own`, own > 10, `${own}`);
        desk.check(`${name} holds none of them`, found.length === 0, found.slice(0, 5).join(', '));
    }
    desk.ordinary ??= await ordinary_words(desk, view, files);
    return files;
}

/** Every release stands once among the patient's disclosures, once in the ledger, and is listed as the law has it. */
export async function account(desk, row, view) {
    const { rows } = await ask(
        desk,
        'GET',
        `/api/release/accounting?patient=${view.patient.id}&all=true`,
    );
    const mine = rows.filter((r) => r.case_number === view.number);
    const name = `${row.n}. accounting`;
    if (!row.listed) {
        desk.check(`${name}: nothing went, nothing stands there`, mine.length === 0);
        return;
    }
    desk.check(`${name}: one row`, mine.length === 1, `${mine.length} rows`);
    if (!mine.length) return;
    desk.check(
        `${name}: ${row.listed === 'yes' ? 'listed' : 'not listed'} to the patient`,
        mine[0].accounting === (row.listed === 'yes'),
        mine[0].accounting_reason,
    );
    const entry = await ask(desk, 'GET', `/api/ledger/entries/${mine[0].entry_index}`);
    const payload = JSON.parse(entry.payload);
    desk.check(
        `${name}: proved in the ledger`,
        entry.proof.length > 0 && /^release\.(disclose|recall)$/.test(payload.action),
        payload.action,
    );
    const went = view.history.filter((h) => h.action === 'release.disclose');
    desk.check(`${name}: disclosed once`, went.length === 1, `${went.length} times`);
}

export async function letter_text(desk, path) {
    const answer = await desk.page.request.get(desk.base + path);
    const bytes = await answer.body();
    if (bytes.subarray(0, 5).toString() !== '%PDF-') throw new Error(`${path} is no PDF`);
    return pdf_text(bytes);
}
