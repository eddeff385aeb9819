// What is said of disclosures afterwards: the accounting given, suspensions, the error log, the figures.
// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { ask, day, decide, open_case, patient_of, release, whole_record } from './by_api.mjs';
import { fits, opened_pdf, palette_to } from './desk.mjs';

async function suspend(desk) {
    const { page } = desk;
    await page.getByRole('button', { name: 'Add a suspension…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Suspend an agency’s disclosures' });
    await dialog.waitFor();
    desk.check(
        'the dialog begins at its first field',
        (await page.evaluate(() => document.activeElement?.closest('div')?.textContent)) !== null &&
            (await dialog.getByLabel('Agency').evaluate((e) => e === document.activeElement)),
    );
    await dialog.getByLabel('Agency').fill('Exampleton Police');
    const keep = dialog.getByRole('button', { name: 'Keep the suspension' });
    await dialog.getByLabel('What was stated').fill('Letter of the station');
    desk.check('a written statement needs its end', await keep.isDisabled());
    await dialog.getByLabel('Orally').check();
    desk.check('an oral one needs the official', await keep.isDisabled());
    await dialog.getByLabel('Official who stated it').fill('Sgt. Vane');
    await desk.look('87-suspend');
    await dialog.getByLabel('What was stated').press('Tab');
    await keep.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(/^Holds until/).waitFor();
}

