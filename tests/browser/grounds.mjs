// The law in the browser: a subpoena that needs answers and gets them; an authorization that the patient
// signs without an account, used for a request and revoked; an item moved to the part it belongs to;
// letters, the fee, and a decision made again from what was kept.
// SPDX-License-Identifier: Apache-2.0
import { choose_kind, opened_pdf } from './desk.mjs';

// Days are the demo hospital's, which may be a day behind this machine's.
const day = (n) =>
    new Date(Date.now() + n * 86_400_000).toLocaleDateString('en-CA', {
        timeZone: 'America/Phoenix',
    });

async function pick_patient(page, name) {
    await page.getByLabel('Find the patient').fill(name.split(/[ ,]+/)[0]);
    await page.locator('.choices [role=option]').first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.banner .name').first().waitFor();
}

async function who_asks(page, name, purpose) {
    await choose_kind(page, 'lawyer');
    await page.locator('[id="field-requester.name"]').fill(name);
    await page.locator('[id="field-requester.address"]').fill('3 Docket Street, Exampleton');
    await page.locator('#field-purpose').fill(purpose);
    await page.getByLabel(/Identity and authority verified/).check();
    await page.getByLabel('How it was verified').fill('Letterhead and call back');
    await page.locator('[id="field-scope.from"]').fill(day(-400));
    await page.locator('[id="field-scope.to"]').fill(day(0));
}

async function decide(page) {
    await page.getByRole('button', { name: 'Decide', exact: true }).click();
    await page.locator('.answer').filter({ hasNotText: 'Not decided yet' }).waitFor();
    return page.locator('.first').innerText();
}

/** What the notice to the patient was, 45 CFR 164.512(e)(1)(iii). */
const with_notice = {
    lawful_process: 'true',
    assurance: 'notice',
    notice_statement: 'true',
    notice_given: 'to_patient',
    notice_informs: 'true',
    objection_time_over: 'true',
    objections: 'none_filed',
};

async function subpoena(desk) {
    const { page } = desk;
    await desk.go('/release/new');
    await pick_patient(page, desk.patient);
    desk.check(
        'the kind of requester comes after the patient',
        (await page.evaluate(() => document.activeElement?.id)) === 'field-requester.kind',
    );
    await who_asks(page, 'Docket & Partners', 'Civil action');
    await page.getByLabel(/^Subpoena/).check();
    desk.check(
        'a subpoena does not ask for a form',
        (await page.getByRole('heading', { name: 'Authorization' }).count()) === 0,
    );
    await page.getByLabel('Issued by').fill('Superior Court of Exampleton');
    await page.getByLabel('Number', { exact: true }).fill('CV-2026-0142');
    await desk.look('50-subpoena');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Decision' }).waitFor();
    const first = await decide(page);
    await desk.look('51-subpoena-need');
    desk.check('without answers something is missing', /Something is missing/.test(first), first);
    desk.check('the ground is named with its citation', /164\.512\(e\)\(1\)\(ii\)/.test(first));
    desk.check(
        'what is missing cannot be released',
        (await page.getByRole('button', { name: 'Confirm release…' }).count()) === 0,
    );
    await page.getByRole('button', { name: 'Edit facts' }).click();
    await page.getByRole('heading', { name: 'What must be known' }).waitFor();
    desk.check(
        'what the decision asks for is marked',
        (await page.locator('.questions', { hasText: 'Asked for' }).count()) > 0,
    );
    await page.locator('input[name="statement-lawful_process"]').first().focus();
    await page.keyboard.press('y');
    desk.check(
        'y answers yes',
        await page.locator('input[name="statement-lawful_process"][value="true"]').isChecked(),
    );
    for (const [name, value] of Object.entries(with_notice)) {
        const choice = page.locator(`input[name="statement-${name}"][value="${value}"]`);
        if (await choice.count()) await choice.check();
    }
    await desk.look('52-subpoena-answers');
    await page.getByRole('button', { name: 'Save the facts' }).click();
    await page.getByRole('heading', { name: 'Decision' }).waitFor();
    const second = await decide(page);
    await desk.look('53-subpoena-allowed');
    desk.check('with the notice shown it may go', /May be released/.test(second), second);
    const facts = await page.locator('main').innerText();
    desk.check('the statements are read back', facts.includes('CV-2026-0142'));
    desk.check(
        'a confirmed release is offered',
        (await page.getByRole('button', { name: 'Confirm release…' }).count()) === 1,
    );
}

