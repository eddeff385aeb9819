// The release desk's whole path: a good attorney request from worklist to a package proved offline,
// and a defective one from the new-request form to the letter.
// SPDX-License-Identifier: Apache-2.0
import { unzipSync } from 'fflate';
import { mkdtempSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { choose_kind } from './desk.mjs';

async function sign_in(desk, user, password) {
    const { page } = desk;
    await desk.go('/');
    await page.getByLabel('User name').waitFor();
    await desk.look('01-sign-in');
    await page.getByLabel('User name').fill(user);
    await page.getByRole('textbox', { name: 'Password' }).fill(`${password} wrong`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    desk.check(
        'a wrong password is refused with a sentence',
        (await page.getByRole('alert').innerText()).length > 10,
    );
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Release of information' }).waitFor();
}

async function worklist(desk) {
    const { page } = desk;
    await page.locator('table.grid tbody tr').first().waitFor();
    await desk.look('02-worklist');
    const rows = page.locator('table.grid tbody tr');
    desk.check('the worklist has rows', (await rows.count()) > 0);
    if ((await rows.count()) > 1) {
        await page.keyboard.press('j');
        desk.check(
            'j moves to the second row',
            (await rows.nth(1).getAttribute('data-current')) !== null,
        );
        await page.keyboard.press('k');
    }
    await pick_rows(desk, rows);
    await page.locator('th').getByRole('button', { name: 'Patient' }).click();
    desk.check(
        'a column says how it is sorted',
        (await page.locator('th[aria-sort="ascending"]').innerText()).startsWith('Patient'),
    );
    const [csv] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    desk.check('the rows export as CSV', csv.suggestedFilename().endsWith('.csv'));
    await page.keyboard.press('/');
    desk.check(
        '/ goes to the filter',
        await page.evaluate(() => document.activeElement?.id === 'worklist-filter'),
    );
}

/** Two rows by key and by mouse; their export; a decision of all that are received among them. */
async function pick_rows(desk, rows) {
    const { page } = desk;
    const bar = page.getByRole('group', { name: 'Selected cases' });
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    desk.check('x selects rows', (await bar.innerText()).includes('2 selected'));
    await desk.look('02-worklist-selected');
    const [csv] = await Promise.all([
        page.waitForEvent('download'),
        bar.getByRole('button', { name: /as CSV/ }).click(),
    ]);
    const lines = readFileSync(await csv.path(), 'utf8')
        .trim()
        .split('\r\n');
    desk.check('the selected rows export as CSV', lines.length === 3, `${lines.length} lines`);
    await bar.getByRole('button', { name: 'Clear' }).click();
    const received = rows.filter({ hasText: 'Received' });
    const number = (await received.first().getByRole('link').first().innerText()).trim();
    await page.getByRole('checkbox', { name: `Select ${number}` }).check();
    await bar.getByRole('button', { name: 'Decide 1 received' }).click();
    const result = page.getByRole('region', { name: 'Decided cases' });
    await result.getByText('1 of 1 decided').waitFor();
    await desk.look('02-worklist-decided');
    desk.check(
        'each decided case has its answer',
        /Approved|Defective/.test(await result.getByRole('listitem').innerText()),
    );
    await result.getByRole('button', { name: 'Close' }).click();
}

/** Opens the first attorney's case that the rules let go; defective ones on the way are left as they are. */
async function open_attorney_case(desk) {
    const { page } = desk;
    for (const state of ['received', 'approved']) {
        // A decided case leaves this list, so the first row is always a new one.
        for (let tries = 0; tries < 8; tries++) {
            await desk.go(`/release?state=${state}&sort=number`);
            await page.locator('table.grid tbody tr, .blank').first().waitFor();
            const row = page.locator('table.grid tbody tr', { hasText: 'Attorney' }).first();
            if (!(await row.count())) break;
            const name = (await row.locator('td').nth(2).innerText()).trim();
            await row.getByRole('link').first().click();
            await page.getByRole('heading', { name: 'Decision' }).waitFor();
            if (tries === 0) await desk.look(`03-case-${state}`);
            if (state === 'approved') return name;
            await page.getByRole('button', { name: 'Decide', exact: true }).click();
            const confirm = page.getByRole('button', { name: 'Confirm release…' });
            await confirm.or(page.getByRole('button', { name: 'Refuse with letter…' })).waitFor();
            if (await confirm.count()) return name;
        }
    }
    throw new Error('the worklist holds no attorney case that can be released');
}

async function decide_and_read(desk) {
    const { page } = desk;
    await page.getByRole('button', { name: 'Confirm release…' }).waitFor();
    await page.getByText('Rules and facts behind this').click();
    await desk.look('04-case-approved');
    const card = await page.locator('.first').innerText();
    desk.check('reasons carry a citation', /\d+ CFR \d+/.test(card));
    desk.check('the clock is shown', /Due\s/.test(card));
    desk.check('the accounting duty is answered', /Accounting\s+(Yes|No)/.test(card));
}

export async function confirm(desk) {
    const { page } = desk;
    await page.getByRole('button', { name: 'Confirm release…' }).click();
    await page.getByRole('heading', { name: /What will go/ }).waitFor();
    await page.waitForTimeout(1_000);
    await desk.look('05-confirm');
    const pdf = await page.request.get(await page.locator('iframe.pdf').evaluate((f) => f.src));
    desk.check('the preview is a PDF', (await pdf.body()).subarray(0, 5).toString() === '%PDF-');
    const send = page.getByRole('button', { name: /^Release \d+ document/ });
    desk.check('nothing leaves before the second look is confirmed', await send.isDisabled());
    await page.getByLabel(/I have looked at the pages/).check();
    await send.click();
    await desk.shot('06-progress');
    await page.getByRole('heading', { name: 'Released package' }).waitFor({ timeout: 180_000 });
    await desk.look('07-released');
    const text = await page.locator('main').innerText();
    desk.check('the result names a SHA-256', /[0-9a-f]{64}/.test(text));
    desk.check(
        'the result links to its ledger entry',
        (await page
            .locator('main')
            .getByRole('link', { name: /^entry/ })
            .count()) > 0,
    );
}

export async function download_package(desk) {
    const { page } = desk;
    await page.getByRole('button', { name: 'Make download link' }).click();
    const field = page.getByLabel('One-time download link');
    await field.waitFor();
    await desk.look('08-link');
    const url = new URL(await field.inputValue());
    const own = new URL(desk.base);
    const code = (await page.locator('#case-code').innerText()).trim();
    // A browser without a session, as the requester's is; opening the link twice uses nothing up.
    const address = `${own.origin}${url.pathname}${url.search}`;
    desk.check('the link opens a page', (await fetch(address)).status === 200);
    const context = await page.context().browser().newContext({ acceptDownloads: true });
    try {
        const outside = await context.newPage();
        await outside.goto(address);
        await outside.getByLabel('Code').fill('0000-0000-0000-0000');
        await outside.getByRole('button', { name: 'Download' }).click();
        const refusal = await outside.getByRole('alert').innerText();
        desk.check('a wrong code gets nothing', /do not fit/.test(refusal), refusal);
        await outside.getByLabel('Code').fill(code.toLowerCase());
        const [file] = await Promise.all([
            outside.waitForEvent('download'),
            outside.getByRole('button', { name: 'Download' }).click(),
        ]);
        const bytes = new Uint8Array(readFileSync(await file.path()));
        const again = await fetch(`${own.origin}/api/public${url.pathname}`, {
            method: 'POST',
            headers: { 'X-Muniment': '1', 'Content-Type': 'application/json' },
            body: JSON.stringify({ code }),
        });
        desk.check('the link works only once', again.status === 410, `status ${again.status}`);
        return bytes;
    } finally {
        await context.close();
    }
}

function spoilt_copy(folder, zip) {
    const copy = zip.slice();
    copy[Math.floor(copy.length / 4)] ^= 1;
    writeFileSync(join(folder, 'spoilt.zip'), copy);
    return join(folder, 'spoilt.zip');
}

/** Opens the package's own verify.html from disk, with no server, and gives it the package. */
export async function prove_offline(desk, zip) {
    const files = unzipSync(zip);
    const folder = mkdtempSync(join(tmpdir(), 'muniment-package-'));
    writeFileSync(join(folder, 'package.zip'), zip);
    for (const [name, data] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), data);
    }
    for (const name of [
        'release.pdf',
        'manifest.json',
        'entry.json',
        'proof.tlog-proof',
        'key.txt',
        'verify.html',
    ])
        desk.check(`the package holds ${name}`, name in files);
    const page = await desk.context.newPage();
    desk.watch(page);
    await page.goto(pathToFileURL(join(folder, 'verify.html')).href);
    await page.locator('input[type=file]').first().setInputFiles(join(folder, 'package.zip'));
    await page
        .locator('#result .verdict.care')
        .waitFor()
        .catch(() => undefined);
    desk.check(
        "without the facility's key the signer stays unconfirmed",
        (await page.locator('#result .verdict.care').count()) === 1,
        await page.locator('#result').innerText(),
    );
    await page
        .locator('#key')
        .fill((await (await desk.page.request.get(`${desk.base}/api/ledger`)).json()).vkey);
    await page
        .locator('#result .verdict.good')
        .waitFor()
        .catch(() => undefined);
    await desk.shot('09-offline-proof', page);
    desk.check(
        'the offline page proves the package',
        (await page.locator('#result .verdict.good').count()) === 1,
        (await page.locator('#result').innerText()).slice(0, 300),
    );
    await page.locator('input[type=file]').first().setInputFiles(spoilt_copy(folder, zip));
    await page
        .locator('#result .verdict.bad')
        .waitFor()
        .catch(() => undefined);
    desk.check(
        'one changed byte is noticed offline',
        (await page.locator('#result .verdict.bad').count()) === 1,
    );
    await page.close();
}