async function lift(desk) {
    const { page } = desk;
    await page.getByRole('button', { name: 'Lift the suspension of Exampleton Police' }).click();
    const dialog = page.getByRole('dialog', { name: 'Lift the suspension' });
    await dialog.getByLabel(/^Who at the agency/).fill('Call of Sgt. Vane');
    await desk.look('88-lift');
    await dialog.getByRole('button', { name: 'Lift it' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(/^Lifted on/).waitFor();
}

/** One disclosure to the police that must be listed (45 CFR 164.512(f)(2)(i)). */
async function tell_police(desk, patient) {
    const view = await decide(
        desk,
        await open_case(
            desk,
            patient,
            { kind: 'law_enforcement', name: 'Sgt. Vane', organization: 'Exampleton Police' },
            {
                ground: 'le_identify',
                statements: { identify_whom: 'missing_person', asks_for_tissue: 'false' },
                purpose: 'missing person',
                scope: { ...whole_record, sections: ['documents'] },
            },
        ),
    );
    const given = await ask(desk, 'POST', `/api/release/cases/${view.id}/given`, {
        version: view.version,
        fields: { 'name and address': 'Ann Example, 7 Quay Street' },
    });
    return release(desk, given);
}

async function accounting(desk, patient) {
    const { page } = desk;
    const told = await tell_police(desk, patient.id);
    await desk.go(`/chart/${patient.id}`);
    await page.getByRole('link', { name: 'Accounting of disclosures' }).click();
    await page.getByRole('heading', { name: 'Give the accounting' }).waitFor();
    const listed = page.getByRole('button', { name: /^To be listed/ });
    await listed.waitFor();
    const counted = async () => Number((await listed.innerText()).match(/\d+/)[0]);
    const before = await counted();
    desk.check('what the police got is listed', before > 0);
    await desk.look('86-accounting');
    const panel = page.getByRole('region', { name: 'Give the accounting' });
    desk.check('whether it is free is cited', /164\.528\(c\)\(2\)/.test(await panel.innerText()));
    desk.check('its due day is cited', /164\.528\(c\)\(1\)/.test(await panel.innerText()));

    await suspend(desk);
    await page.waitForFunction((n) => {
        const text = [...document.querySelectorAll('button')].find((b) =>
            b.textContent.startsWith('To be listed'),
        )?.textContent;
        return Number(text?.match(/\d+/)?.[0]) === n;
    }, before - 1);
    desk.check('what is suspended is not listed', (await counted()) === before - 1);
    await page.getByRole('button', { name: /^All disclosures/ }).click();
    desk.check(
        'the desk sees why',
        /Suspended at the agency/.test(
            await page.locator('tbody tr', { hasText: told.number }).innerText(),
        ),
    );
    await desk.look('87-suspended');
    await lift(desk);
    await page.waitForFunction(
        (n) =>
            [...document.querySelectorAll('button')]
                .find((b) => b.textContent.startsWith('To be listed'))
                ?.textContent.includes(String(n)),
        before,
    );

    await page.getByLabel('From', { exact: true }).fill(day(-30));
    await page.getByLabel('Language of the letter').selectOption('spanish');
    await opened_pdf(desk, () => panel.getByRole('button', { name: 'Look at the letter' }).click());
    await panel.getByRole('button', { name: 'Give the accounting' }).click();
    const letter = panel.getByRole('link', { name: 'Open the letter (PDF)' });
    await letter.waitFor();
    const pdf = await page.request.get(new URL(await letter.getAttribute('href'), desk.base).href);
    desk.check('the letter is a PDF', (await pdf.body()).subarray(0, 5).toString() === '%PDF-');
    const given = page.getByRole('list', { name: 'Accountings given' });
    await given.waitFor();
    desk.check('it stands among those given', /Spanish/.test(await given.innerText()));
    await panel.getByText('Not free').waitFor();
    await desk.look('88-accounting-given');
    await page.getByLabel('From', { exact: true }).fill(day(-1));
    await page.getByLabel('To', { exact: true }).fill(day(-3));
    await panel.getByRole('alert').waitFor();
    desk.check(
        'an empty period is refused with its paragraph',
        (await panel.getByRole('alert').innerText()).includes('164.528(a)(3)'),
    );
    await desk.look('88-accounting-period');
    await fits(desk, '88-accounting', 390);
}

async function errors(desk, view) {
    const { page } = desk;
    await desk.go(`/release/cases/${view.id}`);
    await page.getByRole('button', { name: 'Note an error…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Note an error' });
    await dialog.getByLabel('Kind').selectOption('late');
    const note = dialog.getByRole('button', { name: 'Note it' });
    desk.check('an error needs its words', await note.isDisabled());
    await dialog.getByLabel('What went wrong').fill('The request lay in the tray.');
    await desk.look('89-note-error');
    await note.click();
    await page.getByText('The error is noted.').waitFor();

    await palette_to(desk, 'error log', 'Error log');
    const row = page.locator('tbody tr', { hasText: 'The request lay in the tray.' }).first();
    await row.waitFor();
    desk.check('the log has the case', (await row.innerText()).includes(view.number));
    await desk.look('90-errors');
    await page.getByRole('button', { name: 'Note an error…' }).click();
    const box = dialog.getByRole('combobox', { name: 'Case' });
    await box.pressSequentially(view.number);
    await dialog.locator('[role=option]').first().waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByText(view.number).waitFor();
    await dialog.getByLabel('What went wrong').fill('The pages of another stay went along.');
    await dialog.getByLabel('Kind').selectOption('over_disclosure');
    await note.press('Enter');
    await page.getByText(`Too much went out is noted of ${view.number}.`).waitFor();
    await page.getByLabel('From', { exact: true }).fill(day(-900));
    await page.getByLabel('To', { exact: true }).fill(day(-800));
    await page.getByRole('heading', { name: 'No error was found in this period' }).waitFor();
    await desk.look('90-errors-none');
    await fits(desk, '90-errors', 390);
}

async function quality(desk) {
    const { page } = desk;
    await palette_to(desk, 'turnaround', 'Quality');
    const errors = page.locator('tr', { hasText: 'Errors found' });
    await errors.first().waitFor();
    await page.waitForTimeout(500);
    await desk.look('91-quality');
    const rows = page.locator('table.figures tbody tr');
    const told = await rows.locator('td:last-child').allInnerTexts();
    desk.check(
        'every figure has its definition beside it',
        told.length > 10 && told.every((t) => t.length > 20),
        told.join(' | '),
    );
    desk.check('the noted errors are counted', /[1-9]/.test(await errors.first().innerText()));
    const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    const lines = readFileSync(await file.path(), 'utf8')
        .trim()
        .split('\r\n');
    desk.check('the file has every figure', lines.length === told.length + 1, lines[0]);
    await page.getByRole('button', { name: 'A year' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('button[aria-pressed=true]', { hasText: 'A year' }).waitFor();
    desk.check('the period stands in the address', page.url().includes(`from=${day(-365)}`));
    await page.getByLabel('To', { exact: true }).fill(day(-900));
    await page.getByRole('alert').waitFor();
    await desk.look('91-quality-failure');
    await desk.go('/release/quality');
    await errors.first().waitFor();
    await fits(desk, '91-quality', 390);
}

async function forbidden(desk) {
    const { page } = desk;
    const refusal = {
        status: 403,
        json: {
            error: {
                fault: 'forbidden',
                message: 'This needs the permission release_read.',
                cite: '',
            },
        },
    };
    for (const [path, api] of [
        ['/release/quality', '**/api/release/quality?*'],
        ['/release/errors', '**/api/release/errors?*'],
        ['/release/print-queue', '**/api/release/print-queue'],
        [`/accounting?patient=${(await patient_of(desk)).id}`, '**/api/release/accounting?*'],
    ]) {
        await page.route(api, (route) => route.fulfill(refusal));
        await desk.go(path);
        const alert = page.getByRole('alert').first();
        await alert.waitFor();
        desk.check(
            `${path.split('?')[0]} says that it may not be seen`,
            (await alert.innerText()).includes('You may not do this'),
        );
        await desk.look(`92-forbidden${path.split('?')[0].replaceAll('/', '-')}`);
        await page.unroute(api);
    }
}

export async function disclosures_path(desk) {
    let patient;
    await desk.part('the patient', async () => {
        patient = await patient_of(desk);
    });
    if (!patient) return;
    await desk.part('accounting and suspension', () => accounting(desk, patient));
    await desk.part('errors', async () => {
        const requester = { kind: 'patient', name: patient.name };
        await errors(desk, await open_case(desk, patient.id, requester));
    });
    await desk.part('quality', () => quality(desk));
    await desk.part('forbidden pages', () => forbidden(desk));
}