async function make_link(desk) {
    const { page } = desk;
    await desk.go('/release/forms');
    await page.getByRole('heading', { name: 'Authorizations' }).waitFor();
    await page.locator('table.grid, .blank').first().waitFor();
    await desk.look('54-authorizations');
    await page.getByRole('button', { name: 'Take a form' }).click();
    await page.getByRole('button', { name: 'Keep the form' }).click();
    desk.check(
        'a form without a patient is not kept',
        (await page.getByText('Choose the patient.').count()) > 0,
    );
    await pick_patient(page, desk.patient);
    await page.getByLabel(/To be signed by the patient here/).check();
    await page.getByLabel(/\(c\)\(1\)\(i\)/).fill('Records of the last year, with results');
    await page.getByLabel(/\(c\)\(1\)\(ii\)/).fill('This hospital');
    await page.getByLabel(/\(c\)\(1\)\(iii\)/).fill('Docket & Partners');
    await page.getByLabel(/\(c\)\(1\)\(iv\)/).fill('Civil action');
    await page.getByLabel(/\(c\)\(1\)\(v\) Expires on/).fill(day(20));
    await desk.look('55-take-a-form');
    await page.getByRole('button', { name: /^Keep it/ }).click();
    await page.getByRole('button', { name: 'Make a signing link' }).click();
    const link = new URL(await page.getByLabel('Link for the patient').inputValue());
    await desk.look('56-waits-for-signature');
    return { address: desk.base + link.pathname, form: page.url() };
}

/** Another browser profile: the patient has no session here. */
async function sign(desk, address) {
    const clerk = desk.page;
    const browser = await desk.another();
    const page = await browser.newPage();
    desk.watch(page);
    desk.page = page;
    try {
        await page.setViewportSize({ width: 360, height: 760 });
        await page.goto(address);
        await page.getByRole('button', { name: 'Sign', exact: true }).waitFor();
        await desk.look('57-sign');
        await page.getByRole('button', { name: 'Español' }).click();
        await page.getByRole('button', { name: 'Firmar', exact: true }).click();
        desk.check(
            'nothing is signed without a name and a tick',
            (await page.getByText('Escriba su nombre.').count()) > 0,
        );
        await desk.look('58-sign-missing');
        await page.getByLabel('Su nombre completo').fill('Rosalinda Ejemplo');
        await page.getByLabel(/He leído esto/).check();
        const wide = await page.evaluate(
            () => document.documentElement.scrollWidth - window.innerWidth,
        );
        desk.check('the signing page fits 360 px', wide <= 0, `${wide} px too wide`);
        await page.getByRole('button', { name: 'Firmar', exact: true }).click();
        await page.getByRole('heading', { name: 'Gracias' }).waitFor();
        await desk.look('59-signed');
        await page.reload();
        await page.getByRole('alert').waitFor();
        await desk.look('60-link-used');
        desk.check(
            'the link signs once',
            (await page.getByRole('button', { name: /^(Sign|Firmar)$/ }).count()) === 0,
        );
    } finally {
        desk.page = clerk;
        await browser.close();
    }
}

