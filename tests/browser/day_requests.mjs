// Reads the day's forty requests (requests_of_a_day.txt) and makes of each what the desk is sent, with a patient
// whose chart holds what the request is about.
// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { ask, whole_record } from './by_api.mjs';

/** What a line may begin with; another word is a slip of the pen and stops the run. */
const known = new Set(
    [
        ['who', 'patient', 'same patient as', 'ground', 'statements', 'identity', 'treats', 'form'],
        ['format', 'extras', 'entire record', 'sections', 'days', 'process', 'process days'],
        ['sent by', 'postage', 'give', 'note', 'minimum', 'then'],
        [
            'answer',
            'outcome',
            'because',
            'then because',
            'withheld',
            'goes',
            'fee',
            'listed',
            'never says',
        ],
    ].flat(),
);

export function read_requests() {
    const text = readFileSync(new URL('requests_of_a_day.txt', import.meta.url), 'utf8');
    const all = [];
    for (const line of text.split('\n')) {
        const title = /^(\d+)\. (.*)$/.exec(line);
        if (title) all.push({ n: Number(title[1]), title: title[2] });
        if (title || !line || line.startsWith('#')) continue;
        const [, key, value] = /^([a-z0-9 ]+): (.+)$/.exec(line) ?? [];
        if (!known.has(key)) throw new Error(`requests_of_a_day.txt does not know "${line}"`);
        all.at(-1)[key] = value;
    }
    return all;
}

const list_of = (text, by = /, */) => (text ? text.split(by) : []);
const answers = { yes: 'true', no: 'false' };
const statements_of = (text) =>
    Object.fromEntries(
        list_of(text).map((part) => {
            const [name, value] = part.split(' ');
            return [name, answers[value] ?? value];
        }),
    );

/** Who writes to the desk: a name, and what stands on the letterhead. */
const names = {
    personal_representative: ['Maria Example', ''],
    treating_provider: ['Nathan Silverberg, MD', 'High Desert Cardiology'],
    health_plan: ['Claims Review', 'Copperline Health Plan'],
    attorney: ['Rebecca Stanhope', 'Stanhope & Ruiz, Attorneys at Law'],
    disability_adjudicator: ['Examiner 14', 'Disability Determination Services'],
    workers_compensation: ['Claims Desk', 'Seaboard Mutual'],
    court: ['Clerk of Court', 'Superior Court'],
    law_enforcement: ['Sgt. Vane', 'Exampleton Police'],
    public_health: ['Epidemiology', 'County Health Department'],
    coroner: ['Medical Examiner', 'County of Exampleton'],
    researcher: ['Dr. Okafor', 'State University'],
    directory_caller: ['A caller', ''],
    media: ['City Desk', 'Exampleton Courier'],
    school: ['School Nurse', 'Juniper Elementary School'],
    employer: ['Human Resources', 'Canyon Freight'],
    buyer: ['Partnerships', 'Datamesa Analytics'],
};

function requester_of(row, patient) {
    const [name, organization] = names[row.who] ?? [patient.name, ''];
    return {
        kind: row.who,
        name,
        organization,
        address: '18 Courthouse Square, Juniper Valley, AZ 86098',
        phone: '(928) 555-0141',
        email: '',
        state: '',
    };
}

const later = (day, n) =>
    new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);

/** The days asked for, counted from the last day that the chart tells of. */
function days_of(words, patient, today) {
    const back = { 'the latest year': 366, 'the latest half year': 182 }[words];
    return back
        ? { from: later(patient.last, -back), to: patient.last }
        : { from: later(patient.last, -3650), to: today };
}

/** Grounds that rest on a form. */
const on_a_form = (row) => !row.ground || row.ground === 'authorization' || row.ground === 'sale';
const may_have_form = new Set(['attorney', 'disability_adjudicator', 'employer', 'buyer']);

function form_of(row, requester, scope, today) {
    if (!may_have_form.has(row.who) || !on_a_form(row) || row.form === 'none') return undefined;
    const form = {
        information: `Records from ${scope.from} to ${scope.to}`,
        disclosing_party: 'The hospital and its Health Information Management',
        recipient: `${requester.name}, ${requester.organization}`,
        purpose: 'Claim of the patient',
        expires_on: later(today, 180),
        expiry_event: '',
        signed: true,
        signed_on: later(today, -20),
        signed_by: 'patient',
        representative_authority: '',
        states_right_to_revoke: true,
        states_conditioning: true,
        states_redisclosure: true,
        plain_language: true,
        copy_given: true,
        known_false: false,
        involves_remuneration: false,
        states_remuneration: false,
        research: false,
        covers: [],
        combined_with: 'none',
        treatment_conditioned: 'none',
    };
    const [what, which] = (row.form ?? '').split(' ');
    if (what === 'without') delete form[which];
    if (what === 'covers') form.covers = [which];
    if (what === 'revoked') form.revoked_on = later(today, -1);
    return form;
}

