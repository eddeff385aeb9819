// The other pages: palette, chart, ledger, accounting, status, narrow and enlarged windows.
// SPDX-License-Identifier: Apache-2.0

export async function chart(desk) {
    const { page } = desk;
    await desk.go('/release');
    await page.getByRole('heading', { name: 'Release of information' }).waitFor();
    await page.keyboard.press('Control+k');
    const box = page.getByRole('combobox', { name: 'Search patients, cases and pages' });
    await box.fill(desk.patient.split(/[ ,]+/)[0]);
    await page.locator('.choices [role=option]').first().waitFor();
    await desk.look('20-palette');
    await page
        .locator('.choices [role=option]', { hasText: /^Patient/ })
        .first()
        .click();
    await page.getByRole('tab', { name: /Documents/ }).waitFor();
    await page.locator('.list [role=option], .blank').first().waitFor();
    if ((await page.locator('.list [role=option]').count()) > 1) {
        await page.locator('.paper, .blank').first().waitFor();
        await page.locator('.list').focus();
        const before = await page.locator('.list [aria-selected=true]').getAttribute('id');
        await page.keyboard.press('ArrowDown');
        await page.waitForTimeout(300);
        desk.check(
            'the arrow keys move through documents',
            (await page.locator('.list [aria-selected=true]').getAttribute('id')) !== before,
        );
        await page.locator('.paper, .blank').first().waitFor();
    }
    await desk.look('21-chart-documents');
    for (const tab of ['Encounters', 'Results', 'Medications', 'Conditions']) {
        await page.getByRole('tab', { name: new RegExp(tab) }).click();
        await page.locator('#chart-section table.grid, #chart-section .blank').first().waitFor();
        await desk.look(`22-chart-${tab.toLowerCase()}`);
    }
    desk.check('the tab stands in the address', page.url().includes('tab=conditions'));
}

async function chart_search(desk) {
    await desk.go('/chart');
    await desk.page.getByLabel('Name or MRN').fill('zzzzqq');
    await desk.page.getByText(/No patient matches/).waitFor();
    await desk.look('23-chart-search');
}

async function ledger(desk) {
    const { page } = desk;
    await desk.go('/ledger');
    await page.locator('table.grid tbody tr').first().waitFor();
    await desk.look('24-ledger');
    await page.locator('table.grid tbody tr td a').first().click();
    await page.getByRole('button', { name: 'Verify in this browser' }).click();
    await page.locator('.proof').waitFor();
    await desk.look('25-ledger-proof');
    desk.check(
        'a ledger entry is proved in the browser',
        (await page.locator('main').innerText()).includes('is proved'),
    );
    desk.check('every step holds', (await page.locator('.proof [aria-label=fails]').count()) === 0);
}

async function tampered(desk) {
    const { page } = desk;
    await page.route('**/api/ledger/entries/*', async (route) => {
        const answer = await route.fetch();
        const entry = await answer.json();
        await route.fulfill({
            response: answer,
            json: { ...entry, payload: entry.payload.replace('"v":1', '"v":2') },
        });
    });
    await page.reload();
    await page.getByRole('button', { name: 'Verify in this browser' }).click();
    await page.locator('.proof').waitFor();
    await desk.look('26-ledger-tampered');
    desk.check(
        'a changed entry is not proved',
        (await page.locator('main').innerText()).includes('is NOT proved'),
    );
    await page.unroute('**/api/ledger/entries/*');
}

async function accounting(desk) {
    const { page } = desk;
    await desk.go('/accounting');
    await page.getByLabel('Find the patient').fill(desk.patient.split(/[ ,]+/)[0]);
    await page.locator('.choices [role=option]').first().click();
    await page.locator('table.grid, .blank').first().waitFor();
    await desk.look('27-accounting');
    await page.getByRole('button', { name: /^All disclosures/ }).click();
    await page.locator('table.grid, .blank').first().waitFor();
    await desk.look('27-accounting-all');
}

async function status(desk) {
    await desk.go('/status');
    await desk.page.getByRole('heading', { name: 'Records held' }).waitFor();
    await desk.look('28-status');
}

