// The steps of a request as a clerk takes them: through the pages, with the keyboard and the mouse.
// SPDX-License-Identifier: Apache-2.0
import { choose_kind } from './desk.mjs';
import { read, settled } from './day_by_api.mjs';

/** What a clerk types to find a kind of requester, where its name is not at hand. */
const kinds = {
    directory_caller: 'caller',
    buyer: 'data broker',
    disability_adjudicator: 'disability',
};

const field = (page, path) => page.locator(`[id="field-${path}"]`);

async function fill(page, path, value) {
    if (value) await field(page, path).fill(value);
}

async function tick(page, path, wanted) {
    if (wanted) await field(page, path).check();
}

/** Ticks of a list, by its legend and the words of each. */
async function tick_among(page, legend, words) {
    const list = page
        .getByRole('group', { name: legend })
        .or(page.locator('fieldset', { hasText: legend }))
        .last();
    for (const word of words) await list.getByLabel(word, { exact: true }).check();
}

async function pick_patient(page, patient) {
    await page.getByLabel('Find the patient').fill(patient.mrn);
    await page.getByRole('option').filter({ hasText: patient.mrn }).first().click();
    await page.locator('.banner .name').first().waitFor();
}

async function fill_form(page, form) {
    const at = (name) => `authorization.${name}`;
    for (const name of ['information', 'disclosing_party', 'recipient', 'purpose'])
        await fill(page, at(name), form[name]);
    for (const name of ['expires_on', 'signed_on', 'revoked_on'])
        await fill(page, at(name), form[name]);
    for (const name of ['signed', 'states_right_to_revoke', 'states_conditioning'])
        await tick(page, at(name), form[name]);
    for (const name of ['states_redisclosure', 'plain_language', 'copy_given'])
        await tick(page, at(name), form[name]);
    const named = page.locator('fieldset', { hasText: 'It names these parts' }).last();
    for (const part of form.covers)
        await named.getByLabel(new RegExp(part.replaceAll('_', ' '), 'i')).check();
}

async function fill_scope(page, scope) {
    if (scope.entire_record) {
        await tick(page, 'scope.entire_record', true);
        return fill(page, 'scope.justification', scope.justification);
    }
    await fill(page, 'scope.from', scope.from);
    await fill(page, 'scope.to', scope.to);
    const words = scope.sections.map((s) => s[0].toUpperCase() + s.slice(1));
    await tick_among(page, 'Sections', words);
}

/** An answer is a row of choices, or a list where there are many; those asked seldom stand folded. */
async function answer(page, name, value, say) {
    const choice = page.locator(`input[name="statement-${name}"][value="${value}"]`);
    const list = page.locator('select').filter({ has: page.locator(`option[value="${value}"]`) });
    const there = choice.or(list).first();
    await there.waitFor({ state: 'attached' });
    const folded = page.locator('details:not([open])').filter({ has: there });
    if (await folded.count()) await folded.locator('summary').click();
    if (await choice.count()) await choice.check();
    else await page.getByLabel(say).selectOption(value);
}

