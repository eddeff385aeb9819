// One imported patient asks for her own record: found by Ctrl-K, the chart looked through, a request
// entered, decided, released, and the package proved offline (right of access, 45 CFR 164.524).
// SPDX-License-Identifier: Apache-2.0
import { choose_kind } from './desk.mjs';
import { chart, still_signed_in } from './pages.mjs';
import { confirm, download_package, prove_offline } from './release.mjs';

async function whole_chart(desk, name) {
    const { page } = desk;
    desk.patient = name;
    await chart(desk);
    const section = page.locator('#chart-section');
    desk.check('the chart has rows', (await section.locator('tbody tr').count()) > 0);
    await page.getByRole('tab', { name: /Results/ }).click();
    await section.locator('table.grid').waitFor();
    const more = section.getByRole('button', { name: 'Load more' });
    if (!(await more.count())) return;
    const before = await section.locator('tbody tr').count();
    await more.click();
    await section.locator('tbody tr').nth(before).waitFor();
    desk.check('more results load', (await section.locator('tbody tr').count()) > before);
    await section.getByRole('button', { name: /^All \d+ trends/ }).click();
    await desk.look('51-all-trends');
}

async function own_request(desk) {
    const { page } = desk;
    const name = (await page.getByRole('heading', { level: 1 }).innerText()).trim();
    await page.getByRole('button', { name: 'New request' }).click();
    await page.getByRole('heading', { name: 'New request' }).waitFor();
    await choose_kind(page, 'patient');
    await page.getByRole('button', { name: 'Fill in from the chart' }).click();
    desk.check(
        'the requester is filled in from the chart',
        (await page.locator('[id="field-requester.name"]').inputValue()) === name,
    );
    await page.getByLabel(/Identity and authority verified/).check();
    await page.getByLabel('How it was verified').fill('Photo identification');
    await page.getByText('Encounters').first().waitFor();
    await page.locator('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
    await page.waitForTimeout(300);
    await desk.look('52-own-request');
    await page.getByRole('button', { name: 'Open the case' }).click();
    await page.getByRole('heading', { name: 'Decision' }).waitFor();
}

async function decide(desk) {
    const { page } = desk;
    await page.getByRole('button', { name: 'Decide', exact: true }).click();
    await page.getByRole('button', { name: 'Confirm release…' }).waitFor();
    await desk.look('53-own-case-approved');
    const text = await page.locator('main').innerText();
    desk.check('access by the patient is required', text.includes('Must be released'));
    desk.check('the rule of access is cited', text.includes('45 CFR 164.524'));
}

export async function patient_path(desk, user, password, name) {
    let zip;
    await desk.part('sign in', () => still_signed_in(desk, user, password));
    await desk.part(`chart of ${name}`, () => whole_chart(desk, name));
    await desk.part('request by the patient', () => own_request(desk));
    await desk.part('decide', () => decide(desk));
    await desk.part('confirm and release', () => confirm(desk));
    await desk.part('download link', async () => {
        zip = await download_package(desk);
    });
    if (zip) await desk.part('offline proof', () => prove_offline(desk, zip));
}