async function states(desk) {
    const { page } = desk;
    await desk.go('/release?q=zzzzqq');
    await page.locator('.blank').waitFor();
    await desk.look('29-empty');
    await page.route('**/api/release/cases?*', (route) =>
        route.fulfill({
            status: 503,
            json: {
                error: {
                    fault: 'unavailable',
                    message: 'The database does not answer; try again in a minute.',
                    cite: '',
                },
            },
        }),
    );
    await desk.go('/release');
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await desk.look('30-failure');
    await page.unroute('**/api/release/cases?*');
    await desk.go('/release/cases/00000000-0000-7000-8000-000000000000');
    await page.getByRole('alert').waitFor();
    await desk.look('31-not-found');
    await desk.go('/no/such/page');
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await desk.look('33-no-page');
}

/** 200 % zoom of a 1360 px window is a 680 px one; 380 px is a telephone. Nothing may be cut off. */
async function narrow(desk) {
    const { page } = desk;
    for (const width of [680, 380]) {
        await page.setViewportSize({ width, height: 860 });
        for (const path of ['/release', '/ledger', '/status', '/release/new']) {
            await desk.go(path);
            await page.locator('main h1').first().waitFor();
            await page.waitForTimeout(300);
            const wide = await page.evaluate(
                () =>
                    document.querySelector('main').scrollWidth -
                    document.querySelector('main').clientWidth,
            );
            desk.check(`${path} fits ${width} px`, wide <= 1, `${wide} px too wide`);
            await desk.shot(`40-narrow-${width}${path.replaceAll('/', '-')}`);
        }
        await desk.go('/release?state=refused');
        await page.locator('table.grid tbody tr a').first().click();
        await page.getByRole('heading', { name: 'Decision' }).waitFor();
        await desk.shot(`40-narrow-${width}-case`);
        const wide = await page.evaluate(
            () =>
                document.querySelector('main').scrollWidth -
                document.querySelector('main').clientWidth,
        );
        desk.check(`the case page fits ${width} px`, wide <= 1, `${wide} px too wide`);
    }
    await page.setViewportSize({ width: 1360, height: 860 });
}

async function sign_out(desk, user) {
    const { page } = desk;
    await desk.go('/release');
    await page.getByRole('heading', { name: 'Release of information' }).waitFor();
    await page.keyboard.press('Tab');
    desk.check(
        'the first tab stop skips to the page',
        (await page.evaluate(() => document.activeElement?.textContent)) === 'Skip to the page',
    );
    await page.evaluate(async () => {
        const { user } = await (await fetch('/api/session')).json();
        localStorage.setItem(
            `muniment.draft.${user.id}.release-new`,
            JSON.stringify({ at: Date.now(), value: {}, version: 0 }),
        );
    });
    await page.locator('header.top [popovertarget]').click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await desk.look('32-user-menu');
    await page.getByRole('button', { name: 'Sign out' }).click();
    const question = page.getByRole('dialog', { name: /Sign out and delete/ });
    await question.waitFor();
    await desk.look('32-sign-out-drafts');
    await question.getByRole('button', { name: 'Delete and sign out' }).click();
    await page.getByLabel('User name').waitFor();
    desk.check(
        'no draft outlives its user',
        (await page.evaluate(() => Object.keys(localStorage).filter((k) => k.includes('draft'))))
            .length === 0,
    );
    desk.check(
        'signing out ends the session',
        (await page.request.get(`${desk.base}/api/session`)).status() === 401,
        user,
    );
}

/** These pages are tested even when the release path stopped halfway with its session ended. */
export async function still_signed_in(desk, user, password) {
    const { page } = desk;
    // Not /status: without a session that is the requester's own page.
    await desk.go('/release');
    if ((await page.request.get(`${desk.base}/api/session`)).ok()) return desk.go('/status');
    await page.getByLabel('User name').fill(user);
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Release of information' }).waitFor();
    await desk.go('/status');
    await page.getByRole('heading', { name: 'Jobs and status' }).waitFor();
}

export async function other_pages(desk, user, password) {
    await desk.part('still signed in', () => still_signed_in(desk, user, password));
    await desk.part('palette and chart', () => chart(desk));
    await desk.part('chart search', () => chart_search(desk));
    await desk.part('ledger', () => ledger(desk));
    await desk.part('tampered entry', () => tampered(desk));
    await desk.part('accounting', () => accounting(desk));
    await desk.part('status', () => status(desk));
    await desk.part('empty and failed states', () => states(desk));
    await desk.part('narrow windows', () => narrow(desk));
    await desk.part('sign out', () => sign_out(desk, user));
}