async function fill_defective_request(desk, patient) {
    const { page } = desk;
    await desk.go('/release');
    await page.getByRole('heading', { name: 'Release of information' }).waitFor();
    await page.keyboard.press('n');
    await page.getByRole('heading', { name: 'New request' }).waitFor();
    await page.getByRole('button', { name: 'Open the case' }).click();
    desk.check(
        'an empty form names its fields',
        /fields? needs? attention/.test(await page.getByRole('alert').first().innerText()),
    );
    await page.getByLabel('Find the patient').fill(patient.split(/[ ,]+/)[0]);
    await page.locator('.choices [role=option]').first().click();
    await choose_kind(page, 'attorney');
    await page.locator('[id="field-requester.name"]').fill('Testudo Law Office');
    await page.locator('#field-purpose').fill('Litigation');
    await page.getByLabel(/Identity and authority verified/).check();
    await page.getByLabel('How it was verified').fill('Letterhead and call back');
    await page.getByLabel(/\(c\)\(1\)\(i\)/).fill('All records of the last stay');
    await page.getByLabel(/\(c\)\(1\)\(iii\)/).fill('Testudo Law Office');
    await page.getByLabel(/It is signed/).check();
    await desk.look('10-new-request');
    await page.waitForTimeout(400);
    await page.reload();
    await page.getByText(/Your draft of/).waitFor();
    desk.check(
        'a draft survives a reload',
        (await page.getByLabel('How it was verified').inputValue()) === 'Letterhead and call back',
    );
}

