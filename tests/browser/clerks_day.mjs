// A clerk's day: the forty requests of requests_of_a_day.txt, each worked to its end by API or through the pages,
// and whatever the law says of it looked for at the end. Seconds are printed, never judged.
// SPDX-License-Identifier: Apache-2.0
import { ask, day } from './by_api.mjs';
import { by_api, read } from './day_by_api.mjs';
import { by_pages } from './day_by_pages.mjs';
import { account, fetch_package, letter_text, most_its_own, prove } from './day_proof.mjs';
import {
    choose_patients,
    fields_of,
    look_around,
    mended,
    read_requests,
    request_of,
} from './day_requests.mjs';

const clerk = { username: 'ines', password: 'open-the-cedar-chest' };

async function sign_in(desk, who) {
    await ask(desk, 'POST', '/api/session', who);
}

/** Somebody else at the next desk, with a session of her own. */
async function as_clerk(desk, work) {
    const mine = desk.page;
    const browser = await desk.another();
    desk.page = await browser.newPage();
    desk.watch(desk.page);
    try {
        await sign_in(desk, clerk);
        return await work();
    } finally {
        desk.page = mine;
        await browser.close();
    }
}

/** The protocol, a review or the requester's word, where the rule of the minimum necessary asks for one. */
async function minimum_necessary(desk, hands, row, view) {
    if (view.decision.answer !== 'allow_minimum_necessary') return view;
    const minimum = await ask(desk, 'GET', `/api/release/cases/${view.id}/minimum`);
    desk.check(
        `${row.n}. ${row.minimum ? `waits for the ${row.minimum}` : 'is the minimum as it stands'}`,
        minimum.may_go === !row.minimum,
        `${minimum.state} ${JSON.stringify(minimum.beyond)}`,
    );
    if (minimum.may_go) return view;
    const words = 'What the claim is about, and nothing older.';
    const answers = Object.fromEntries(minimum.criteria.map((c) => [c.name, words]));
    const representation = 'The letter says: the least we need.';
    const answer = {
        protocol: { kind: 'protocol' },
        review: { kind: 'review', answers },
        reliance: { kind: 'reliance', representation, reasonable: true },
    }[row.minimum ?? 'review'];
    const chosen = await hands.minimum(view, answer);
    const { sections } = chosen.request.scope;
    if (row.minimum === 'protocol')
        desk.check(`${row.n}. is narrowed to the protocol`, sections.length > 0);
    return chosen;
}

/** Where the chart marks nothing itself, the desk says which note belongs to the part. */
async function part_of_record(desk, hands, row, view) {
    const wanted = row.withheld ?? row.goes;
    const look = () => ask(desk, 'GET', `/api/release/cases/${view.id}/preview`);
    const preview = await look();
    const sorted = Object.values(preview.sorted).flat();
    if (!wanted || sorted.some((s) => s.segment === wanted)) return preview;
    const note = await most_its_own(desk, view, preview.documents);
    await hands.mark(view, note.id, wanted, 'Kept apart by the clinic that wrote it.');
    return look();
}

/** What goes and what stays, before anything has gone. */
function check_preview(desk, row, view, preview) {
    const parts = (ids) =>
        new Set(ids.flatMap((id) => (preview.sorted[id] ?? []).map((s) => s.segment)));
    const goes = parts(preview.documents.map((d) => d.id));
    const stays = new Set(preview.withheld.map((w) => w.segment).filter(Boolean));
    if (row.withheld) {
        desk.check(`${row.n}. withholds ${row.withheld}`, stays.has(row.withheld));
        desk.check(`${row.n}. lets nothing of it go`, !goes.has(row.withheld));
        const why = preview.withheld.find((w) => w.segment === row.withheld);
        desk.check(`${row.n}. says why it stays`, /CFR/.test(why?.cite ?? ''));
    }
    if (row.goes) desk.check(`${row.n}. lets ${row.goes} go`, goes.has(row.goes));
    if (row.give) desk.check(`${row.n}. lets no record go`, preview.documents.length === 0);
    const { from, to } = view.request.process ?? {};
    if (!from) return;
    const days = preview.documents.map((d) => d.date?.slice(0, 10)).filter(Boolean);
    const inside = days.every((d) => from <= d && d <= to);
    desk.check(`${row.n}. stays within the order's days`, days.length > 0 && inside);
}

async function release(desk, hands, row, view) {
    const narrowed = await minimum_necessary(desk, hands, row, view);
    const fields = fields_of(row, view.patient);
    const ready = row.give ? await hands.give(narrowed, fields) : narrowed;
    const preview = await part_of_record(desk, hands, row, ready);
    check_preview(desk, row, ready, preview);
    return { preview, view: await hands.release(await read(desk, ready)) };
}

