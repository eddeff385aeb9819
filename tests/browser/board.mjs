// The board: what was opened yesterday stands under its day, is found by kind, and leads to its work by keys alone.
// SPDX-License-Identifier: Apache-2.0
import { ask, open_case, patient_of } from './by_api.mjs';
import { fits } from './desk.mjs';

/** A day at the facility, so many from its today, whatever the hour of this machine. */
async function day_there(desk, n) {
    const { today } = await ask(desk, 'GET', '/api/facility');
    return new Date(Date.parse(`${today}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
}

export async function board_path(desk) {
    const { page } = desk;
    await desk.part('board', async () => {
        const patient = await patient_of(desk);
        const late = await open_case(
            desk,
            patient.id,
            { kind: 'patient', name: 'Ann Late' },
            { received_on: await day_there(desk, -45) },
        );
        const { today, time_zone } = await ask(desk, 'GET', '/api/facility');
        await page.getByRole('link', { name: 'Due', exact: true }).click();
        await page.getByRole('heading', { level: 1, name: 'Due' }).waitFor();
        const table = page.getByRole('region', { name: 'What falls due' });
        await table.getByRole('rowheader', { name: /^Overdue/ }).waitFor();
        const row = table.getByRole('row', { name: new RegExp(late.number) });
        desk.check('a late request says how late', /15 days late/.test(await row.innerText()));
        desk.check('and by which rule', /45 CFR 164\.524/.test(await row.innerText()));
        desk.check(
            'today is headed by its weekday',
            await table
                .getByRole('rowheader', {
                    name: new RegExp(
                        `Today, ${new Date(`${today}T00:00:00Z`).toLocaleDateString('en-US', { weekday: 'long', timeZone: 'UTC' })}`,
                    ),
                })
                .isVisible(),
        );
        desk.check(
            'the zone is said',
            await page.getByText(`Days are those of ${time_zone}`).isVisible(),
        );
        await desk.look('90-board');
        await fits(desk, '90-board', 390);

        await page
            .getByRole('group', { name: 'Show' })
            .getByRole('button', { name: /^Requests/ })
            .click();
        desk.check('a kind can be shown alone', await row.isVisible());
        desk.check(
            'and nothing else stands there',
            (await table.getByText('Form expires', { exact: true }).count()) === 0,
        );
        // The oldest first: j goes to the first row of the overdue ones.
        await page.getByRole('heading', { level: 1, name: 'Due' }).click();
        await page.keyboard.press('j');
        const first = await table.locator('tr[data-current] a').innerText();
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { level: 1, name: new RegExp(first) }).waitFor();
        desk.check('Enter opens the row', true);
    });
    await desk.part('time zone', async () => {
        await page.goto(`${desk.base}/settings`);
        const zone = page.getByLabel('Time zone of the facility');
        await zone.waitFor();
        const before = await zone.inputValue();
        const change = page.getByRole('button', { name: 'Change the time zone' });
        desk.check('nothing is to be changed yet', await change.isDisabled());
        await zone.fill('Mars/Olympus');
        await change.click();
        await page.getByText(/no time zone of that name/).waitFor();
        await zone.fill('Pacific/Guam');
        await change.click();
        await page.getByText('Changed', { exact: true }).waitFor();
        const now = await ask(desk, 'GET', '/api/session');
        desk.check(
            'the session says the new zone',
            now.time_zone === 'Pacific/Guam',
            now.time_zone,
        );
        await zone.scrollIntoViewIfNeeded();
        await desk.look('91-time-zone');
        await zone.fill(before);
        await change.click();
        await page.getByText('Changed', { exact: true }).waitFor();
    });
}