async function use_and_revoke(desk, form) {
    const { page } = desk;
    await page.goto(form);
    await page.locator('main .state', { hasText: 'Valid' }).first().waitFor();
    await desk.look('61-form-signed');
    await page.getByRole('button', { name: 'New request' }).click();
    await page.getByRole('heading', { name: 'New request' }).waitFor();
    await who_asks(page, 'Docket & Partners', 'Civil action');
    await page
        .getByLabel(/^To Docket & Partners/)
        .first()
        .check();
    desk.check(
        'a kept form need not be typed again',
        (await page.getByLabel(/\(c\)\(1\)\(i\)/).count()) === 0,
    );
    await desk.look('62-kept-form');
    await page.getByRole('button', { name: 'Open the case' }).click();
    await page.getByRole('heading', { name: 'Decision' }).waitFor();
    const address = page.url();
    desk.check('a kept form permits the release', /May be released/.test(await decide(page)));
    await page.goto(form);
    await page.getByRole('button', { name: 'Revoke…' }).click();
    await page.getByLabel(/How it was revoked/).fill('A letter of the patient');
    await desk.look('63-revoke');
    await page.getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.locator('main .state', { hasText: 'Revoked' }).first().waitFor();
    await page.goto(address);
    await page.getByRole('button', { name: 'Decide again' }).click();
    await page.locator('.answer', { hasNotText: 'May be released' }).waitFor();
    await desk.look('64-revoked-case');
    desk.check(
        'a revoked form releases nothing more',
        (await page.getByRole('button', { name: 'Confirm release…' }).count()) === 0,
    );
}

/** A case that can be released and holds something in a special part. */
async function case_with_parts(desk) {
    const { page } = desk;
    const get = async (path) => (await page.request.get(desk.base + path)).json();
    const { cases } = await get('/api/release/cases?state=approved&limit=50');
    for (const { id } of cases) {
        const preview = await get(`/api/release/cases/${id}/preview`);
        if (Object.values(preview.sorted).some((s) => s.length)) return id;
    }
    throw new Error('no approved case holds a special part of the record');
}

async function correct(desk) {
    const { page } = desk;
    const id = await case_with_parts(desk);
    const read = await page.request.get(`${desk.base}/api/release/cases/${id}/preview`);
    const there = (await read.json()).sorted;
    await desk.go(`/release/cases/${id}/confirm`);
    const title = page.getByRole('heading', { name: /^In special parts of the record/ });
    await title.waitFor();
    await page.waitForTimeout(1_000);
    await desk.look('65-special-parts');
    const marked = async () => Number((await title.innerText()).match(/\d+/)[0]);
    const before = await marked();
    await page
        .getByRole('button', { name: /^Correct the part/ })
        .first()
        .click();
    const dialog = page.getByRole('dialog', { name: 'Correct a part of the record' });
    await dialog.waitFor();
    await desk.look('66-correct');
    const save = dialog.getByRole('button', { name: 'Save the correction' });
    desk.check('a correction needs a reason', await save.isDisabled());
    await dialog.getByLabel(/^Why/).fill('It tells of a relative, not of the patient.');
    await save.click();
    await dialog.waitFor({ state: 'detached' });
    await page.waitForFunction(
        (n) =>
            ![...document.querySelectorAll('h2')].some(
                (h) => h.textContent === `In special parts of the record: ${n}`,
            ),
        before,
    );
    await desk.look('67-corrected');
    desk.check('the corrected item left its part', (await marked()) === before - 1);
    await put_back(desk, id, there);
}

/** The word of a second person: it belongs there after all. */
async function put_back(desk, id, there) {
    const { page } = desk;
    const path = `${desk.base}/api/release/cases/${id}`;
    const now = (await (await page.request.get(`${path}/preview`)).json()).sorted;
    const item = Object.keys(there).find((i) => (now[i]?.length ?? 0) < there[i].length);
    const left = there[item].find((s) => !now[item]?.some((n) => n.segment === s.segment));
    await page.request.post(`${path}/segment`, {
        headers: { 'X-Muniment': '1' },
        data: { item, segment: left.segment, belongs: true, reason: 'It was the patient’s own.' },
    });
    const again = (await (await page.request.get(`${path}/preview`)).json()).sorted;
    desk.check(
        'the last word on an item counts',
        again[item].some((s) => s.segment === left.segment),
    );
}