/** The session is ended behind the form's back; the dialog must renew it and keep the typing. */
async function lose_the_session(desk, password) {
    const { page } = desk;
    await page.request.delete(`${desk.base}/api/session`, { headers: { 'X-Muniment': '1' } });
    await page.getByRole('button', { name: 'Open the case' }).click();
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor();
    await desk.look('11-session-ended');
    await dialog.getByRole('textbox', { name: 'Password' }).fill(password);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Decision' }).waitFor();
    desk.check(
        'a lost session loses no typing',
        (await page.locator('main').innerText()).includes('Testudo Law Office'),
    );
}

async function refuse(desk) {
    const { page } = desk;
    await page.getByRole('button', { name: 'Decide', exact: true }).click();
    await page.getByRole('button', { name: 'Refuse with letter…' }).waitFor();
    await desk.look('12-case-defective');
    const text = await page.locator('main').innerText();
    desk.check('the missing expiry is cited', text.includes('164.508(c)(1)(v)'));
    desk.check(
        'a defective case offers no release',
        (await page.getByRole('button', { name: 'Confirm release…' }).count()) === 0,
    );
    await page.getByRole('button', { name: 'Refuse with letter…' }).click();
    await page.getByRole('dialog').waitFor();
    await desk.look('13-refuse-dialog');
    await page.getByRole('button', { name: 'Refuse and write the letter' }).click();
    const letter = page.getByRole('link', { name: 'Letter (PDF)' });
    await letter.waitFor();
    await desk.look('14-case-refused');
    const pdf = await page.request.get(new URL(await letter.getAttribute('href'), desk.base).href);
    desk.check('the letter is a PDF', (await pdf.body()).subarray(0, 5).toString() === '%PDF-');
}

