// The minimum necessary: a plan asks for more than the protocol for claims lets go; it is reviewed, the review is
// outgrown, the case is narrowed with one click, and released with what was chosen before the clerk's eyes.
// SPDX-License-Identifier: Apache-2.0
import { ask, day, decide, open_case, patient_of, whole_record } from './by_api.mjs';
import { fits } from './desk.mjs';

const plan = { kind: 'health_plan', name: 'Claims Review', organization: 'Prairie Health Plan' };
const claim = {
    purpose: 'Review of a claim',
    ground: 'payment',
    statements: { payment_of_recipient: 'true', restriction: 'none' },
};

const panel_of = (page) => page.getByRole('region', { name: 'Minimum necessary' });

async function review(desk, panel) {
    const { page } = desk;
    await panel.getByRole('button', { name: 'Record an individual review…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Individual review' });
    const record = dialog.getByRole('button', { name: 'Record the review' });
    for (const [label, words] of [
        [/^What does the purpose need/, 'The doses of the stay.'],
        [/^Why does each part/, 'Orders and notes of the same days.'],
    ])
        await dialog.getByLabel(label).fill(words);
    desk.check('a review answers every criterion', await record.isDisabled());
    await dialog.getByLabel(/^Why would less not do/).fill('A summary shows no doses.');
    await desk.look('96-review');
    await record.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await panel.getByText('Covered').waitFor();
    desk.check(
        'what was answered stands there',
        /A summary shows no doses/.test(await panel.innerText()),
    );
}

async function widen(desk, view) {
    const { page } = desk;
    const now = await ask(desk, 'GET', `/api/release/cases/${view.id}`);
    const wider = { ...now.request, scope: { ...now.request.scope, from: day(-1300) } };
    const edited = await ask(desk, 'PUT', `/api/release/cases/${view.id}`, {
        version: now.version,
        request: wider,
    });
    await decide(desk, edited);
    await page.reload();
}

async function rely(desk, panel) {
    const { page } = desk;
    await panel.getByRole('button', { name: 'Rely on the requester’s word…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rely on the requester’s word' });
    const rely = dialog.getByRole('button', { name: 'Rely on it' });
    await dialog.getByLabel(/^What is relied on/).fill('The plan’s letter of last week.');
    desk.check('reliance must be reasonable', await rely.isDisabled());
    await dialog.getByLabel(/^Relying on it is reasonable/).check();
    await desk.look('97-reliance');
    desk.check('it may be relied on', await rely.isEnabled());
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
}

async function chosen(desk) {
    const { page } = desk;
    const patient = await patient_of(desk);
    const scope = { ...whole_record, from: day(-1200), to: day(0) };
    const view = await decide(
        desk,
        await open_case(desk, patient.id, plan, { ...claim, scope }),
    );
    await desk.go(`/release/cases/${view.id}`);
    const panel = panel_of(page);
    await panel.getByText('Waits for a choice').waitFor();
    const text = await panel.innerText();
    desk.check('the protocol is named with its citation', /Policy ROI-8 1\.1/.test(text), text);
    desk.check('what goes beyond it is named', /Sections: .*allergies/.test(text), text);
    desk.check('the days too', /Days before/.test(text), text);
    await desk.look('95-minimum');
    await review(desk, panel);
    await widen(desk, view);
    await panel.getByText('Waits for a choice').waitFor();
    desk.check('a wider scope is chosen anew', true);
    await page.getByRole('button', { name: 'Confirm release…' }).click();
    await page.getByText(/^The case waits until/).waitFor();
    await page.getByLabel(/^I have looked at the pages/).check();
    desk.check(
        'nothing goes before that',
        await page.getByRole('button', { name: /^Release \d+/ }).isDisabled(),
    );
    await desk.go(`/release/cases/${view.id}`);
    await rely(desk, panel);
    await panel.getByRole('button', { name: 'Narrow to the protocol' }).click();
    await panel.getByText('Within the protocol').waitFor();
    await page.getByText('Minimum necessary chosen').first().waitFor();
    await fits(desk, '99-minimum', 390);
    await page.getByRole('button', { name: 'Confirm release…' }).click();
    await panel.getByText('Within the protocol').waitFor();
    await desk.look('98-minimum-confirm');
}

export async function minimum_path(desk) {
    await desk.part('minimum necessary', () => chosen(desk));
}
