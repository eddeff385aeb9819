// A payer's list from entry to delivery: a wrong line settled, the charts decided, looked at, released,
// delivered as a part, fetched by link, called back; by keys where a person would use them.
// SPDX-License-Identifier: Apache-2.0
import { ask, day } from './by_api.mjs';
import { fits, palette_to } from './desk.mjs';

const wrong_name = 'Somebody Else';

/** A few patients of this hospital, whoever they are. */
async function some_patients(desk, n) {
    const seen = new Map();
    for (const q of ['an', 'ma', 'el', 'er', 'ro']) {
        const { patients } = await ask(desk, 'GET', `/api/patients?q=${q}`);
        for (const p of patients) if (p.mrn && p.birth_date) seen.set(p.id, p);
    }
    return [...seen.values()].slice(0, n);
}

function list_of(patients) {
    const rows = patients.map((p, i) => `${p.mrn},"${p.name}",${p.birth_date},C-${i + 1},x`);
    const wrong = `${patients[0].mrn},${wrong_name},,C-wrong,x`;
    return ['MRN,Patient name,DOB,Claim number,Plan notes', ...rows, wrong].join('\n');
}

async function take(desk, list) {
    const { page } = desk;
    await desk.go('/release');
    await page.getByRole('heading', { level: 1, name: 'Release of information' }).waitFor();
    await palette_to(desk, 'payer audit', 'Bulk requests');
    await desk.look('95-bulk-empty');
    await page.keyboard.press('n');
    await page.getByRole('heading', { level: 1, name: 'New bulk request' }).waitFor();
    await page.getByRole('button', { name: 'Open the bulk request' }).click();
    await page.getByText('fields need attention').waitFor();
    desk.check(
        'without a list nothing is sent',
        await page.getByRole('link', { name: /Paste the list/ }).isVisible(),
    );
    await page.getByLabel('Name', { exact: false }).first().fill('Claims Review');
    await page.getByLabel('Organization').fill('Prairie Health Plan');
    await page.getByLabel('Purpose', { exact: true }).last().fill('audit of paid claims');
    await page.getByLabel('Received on').fill(day(-2));
    await page.getByLabel('Asked for by').fill(day(20));
    await page.getByLabel(/Identity and authority/).check();
    await page.getByLabel('How it was verified').fill('Letterhead and call back');
    await page.locator('input[name="statement-payment_of_recipient"][value="true"]').check();
    await page.locator('input[name="statement-restriction"][value="none"]').check();
    await page.getByLabel('From', { exact: true }).fill(day(-1200));
    await page.getByLabel('To', { exact: true }).fill(day(0));
    const field = page.locator('#field-list');
    await field.fill(`${list}\nB-9,Bad Day,soon,C-bad,x`);
    const preview = page.getByRole('region', { name: 'First lines of the list' });
    desk.check(
        'the preview says which columns are read',
        /Reference\s+Claim number/.test(await preview.innerText()) &&
            /left alone\s+Plan notes/.test(await preview.innerText()),
        await preview.innerText(),
    );
    await page.getByRole('button', { name: 'Open the bulk request' }).click();
    const problems = page.getByRole('list', { name: 'Lines to mend' });
    await problems.waitFor();
    const bad = list.split('\n').length + 1;
    desk.check(
        'a bad day is named by its line, with its words',
        (await problems.innerText()).includes(`Line ${bad}`) &&
            (await problems.innerText()).includes('Bad Day'),
        await problems.innerText(),
    );
    await field.scrollIntoViewIfNeeded();
    await desk.look('95-bulk-list');
    await page.waitForTimeout(400);
    await page.reload();
    await page.getByText(/^Your draft of/).waitFor();
    desk.check(
        'the list is not lost with the page',
        (await field.inputValue()).includes('Bad Day'),
    );
    await page.getByLabel('File with the list').setInputFiles({
        name: 'list.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(list),
    });
    await page.getByText(`${list.split('\n').length - 1} charts`).waitFor();
    await fits(desk, '95-bulk-new', 390);
    await page.getByRole('button', { name: 'Open the bulk request' }).click();
    await page.getByRole('heading', { level: 1, name: /^B-\d{4}-\d{6}$/ }).waitFor();
    return new URL(page.url()).pathname.split('/').at(-1);
}

const step = (page, name) =>
    page.getByRole('group', { name: 'Next steps' }).getByRole('button', { name });

/** Until the step that follows is offered. */
const until = (page, name) => step(page, name).waitFor({ timeout: 60_000 });

async function settle(desk) {
    const { page } = desk;
    const first = step(page, /^Settle 1 line/);
    await first.waitFor();
    await desk.look('96-bulk-taken');
    await fits(desk, '96-bulk-taken', 390);
    await first.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: /which patient is it/ });
    await dialog.waitFor();
    const words = await dialog.innerText();
    desk.check(
        'the list stands beside the chart',
        words.includes(wrong_name) && /differs/.test(words) && /same/.test(words),
        words,
    );
    await desk.look('96-bulk-settle');
    await dialog.getByRole('button', { name: 'Drop the line…' }).click();
    const drop = dialog.getByRole('button', { name: 'Drop the line', exact: true });
    desk.check('a line is not dropped without a word', await drop.isDisabled());
    await dialog.getByLabel(/^Why this line/).fill('The plan withdrew it.');
    await drop.click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(/^Line \d+ is dropped\.$/).waitFor();
    desk.check('the last line settled closes the dialog', true);
}