/** Someone else edits the case while this page shows the older version. */
async function conflict(desk) {
    const { page } = desk;
    const id = new URL(page.url()).pathname.split('/')[3];
    await page.getByRole('button', { name: 'Edit facts' }).click();
    await page.getByRole('button', { name: 'Save the facts' }).waitFor();
    const read = await (await page.request.get(`${desk.base}/api/release/cases/${id}`)).json();
    const theirs = { ...read.request, purpose: 'Purpose that someone else typed' };
    const put = await page.request.put(`${desk.base}/api/release/cases/${id}`, {
        headers: { 'X-Muniment': '1' },
        data: { version: read.version, request: theirs },
    });
    desk.check('someone else saves first', put.ok(), `status ${put.status()}`);
    await page.locator('#field-purpose').fill('Purpose that I typed');
    await page.getByRole('button', { name: 'Save the facts' }).click();
    await page.getByRole('heading', { name: 'Someone else changed this case' }).waitFor();
    await desk.look('15-conflict');
    const text = await page.locator('.versions').innerText();
    desk.check(
        'a conflict shows both versions',
        text.includes('Purpose that I typed') && text.includes('Purpose that someone else typed'),
    );
    await page.getByRole('button', { name: 'Save mine over theirs' }).click();
    await page.getByRole('heading', { name: 'Decision' }).waitFor();
    desk.check(
        'the chosen version is saved',
        (await page.locator('main').innerText()).includes('Purpose that I typed'),
    );
}

export async function release_path(desk, user, password) {
    let patient = '',
        zip;
    await desk.part('sign in', () => sign_in(desk, user, password));
    await desk.part('worklist', () => worklist(desk));
    await desk.part('open the attorney request', async () => {
        patient = await open_attorney_case(desk);
    });
    await desk.part('decide', () => decide_and_read(desk));
    await desk.part('confirm and release', () => confirm(desk));
    await desk.part('download link', async () => {
        zip = await download_package(desk);
    });
    if (zip) await desk.part('offline proof', () => prove_offline(desk, zip));
    await desk.part('new request', () => fill_defective_request(desk, patient));
    await desk.part('session lost', () => lose_the_session(desk, password));
    await desk.part('conflict', () => conflict(desk));
    await desk.part('refuse', () => refuse(desk));
    desk.patient = patient;
}