const purposes = { patient: 'At the request of the individual', treating_provider: 'Treatment' };

/** A request as the desk is sent it, `house` being { today, patients }. */
export function request_of(row, patient, { today }) {
    const requester = requester_of(row, patient);
    const scope = row['entire record']
        ? { ...whole_record, entire_record: true, justification: row['entire record'] }
        : {
              ...whole_record,
              ...days_of(row.days, patient, today),
              sections: list_of(row.sections),
          };
    const [issuer, number] = list_of(row.process);
    const verified = row.identity !== 'not verified';
    const form = form_of(row, requester, scope, today);
    return {
        patient: patient.id,
        requester,
        purpose: purposes[row.who] ?? row.title,
        received_on: later(today, -3),
        format: row.format ?? 'electronic',
        manner: 'copy',
        extras: list_of(row.extras),
        ground: row.ground ?? '',
        statements: statements_of(row.statements),
        scope,
        identity_verified: verified,
        verification_method: verified ? 'Call back to the number on file' : '',
        treatment_statement: row.treats ?? '',
        ...(form && { authorization: form }),
        ...(row.process && {
            process: {
                issuer,
                number,
                describes: 'The record of the named patient',
                ...(row['process days'] && days_of(row['process days'], patient, today)),
            },
        }),
    };
}

/** What arrives when the desk has asked for what was missing. */
export function mended(row, request) {
    if (row.then === 'treats')
        return { ...request, treatment_statement: 'I treat this patient for heart failure.' };
    return {
        ...request,
        identity_verified: true,
        verification_method: 'Driver license, by telephone and fax',
    };
}

export function fields_of(row, patient) {
    const facts = {
        name: patient.name,
        'name and address': `${patient.name}, ${patient.address || 'address not on file'}`,
        'date and place of birth': `${patient.birth_date}, place not on file`,
        'general condition': 'fair',
        'proof of immunization': 'Measles, mumps and rubella: two doses',
    };
    return Object.fromEntries(list_of(row.give, /; */).map((field) => [field, facts[field]]));
}

const speaks_of = (rows, words) => rows.some((r) => words.test(`${r.name ?? ''} ${r.title ?? ''}`));

/** Everybody in the house, with what their charts hold; people with the shortest charts are left out. */
export async function look_around(desk) {
    const { today } = await ask(desk, 'GET', '/api/facility');
    const { patients } = await ask(desk, 'GET', '/api/patients?limit=200');
    const found = [];
    for (const patient of patients) {
        const chart = await ask(desk, 'GET', `/api/chart/${patient.id}`);
        const days = chart.encounters.map((e) => e.start?.slice(0, 10)).filter(Boolean);
        const last = days.sort().at(-1);
        if (!last || !chart.documents.length || !chart.results.length) continue;
        const age = Number(today.slice(0, 4)) - Number((patient.birth_date ?? '1900').slice(0, 4));
        found.push({
            ...patient,
            last,
            age,
            size: chart.counts.resources,
            notes: speaks_of(chart.documents, /psychotherapy/i),
            program: speaks_of([...chart.conditions, ...chart.documents], /opioid/i),
        });
    }
    return { today, patients: found };
}

/** Chooses for every request a patient whose chart holds it, another one each time while there are some. */
export function choose_patients(rows, house) {
    const living = house.patients.filter((p) => !p.deceased_on);
    const plain = living.filter((p) => p.age > 18 && !p.notes && !p.program);
    const adults = living.filter((p) => p.age > 18);
    const first = (a, b) => (a.length ? a : b);
    // Where nobody's chart holds such a part, the desk's own people say which note belongs to it.
    const pools = {
        'an adult': plain,
        'a minor': living.filter((p) => p.age < 17 && p.age > 2),
        'a dead patient': house.patients.filter((p) => p.deceased_on),
        'an adult with psychotherapy notes': first(
            adults.filter((p) => p.notes),
            plain.slice(-1),
        ),
        'an adult with part 2 records': first(
            adults.filter((p) => p.program),
            plain.slice(-2, -1),
        ),
    };
    const next = {};
    const chosen = new Map();
    for (const row of rows) {
        const kind = row.patient ?? 'an adult';
        const pool = pools[kind];
        if (!pool.length) throw new Error(`the house holds no chart of ${kind}`);
        next[kind] = (next[kind] ?? -1) + 1;
        const same = row['same patient as'];
        chosen.set(row.n, same ? chosen.get(Number(same)) : pool[next[kind] % pool.length]);
    }
    return chosen;
}