/** The package in the requester's hands, by link or by mail. */
async function hand_over(desk, hands, row, view, preview) {
    const url = await hands.link(view);
    const zip = await fetch_package(desk, url, view.code);
    await prove(desk, row, view, preview, zip);
    if (view.request.format === 'paper') await hands.printed(await read(desk, view));
}

async function denied(desk, hands, row, view) {
    const { grounds } = await ask(desk, 'GET', `/api/release/cases/${view.id}/denial-grounds`);
    const ground = grounds.find((g) => g.name === 'endangers_life');
    desk.check(`${row.n}. the ground is ${row.because}`, ground.cite === row.because, ground.cite);
    return hands.deny(view, {
        ground: ground.name,
        basis: 'A professional has judged that access would endanger a life.',
        denied: 'the consultation of this spring',
        everything: true,
        judgment: {
            professional: 'M. Ferreira, MD',
            licence: 'MD 12345',
            judged_on: day(-2),
            reasons: 'Acute risk',
        },
    });
}

async function extended(desk, hands, row, view) {
    const until = new Date(Date.parse(view.due_on) + 20 * 86_400_000).toISOString().slice(0, 10);
    const reasons = 'Part of the chart is kept in the archive outside the house.';
    const now = await hands.write(view, { kind: 'extension', until, reasons });
    desk.check(`${row.n}. the answer is due later`, now.due_on === until, now.due_on);
    return now;
}

async function priced(desk, hands, row, view) {
    const postage_cents = Math.round(Number(row.postage) * 100);
    const now = await hands.price(view, { pages: 40, delivery: 'mail', postage_cents });
    const cents = Math.round(Number(row.fee) * 100);
    desk.check(
        `${row.n}. the fee is $${row.fee}`,
        now.fee.total_cents === cents,
        now.fee.total_cents,
    );
    return hands.write(now, { kind: 'fee_estimate' });
}

const wrong_firm = {
    recipient: 'Stanhope & Reiss',
    recipient_address: '9 Other Street',
    reason: 'The link went to a firm of a like name.',
    reached: true,
};

/** A letter that came twice is not answered twice: the desk shows the other case. */
async function check_twice(desk, hands, row, view) {
    desk.numbers ??= new Map();
    desk.numbers.set(row.n, view.number);
    const first = desk.numbers.get(Number(row['same patient as']));
    if (!first) return;
    const found = await hands.others(view);
    desk.check(`${row.n}. the desk shows ${first} too`, found.includes(first), found.join(' '));
}

/** From the decision to the end, by the outcome that the row expects. */
async function finish(desk, hands, row, view) {
    const went = async (from) => {
        const gone = await release(desk, hands, row, from);
        await hand_over(desk, hands, row, gone.view, gone.preview);
        return read(desk, gone.view);
    };
    switch (row.outcome) {
        case 'released':
        case 'narrowed and released':
        case 'fields only':
            return went(row.fee ? await priced(desk, hands, row, view) : view);
        case 'asked for and released': {
            const more = mended(row, view.request);
            const again = await hands.decide(await hands.edit(view, more));
            desk.check(
                `${row.n}. may go when it is there`,
                /^(required|allow)/.test(again.decision.answer),
                again.decision.answer,
            );
            return went(again);
        }
        case 'looked at twice and released': {
            const { view: held, preview } = await release(desk, hands, row, view);
            desk.check(
                `${row.n}. is held for a second look`,
                held.state === 'checking',
                held.state,
            );
            return {
                by_another: async () => {
                    const gone = await hands.check(await read(desk, held));
                    await hand_over(desk, hands, row, gone, preview);
                    return read(desk, gone);
                },
            };
        }
        case 'recalled': {
            const gone = await went(view);
            const back = await hands.recall(gone, wrong_firm);
            const { privacy_case } = back.recall;
            desk.check(
                `${row.n}. the privacy office has a case`,
                /^P-/.test(privacy_case),
                privacy_case,
            );
            return back;
        }
        case 'refused':
            return hands.refuse(view);
        case 'denied':
            return denied(desk, hands, row, view);
        case 'extended':
            return extended(desk, hands, row, view);
        case 'withdrawn':
            return hands.withdraw(view, row.note);
        default:
            throw new Error(`"${row.outcome}" is no outcome`);
    }
}

const end_states = { extended: 'approved', denied: 'refused' };
const end_state = (outcome) =>
    end_states[outcome] ?? (/released|fields only/.test(outcome) ? 'released' : outcome);

/** The letters of a case, as text. */
async function letters_of(desk, view) {
    const at = `/api/release/cases/${view.id}`;
    const texts = [];
    if (view.letter_available) texts.push(await letter_text(desk, `${at}/letter.pdf`));
    for (const l of view.letters) texts.push(await letter_text(desk, `${at}/letters/${l.id}`));
    return texts;
}