async function choose_minimum(desk) {
    const { page } = desk;
    const choose = step(page, 'Choose the minimum necessary');
    if (!(await choose.isVisible())) return;
    await choose.click();
    await page.getByRole('button', { name: 'Record an individual review…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Individual review' });
    for (const box of await dialog.getByRole('textbox').all()) await box.fill('As the claims say');
    await desk.look('96-bulk-minimum');
    await dialog.getByRole('button', { name: 'Record the review' }).click();
    await dialog.waitFor({ state: 'detached' });
}

async function to_a_part(desk, charts) {
    const { page } = desk;
    await step(page, new RegExp(`^Decide ${charts} charts`)).click();
    await page
        .getByRole('group', { name: 'Filter the charts' })
        .getByRole('button', { name: /^Approved/ })
        .waitFor({ timeout: 60_000 });
    await page.getByRole('group', { name: 'Next steps' }).waitFor();
    await choose_minimum(desk);
    await until(page, /^Look at what would go/);
    await desk.look('97-bulk-decided');
    await step(page, /^Look at what would go/).click();
    const dialog = page.getByRole('dialog', { name: 'What would go' });
    const release = dialog.getByRole('button', { name: /^Release [1-9]\d* charts/ });
    await release.waitFor();
    const words = await dialog.innerText();
    desk.check('it says to whom', words.includes('Prairie Health Plan'), words);
    desk.check('it says what is held back', /psychotherapy notes/i.test(words), words);
    desk.check('nothing goes before it was looked at', await release.isDisabled());
    await desk.look('97-bulk-would-go');
    await dialog.getByLabel(/^I have looked/).check();
    await release.click();
    await until(page, /^Deliver/);
    await step(page, /^Deliver/).click();
    await until(page, 'Hand over part 1');
    await page.getByText('Not handed over yet').waitFor();
    await desk.look('97-bulk-part');
}

async function hand_over(desk, id) {
    const { page } = desk;
    const hand = step(page, 'Hand over part 1');
    await hand.focus();
    await page.keyboard.press('Enter');
    const name = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    desk.check('the step leads to the link', name === 'Make download link of part 1', name);
    await page.keyboard.press('Enter');
    const link = await page.locator('#download-link-1').inputValue();
    const code = await page.locator('#case-code-1').innerText();
    const got = await page.request.post(`${desk.base}/api/public${new URL(link).pathname}`, {
        headers: { 'X-Muniment': '1' },
        data: { code },
    });
    desk.check('the link gives the part', got.ok(), `${got.status()}`);
    desk.check('as one archive', (await got.body()).subarray(0, 2).toString() === 'PK');
    await page.reload();
    await page.getByText('Handed over', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Make a passphrase' }).click();
    await page.getByRole('link', { name: 'Encrypted file of part 1' }).waitFor();
    await desk.look('98-bulk-handed-over');
    await fits(desk, '98-bulk-handed-over', 390);
    const view = await ask(desk, 'GET', `/api/release/bulk/${id}`);
    desk.check('the part has its proof', view.parts[0].entry_index > 0);
}

/** The list by keys: to a chart's case, and back by its link. */
async function by_keys(desk, number) {
    const { page } = desk;
    await page
        .getByRole('group', { name: 'Filter the charts' })
        .getByRole('button', { name: /^Delivered/ })
        .click();
    const table = page.getByRole('region', { name: 'Charts of the list' });
    await table.getByRole('row').nth(2).waitFor();
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('j');
    desk.check(
        'j moves to the second chart',
        (await table.locator('tr[data-current] td').first().innerText()) === '2',
    );
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: `${number}-0002` }).waitFor();
    desk.check('Enter opens its case', true);
    await page.getByRole('link', { name: `Bulk request ${number}` }).click();
    await page.getByRole('heading', { level: 1, name: number, exact: true }).waitFor();
}

async function end(desk) {
    const { page } = desk;
    await page.getByRole('button', { name: 'Call back part 1…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Call back part 1' });
    await dialog.getByLabel('Who has it wrongly').fill('Prairie Seed Company');
    await dialog.getByLabel('What happened').fill('The address book has two of the name.');
    await desk.look('99-bulk-recall');
    await dialog.getByRole('button', { name: 'Call back part 1' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(/^Called back \d/).waitFor();
    await page.getByRole('link', { name: /Recall.*\(PDF\)/i }).waitFor();
    await step(page, 'Close…').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Close it' }).click();
    await page.getByText('nothing changes it any more').waitFor();
    await desk.look('99-bulk-closed');
    await desk.go('/release/bulk?show=closed');
    await page.getByRole('region', { name: 'Bulk requests' }).waitFor();
    await desk.look('99-bulk-requests');
    await fits(desk, '99-bulk-requests', 390);
}

export async function bulk_path(desk) {
    const { page } = desk;
    let id;
    const charts = 4;
    await desk.part('a bulk request is taken', async () => {
        id = await take(desk, list_of(await some_patients(desk, charts)));
    });
    if (!id) return;
    await desk.part('a line is settled', () => settle(desk));
    await desk.part('charts become a part', () => to_a_part(desk, charts));
    await desk.part('a part is handed over', () => hand_over(desk, id));
    await desk.part('charts by keys', async () =>
        by_keys(desk, await page.getByRole('heading', { level: 1 }).innerText()),
    );
    await desk.part('a part is called back, the request ends', () => end(desk));
}