async function claim(page, ground, questions) {
    const card = page.locator(`input[name=ground][value="${ground}"]`).first();
    await card.waitFor({ state: 'attached' });
    if (!(await card.isVisible())) await page.getByText(/^Open to anyone \(/).click();
    await card.check();
    return questions[ground] ?? {};
}

async function fill_request(page, request, patient, questions) {
    const { requester } = request;
    await pick_patient(page, patient);
    await choose_kind(page, kinds[requester.kind] ?? requester.kind.replaceAll('_', ' '));
    for (const name of ['name', 'organization', 'address', 'phone'])
        await fill(page, `requester.${name}`, requester[name]);
    await fill(page, 'treatment_statement', request.treatment_statement);
    await fill(page, 'purpose', request.purpose);
    await fill(page, 'received_on', request.received_on);
    await field(page, 'format').selectOption(request.format);
    await tick(page, 'identity_verified', request.identity_verified);
    await fill(page, 'verification_method', request.verification_method);
    const extras = { fhir: 'FHIR bundle', ccda: 'C-CDA document' };
    await tick_among(
        page,
        'Machine-readable',
        request.extras.map((e) => extras[e]),
    );
    const says = request.ground ? await claim(page, request.ground, questions) : {};
    for (const name of ['issuer', 'number', 'describes', 'from', 'to'])
        await fill(page, `process.${name}`, request.process?.[name]);
    for (const [name, value] of Object.entries(request.statements))
        await answer(page, name, value, says[name]);
    if (request.authorization) await fill_form(page, request.authorization);
    await fill_scope(page, request.scope);
}

const id_of = (page) => new URL(page.url()).pathname.split('/')[3];

export function by_pages(desk) {
    const questions = {};
    const on_case = async (view) => {
        const path = `/release/cases/${view.id}`;
        if (new URL(desk.page.url()).pathname !== path) await desk.go(path);
        await desk.page.getByRole('heading', { level: 1, name: view.number }).waitFor();
    };
    const press = (name, scope = desk.page) =>
        scope.getByRole('button', { name, exact: typeof name === 'string' }).click();
    /** Waits until the case has moved on from what the clerk saw. */
    const moved = async (view) => {
        for (let tries = 0; tries < 300; tries++) {
            const now = await read(desk, view);
            if (now.version > view.version) return now;
            await new Promise((wake) => setTimeout(wake, 50));
        }
        const wrong = await desk.page.getByRole('alert').allInnerTexts();
        throw new Error(`${view.number} stays as it is: ${wrong.join(' ')}`);
    };
    /** Opens a dialog of the case, fills it and presses its button. */
    const dialog = async (view, button, title, fill_in, send) => {
        await on_case(view);
        await press(button);
        const box = desk.page.getByRole('dialog', { name: title });
        await fill_in(box);
        await press(send, box);
        const now = await moved(view);
        await box.waitFor({ state: 'detached' });
        return now;
    };
    const letter = (view, words, fill_in) =>
        dialog(
            view,
            'Write a letter…',
            'Write a letter',
            async (box) => {
                await box.getByLabel('Letter', { exact: true }).selectOption(words);
                await fill_in(box);
            },
            'Write the letter',
        );
    return {
        begin: async () => {
            const read_grounds = await desk.page.request.get(`${desk.base}/api/release/grounds`);
            for (const g of (await read_grounds.json()).grounds)
                questions[g.name] = Object.fromEntries(g.questions.map((q) => [q.name, q.say]));
        },
        open: async (request, patient) => {
            const { page } = desk;
            await desk.go('/release/new');
            await fill_request(page, request, patient, questions);
            await page.keyboard.press('Control+Enter');
            await page.waitForURL(/\/release\/cases\/[0-9a-f-]+$/);
            return read(desk, { id: id_of(page) });
        },
        edit: async (view, request) => {
            const { page } = desk;
            await on_case(view);
            await press('Edit facts');
            await page.getByRole('button', { name: 'Save the facts' }).waitFor();
            await fill(page, 'treatment_statement', request.treatment_statement);
            await tick(page, 'identity_verified', request.identity_verified);
            await fill(page, 'verification_method', request.verification_method);
            await press('Save the facts');
            await page.waitForURL(/\/release\/cases\/[0-9a-f-]+$/);
            return moved(view);
        },
        decide: async (view) => {
            await on_case(view);
            await press('Decide');
            const now = await moved(view);
            await desk.page.locator('.answer').filter({ hasNotText: 'Not decided yet' }).waitFor();
            return now;
        },
        shown: async (view) => {
            await on_case(view);
            return desk.page.locator('main').evaluate((main) => main.textContent);
        },
        others: async (view) => {
            await on_case(view);
            const panel = desk.page.locator('section', { hasText: /^Other requests for/ }).first();
            await panel.locator('li', { hasText: 'Same requester' }).first().waitFor();
            return panel.getByRole('link').allInnerTexts();
        },
        minimum: async (view, { kind, answers, representation }) => {
            if (kind === 'protocol') {
                await on_case(view);
                await press('Narrow to the protocol');
                return moved(view);
            }
            if (kind === 'review')
                return dialog(
                    view,
                    'Record an individual review…',
                    'Individual review',
                    async (box) => {
                        const boxes = box.getByRole('textbox');
                        await boxes.first().waitFor();
                        for (const [i, words] of Object.values(answers).entries())
                            await boxes.nth(i).fill(words);
                    },
                    'Record the review',
                );
            return dialog(
                view,
                'Rely on the requester’s word…',
                /^Rely on/,
                async (box) => {
                    await box.getByRole('textbox').fill(representation);
                    await box.getByRole('checkbox').check();
                },
                'Rely on it',
            );
        },
        give: async (view, fields) => {
            await on_case(view);
            for (const [name, value] of Object.entries(fields))
                await desk.page
                    .getByLabel(name[0].toUpperCase() + name.slice(1), { exact: true })
                    .fill(value);
            await press('Keep what is given');
            return moved(view);
        },
        release: async (view) => {
            const { page } = desk;
            await on_case(view);
            await press('Confirm release…');
            await page.getByLabel(/I have looked at the pages/).check();
            await press(/^Release (\d+ document|what is given)/);
            return settled(desk, await moved(view));
        },
        check: (view) =>
            dialog(view, 'Second check…', 'Second check', async () => {}, 'It may go out').then(
                (now) => settled(desk, now),
            ),
        refuse: (view) =>
            dialog(
                view,
                'Refuse with letter…',
                'Refuse with letter',
                async () => {},
                'Refuse and write the letter',
            ),
        withdraw: (view, note) =>
            dialog(
                view,
                'Withdraw…',
                'Withdraw this request',
                (box) => box.getByRole('textbox').fill(note),
                'Withdraw',
            ),
        write: (view, ask) =>
            letter(view, ask.kind, async (box) => {
                if (!ask.until) return;
                await box.getByLabel('We will answer by').fill(ask.until);
                await box.getByLabel('Why it takes longer').fill(ask.reasons);
            }),
        deny: (view, denial) =>
            dialog(
                view,
                'Deny access…',
                'Deny access',
                async (box) => {
                    await box.locator(`input[value="${denial.ground}"]`).check();
                    await box.getByLabel('Everything').check();
                    await box.getByLabel('What is denied').fill(denial.denied);
                    await box.getByLabel('Basis in plain language').fill(denial.basis);
                    const { professional, licence, judged_on, reasons } = denial.judgment;
                    const text = (name) => box.getByRole('textbox', { name });
                    await text('Licensed health care professional').fill(professional);
                    await text('Licence').fill(licence);
                    await box.getByLabel('Judged on').fill(judged_on);
                    await text(/^Reasons/).fill(reasons);
                },
                'Deny and close the case',
            ),
        price: (view, job) =>
            dialog(
                view,
                'Work out the fee…',
                'Work out the fee',
                async (box) => {
                    await box.getByLabel('How it goes out').selectOption(job.delivery);
                    await box.getByLabel('Pages').fill(String(job.pages));
                    await box.getByLabel('Postage').fill((job.postage_cents / 100).toFixed(2));
                },
                'Work out the fee',
            ),
        link: async (view) => {
            await on_case(view);
            await press('Make download link');
            return desk.page.getByLabel('One-time download link').inputValue();
        },
        printed: async (view) => {
            const { page } = desk;
            await desk.go('/release/print-queue');
            await press(`Mark printed: ${view.number}`);
            await page.getByText(`${view.number} is marked as printed.`).waitFor();
            return moved(view);
        },
        recall: (view, recall) =>
            dialog(
                view,
                'Call back…',
                'Call back what went out',
                async (box) => {
                    await box.getByLabel('Who has it wrongly').fill(recall.recipient);
                    await box.getByLabel('Address').fill(recall.recipient_address);
                    await box.getByLabel('What happened').fill(recall.reason);
                    await box.getByLabel('It has reached that person').check();
                },
                'Call it back',
            ),
    };
}