/** Whoever may not have the record learns nothing else of it from the letter. */
function check_refusal(desk, row, view, text) {
    const { mrn, birth_date } = view.patient;
    const told = [mrn, birth_date, ...(row['never says'] ?? '').split(', ')].filter(Boolean);
    const said = told.filter((words) => text.includes(words));
    desk.check(`${row.n}. the letter tells nothing of the patient`, said.length === 0, `${said}`);
    if (row['never says']) return;
    const named = text.replaceAll(/\s+/g, '').includes(row.because.replaceAll(' ', ''));
    desk.check(`${row.n}. the letter names ${row.because}`, named);
}

async function check_end(desk, row, view, shown) {
    desk.check(
        `${row.n}. ends ${end_state(row.outcome)}`,
        view.state === end_state(row.outcome),
        view.state,
    );
    const letters = await letters_of(desk, view);
    if (row.outcome === 'refused') check_refusal(desk, row, view, letters.join('\n'));
    if (/^(refused|denied|extended|recalled)$/.test(row.outcome) || row.fee)
        desk.check(
            `${row.n}. has its letter`,
            letters.some((t) => t.includes(view.number)),
        );
    if (row.because && row.outcome !== 'denied')
        desk.check(
            `${row.n}. rests on ${row.because}`,
            [shown, ...letters].some((t) => t.includes(row.because)),
            shown.slice(0, 300),
        );
    await account(desk, row, view);
}

async function work(desk, hands, row, patient, house) {
    const request = request_of(row, patient, house);
    const begin = async () => {
        const view = await hands.decide(await hands.open(request, patient));
        const { answer } = view.decision;
        desk.check(`${row.n}. ${row.title}: ${row.answer}`, answer === row.answer, answer);
        const shown = await hands.shown(view);
        await check_twice(desk, hands, row, view);
        return { shown, end: await finish(desk, hands, row, view) };
    };
    const { shown, end } = await (row['sent by'] ? as_clerk(desk, begin) : begin());
    const view = end.by_another ? await end.by_another() : end;
    await check_end(desk, row, view, `${shown}\n${await hands.shown(view)}`);
    return view;
}

/** One request; a step that cannot be carried out is one failure, and the next request is worked. */
async function timed(desk, hands, row, patient, house) {
    const began = performance.now();
    const failed = desk.failed;
    let state = 'not done';
    try {
        state = (await work(desk, hands, row, patient, house)).state;
    } catch (error) {
        desk.check(
            `${row.n}. ${row.title}`,
            false,
            error.message.split('\n').slice(0, 4).join(' '),
        );
        await desk.shot(`day-${row.n}-failed`);
    }
    const seconds = (performance.now() - began) / 1000;
    return { row, seconds, came: desk.failed === failed ? row.outcome : `FAILED (${state})` };
}

function print_table(how, lines) {
    const who = Math.max(...lines.map((l) => l.row.title.length));
    console.log(`\nA clerk's day, ${how}`);
    for (const { row, came, seconds } of lines)
        console.log(
            `${String(row.n).padStart(3)}  ${row.title.padEnd(who)}  ${came.padEnd(28)} ${seconds.toFixed(1).padStart(6)} s`,
        );
    const total = lines.reduce((sum, l) => sum + l.seconds, 0);
    console.log(
        `${lines.length} requests in ${total.toFixed(0)} s, ${(total / lines.length).toFixed(1)} s each\n`,
    );
}

/** A house that has just been made names nobody yet whom a letter could name. */
async function set_up(desk) {
    const settings = await ask(desk, 'GET', '/api/release/settings');
    if (settings.complaint_phone) return;
    await ask(desk, 'PUT', '/api/release/settings', {
        ...settings,
        address: ['Health Information Management', '1 Hospital Way, Exampleton'],
        custodian_name: 'Dana Whitfield, RHIA',
        complaint_contact: 'Paul Adeyemi, Privacy Officer',
        complaint_phone: '(928) 555-0121',
    });
}

/** `how`: api or pages. `only`: the numbers of those to be worked; all of them where it is empty. */
export async function clerks_day(desk, who, how, only = []) {
    await sign_in(desk, who);
    await set_up(desk);
    const all = read_requests();
    desk.check('the day has forty requests', all.length === 40, `${all.length}`);
    const house = await look_around(desk);
    const patients = choose_patients(all, house);
    const hands = how === 'pages' ? by_pages(desk) : by_api(desk);
    await hands.begin?.();
    const lines = [];
    for (const row of all)
        if (!only.length || only.includes(row.n))
            lines.push(await timed(desk, hands, row, patients.get(row.n), house));
    print_table(how === 'pages' ? 'through the pages' : 'by API', lines);
}
