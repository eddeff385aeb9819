// What leaves the desk by other ways than the link: how a request stands for whoever made it, a denial,
// passages taken out, paper.
// SPDX-License-Identifier: Apache-2.0
import { ask, day, decide, open_case, patient_of, release } from './by_api.mjs';
import { fits, opened_pdf, palette_to } from './desk.mjs';

/** Tab until something of this name has the focus; how a person without a mouse gets there. */
async function tab_to(page, name, tries = 40) {
    for (let i = 0; i < tries; i++) {
        const here = await page.evaluate(() => {
            const e = document.activeElement;
            return e?.getAttribute('aria-label') ?? e?.textContent?.trim() ?? '';
        });
        if (name.test(here)) return true;
        await page.keyboard.press('Tab');
    }
    return false;
}

/** Somebody without an account, in a browser of their own. */
async function status_page(desk, view) {
    const staff = desk.page;
    const browser = await desk.another();
    const page = await browser.newPage();
    desk.watch(page);
    desk.page = page;
    try {
        await page.setViewportSize({ width: 390, height: 844 });
        await desk.go('/status');
        await page.getByLabel('Number of the request').waitFor();
        await page.getByRole('button', { name: 'Show' }).click();
        desk.check(
            'number and code are both needed',
            (await page.getByText('Type the number.').count()) === 1 &&
                (await page.getByText('Type the code.').count()) === 1,
        );
        await desk.look('80-status-asks');
        await page.getByLabel('Number of the request').fill(view.number);
        await page.getByLabel('Code').fill('0000-0000-0000-0000');
        await page.keyboard.press('Enter');
        await page.getByRole('alert').waitFor();
        await desk.look('80-status-wrong');
        desk.check(
            'a wrong code tells nothing',
            !(await page.locator('body').innerText()).includes('Received'),
        );
        await page.getByLabel('Code').fill(view.code.toLowerCase());
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { level: 1, name: /Received|In work/ }).waitFor();
        const text = await page.locator('body').innerText();
        desk.check('the status has the number', text.includes(view.number));
        desk.check('the status names the due day', text.includes('You will have our answer by'), text);
        desk.check('the status says nothing of the record', !text.includes(view.patient.mrn));
        desk.check('the code is not in the address', !page.url().includes(view.code));
        await desk.look('81-status-found');
        await page.getByRole('button', { name: 'Español' }).click();
        desk.check(
            'the status is there in Spanish',
            (await page.locator('html').getAttribute('lang')) === 'es' ||
                /Recibi/.test(await page.locator('body').innerText()),
        );
        await desk.look('81-status-spanish');
    } finally {
        desk.page = staff;
        await browser.close();
    }
}

async function denial(desk, view) {
    const { page } = desk;
    await desk.go(`/release/cases/${view.id}`);
    await page.getByRole('button', { name: 'Deny access…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Deny access' });
    await dialog.getByRole('radio').first().waitFor();
    await desk.look('82-denial');
    const deny = dialog.getByRole('button', { name: /^Deny/ });
    desk.check('without a ground nothing is denied', await deny.isDisabled());
    await dialog.locator('input[value="endangers_life"]').check();
    await dialog.getByLabel('Everything').check();
    await dialog.getByLabel('What is denied').fill('the consultation of March 4');
    await dialog
        .getByLabel('Basis in plain language')
        .fill('A professional has judged that access would endanger a life.');
    desk.check('the ground wants a judgment', await deny.isDisabled());
    await dialog.getByRole('textbox', { name: 'Licensed health care professional' }).fill('M. Ferreira, MD');
    await dialog.getByRole('textbox', { name: 'Licence' }).fill('MD 12345');
    await dialog.getByLabel('Judged on').fill(day(-2));
    await dialog.getByRole('textbox', { name: /^Reasons/ }).fill('Acute risk');
    await desk.look('82-denial-filled');
    await opened_pdf(desk, () =>
        dialog.getByRole('button', { name: 'Look at the letter' }).click(),
    );
    await deny.click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Ask for a review…' }).waitFor();
    await desk.look('83-denied');
    const text = await page.locator('main').innerText();
    desk.check('the denial names its ground', text.includes('164.524(a)(3)(i)'), text);
    desk.check('its letter is there', /Denial[^\n]*\(PDF\)/.test(text), text);
}

async function redaction(desk, view) {
    const { page } = desk;
    await desk.go(`/release/cases/${view.id}/confirm`);
    const cut = page.getByRole('button', { name: /^Take out/ }).first();
    await cut.waitFor();
    await cut.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: /^Take out of/ });
    const text = dialog.getByRole('region', { name: 'Text of the document' });
    await text.waitFor();
    const take = dialog.getByRole('button', { name: 'Take out the selected words' });
    await take.click();
    desk.check(
        'without a selection it says what to do',
        /Select the words/.test(await dialog.getByRole('status').innerText()),
    );
    await dialog.getByLabel(/^Why/).first().fill("another person's information");
    const word = await text.evaluate((pre) => {
        const node = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT).nextNode();
        const found = /\p{L}{5,}/u.exec(node.data);
        const range = document.createRange();
        range.setStart(node, found.index);
        range.setEnd(node, found.index + found[0].length);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        return found[0];
    });
    await take.click();
    desk.check('the words are struck', (await text.locator('mark').first().innerText()) === word);
    await desk.look('84-redaction');
    await dialog.getByRole('button', { name: 'Save what is taken out' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Taken out of documents: 1' }).waitFor();
    await desk.look('84-taken-out');
    await page.getByRole('button', { name: /^Put back passage 1/ }).click();
    await page.getByRole('heading', { name: 'Taken out of documents: 0' }).waitFor();
    desk.check('what was taken out is put back', true);
}

async function print_queue(desk, view) {
    const { page } = desk;
    await desk.go('/release');
    await page.getByRole('heading', { name: 'Release of information' }).waitFor();
    await palette_to(desk, 'print', 'Print queue');
    const row = page.locator('tbody tr', { hasText: view.number });
    await row.waitFor();
    await desk.look('85-print-queue');
    const pages = row.getByRole('link', { name: `Open pages of ${view.number}` });
    const pdf = await page.request.get(new URL(await pages.getAttribute('href'), desk.base).href);
    desk.check('the pages are a PDF', (await pdf.body()).subarray(0, 5).toString() === '%PDF-');
    desk.check(
        'the queue is worked by keyboard',
        await tab_to(page, new RegExp(`Mark printed: ${view.number}`)),
    );
    await page.keyboard.press('Enter');
    await page.getByText(`${view.number} is marked as printed.`).waitFor();
    await row.waitFor({ state: 'detached' });
    desk.check('what is printed leaves the queue', true);
    await fits(desk, '85-print-queue', 390);
}

export async function hand_over_path(desk) {
    let patient, view;
    await desk.part('a request of the patient', async () => {
        patient = await patient_of(desk);
        view = await open_case(desk, patient.id, { kind: 'patient', name: patient.name });
    });
    if (!view) return;
    await desk.part('status page', () => status_page(desk, view));
    await desk.part('redaction', async () => {
        await redaction(desk, await decide(desk, view));
    });
    await desk.part('denial', async () => {
        const other = await open_case(desk, patient.id, { kind: 'patient', name: patient.name });
        await denial(desk, await decide(desk, other));
    });
    await desk.part('print queue', async () => {
        const paper = await open_case(
            desk,
            patient.id,
            { kind: 'patient', name: patient.name },
            { format: 'paper' },
        );
        await print_queue(desk, await release(desk, await decide(desk, paper)));
    });
}