async function letters(desk) {
    const { page } = desk;
    await desk.go('/release?state=approved');
    await page.locator('tbody tr').getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Letters and fee' }).waitFor();
    await page.getByRole('button', { name: 'Write a letter…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await desk.look('70-letter');
    await dialog.getByLabel('Language').selectOption('spanish');
    await opened_pdf(desk, () =>
        dialog.getByRole('button', { name: 'Look at the letter' }).click(),
    );
    await dialog.getByRole('button', { name: 'Write the letter' }).click();
    const link = page.getByRole('link', { name: 'Acknowledgement (PDF)' });
    await link.first().waitFor();
    const pdf = await page.request.get(
        new URL(await link.first().getAttribute('href'), desk.base).href,
    );
    desk.check('the letter is a PDF', (await pdf.body()).subarray(0, 5).toString() === '%PDF-');
    await page.getByRole('button', { name: 'Work out the fee…' }).click();
    await dialog.getByLabel('Pages').fill('40');
    await dialog.getByLabel('Postage').fill('four');
    desk.check(
        'an amount that is none is not sent',
        await dialog.getByRole('button', { name: 'Work out the fee' }).isDisabled(),
    );
    await dialog.getByLabel('How it goes out').selectOption('mail');
    await dialog.getByLabel('Postage').fill('4.50');
    await desk.look('71-fee');
    await dialog.getByRole('button', { name: 'Work out the fee' }).click();
    await page.getByRole('heading', { name: /^Fee: \$/ }).waitFor();
    await desk.look('72-letters-and-fee');
    desk.check(
        'the arithmetic is shown',
        (await page.getByRole('region', { name: 'Fee', exact: true }).innerText()).includes('×'),
    );
    await page.getByText('Rules and facts behind this').click();
    await page.getByRole('button', { name: /^Decide it again from/ }).click();
    await page.getByText(/^The rules of today/).waitFor();
    await desk.look('73-replay');
    desk.check(
        'what was kept gives the same decision',
        (await page.getByText(/that day give the same decision/).count()) === 1,
    );
}

async function settings(desk) {
    const { page } = desk;
    await desk.go('/settings');
    const save = page.getByRole('button', { name: 'Save the settings' });
    await save.waitFor();
    await desk.look('68-settings');
    const state = page.getByLabel('State', { exact: true });
    const before = await state.inputValue();
    for (const value of ['CA', before]) {
        await state.selectOption(value);
        await save.click();
        await page.getByText('Saved', { exact: true }).waitFor();
        const kept = await page.request.get(`${desk.base}/api/release/settings`);
        desk.check(`the state "${value}" is kept`, (await kept.json()).facility.state === value);
    }
}

async function narrow(desk, addresses) {
    const { page } = desk;
    await page.setViewportSize({ width: 360, height: 760 });
    for (const path of addresses) {
        await desk.go(path);
        await page.locator('main h1').first().waitFor();
        await page.waitForTimeout(300);
        const wide = await page.evaluate(
            () =>
                document.querySelector('main').scrollWidth -
                document.querySelector('main').clientWidth,
        );
        desk.check(`${path} fits 360 px`, wide <= 1, `${wide} px too wide`);
        await desk.look(`69-narrow${path.replaceAll(/[/?=]/g, '-')}`);
    }
    await page.setViewportSize({ width: 1360, height: 860 });
}

export async function grounds_path(desk) {
    let made;
    await desk.part('subpoena', () => subpoena(desk));
    await desk.part('form to be signed', async () => {
        made = await make_link(desk);
    });
    if (made) await desk.part('the patient signs', () => sign(desk, made.address));
    if (made) await desk.part('kept form used and revoked', () => use_and_revoke(desk, made.form));
    await desk.part('corrected part of the record', () => correct(desk));
    await desk.part('letters and fee', () => letters(desk));
    await desk.part('settings', () => settings(desk));
    await desk.part('narrow pages', () =>
        narrow(desk, ['/release/new', '/release/forms', '/release/forms/new', '/settings']),
    );
}
