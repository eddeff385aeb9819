// People: each job signs in and finds its own pages; a physician breaks the glass and the privacy
// officer reviews it; overdue training closes records until it is taken; accounts and their review.
// Needs the demo's people. node run.mjs ... --people
// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { fits } from './desk.mjs';

const courses = new URL('../../departments/workforce/courses/', import.meta.url);

/** Pages a job finds in its rail, and some it does not. */
const jobs = [
    ['demo', ['Release', 'Accounts', 'Training'], ['Emergencies']],
    ['admin', ['Accounts', 'Ledger', 'Training'], ['Release', 'Chart search', 'Emergencies']],
    ['release', ['Release', 'Chart search', 'Training'], ['Accounts', 'Emergencies']],
    ['privacy', ['Emergencies', 'Chart search', 'Training'], ['Accounts']],
    ['clerk', ['Release', 'Training'], ['Chart search', 'Accounts']],
    ['technician', ['Chart search', 'Training'], ['Accounts', 'Emergencies']],
    ['coder', ['Chart search', 'Training'], ['Release', 'Accounts']],
    ['cdi', ['Chart search', 'Training'], ['Release', 'Accounts']],
    ['analyst', ['Ledger', 'Training'], ['Chart search', 'Release']],
    ['informaticist', ['Ledger', 'Training'], ['Chart search', 'Accounts']],
    ['cio', ['Ledger', 'Training'], ['Chart search', 'Accounts']],
    ['auditor', ['Ledger', 'Emergencies', 'Training'], ['Chart search', 'Accounts']],
    ['physician', ['Chart search', 'Training'], ['Release', 'Accounts']],
    ['nurse', ['Chart search', 'Training'], ['Release', 'Accounts']],
];

export async function enter(desk, username, password) {
    const { page } = desk;
    await desk.context.clearCookies();
    await desk.go('/');
    await page.evaluate(() => sessionStorage.clear());
    await desk.go('/');
    await page.getByLabel('User name').fill(username);
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('navigation', { name: 'Departments' }).waitFor();
}

const api = async (desk, path) => {
    const answer = await desk.page.request.fetch(desk.base + path);
    return { status: answer.status(), body: await answer.json() };
};

async function each_job(desk, password) {
    const { page } = desk;
    for (const [job, finds, finds_not] of jobs) {
        await enter(desk, job, password);
        const rail = page.getByRole('navigation', { name: 'Departments' });
        const labels = (await rail.getByRole('link').allTextContents()).map((t) => t.trim());
        desk.check(
            `${job} finds her own pages`,
            finds.every((f) => labels.includes(f)) && !finds_not.some((f) => labels.includes(f)),
            labels.join(', '),
        );
        for (const label of labels) {
            await rail.getByRole('link', { name: label, exact: true }).click();
            await page.getByRole('heading', { level: 1 }).first().waitFor();
            await page.waitForTimeout(150);
            const refused = await page.getByText('may not do this', { exact: false }).count();
            desk.check(`${job}: ${label} opens`, refused === 0);
        }
        await desk.axe(`${job}, last page`);
    }
}

/** The first patient whose chart is answered so. */
async function patient_with(desk, wanted) {
    const { body } = await api(desk, '/api/patients?q=&limit=60');
    for (const patient of body.patients) {
        const { status } = await api(desk, `/api/chart/${patient.id}`);
        if (status === wanted) return patient;
    }
    throw new Error(`no chart is answered with ${wanted}`);
}

async function break_the_glass(desk, password) {
    const { page } = desk;
    await enter(desk, 'physician', password);
    const hers = await patient_with(desk, 200);
    await desk.go(`/chart/${hers.id}`);
    await page.getByRole('tab').first().waitFor();
    desk.check('a physician opens her own patient', true);
    const other = await patient_with(desk, 403);
    await desk.go(`/chart/${other.id}`);
    await page.getByRole('heading', { name: 'This record is closed to you' }).waitFor();
    await desk.look('people-break-glass');
    await fits(desk, 'people-break-glass', 390);
    const open = page.getByRole('button', { name: 'Open for an hour' });
    desk.check('without words it stays closed', await open.isDisabled());
    await page.getByLabel('Reason').selectOption('consultation');
    await page.getByLabel('What the emergency is').fill('Called to the bedside, no pulse');
    await open.click();
    await page.getByText('Emergency access').waitFor();
    await page.getByRole('tab').first().waitFor();
    desk.check('with a reason the chart opens under a banner', true);
    await desk.look('people-emergency-chart');

    await enter(desk, 'privacy', password);
    await page.getByRole('link', { name: 'Emergencies', exact: true }).click();
    await page.getByRole('link', { name: /^E-/ }).first().waitFor();
    await desk.look('people-emergencies');
    await fits(desk, 'people-emergencies', 390);
    await page.getByRole('link', { name: /^E-/ }).first().click();
    await page.getByText('Called to the bedside, no pulse').waitFor();
    desk.check(
        'the officer sees what was opened',
        (await page.getByRole('region', { name: 'What was opened', exact: true }).count()) === 1,
    );
    await desk.look('people-emergency');
    await fits(desk, 'people-emergency', 390);
    await page.getByLabel(/^Appropriate/).check();
    await page.getByLabel('Why').fill('The code team’s sheet names her');
    await page.getByRole('button', { name: 'Record the finding' }).click();
    await page.getByText('The code team’s sheet names her').waitFor();
    desk.check('the officer records her finding', true);
}

async function take(desk, name) {
    const { page } = desk;
    const course = JSON.parse(readFileSync(new URL(`${name}.json`, courses), 'utf8'));
    await desk.go(`/training/${name}`);
    await page.getByRole('heading', { level: 1, name: course.title }).waitFor();
    const groups = page.getByRole('radiogroup');
    for (const [i, question] of course.questions.entries())
        await groups
            .nth(i)
            .getByRole('radio', { name: question.choices[question.right], exact: true })
            .check();
    await page.getByRole('checkbox').check();
    const { body } = await api(desk, '/api/session');
    await page.getByLabel('Your name').fill(body.user.name);
    if (name === 'hipaa_privacy') {
        await desk.look('people-course');
        await fits(desk, 'people-course', 390);
    }
    await page.getByRole('button', { name: 'Sign and finish' }).click();
    await page.getByText('Passed and signed').waitFor();
}

async function training(desk, password) {
    const { page } = desk;
    await enter(desk, 'late', password);
    // A name may be looked for, as an emergency wants; the record is closed.
    const found = await api(desk, '/api/patients?q=&limit=1');
    const patient = found.body.patients[0].id;
    const refused = await api(desk, `/api/chart/${patient}`);
    desk.check('overdue training closes records', refused.status === 403, String(refused.status));
    await desk.go(`/chart/${patient}`);
    await page.getByRole('button', { name: /emergency|open/i }).first().waitFor();
    await page.getByRole('link', { name: 'Go to Training' }).first().waitFor();
    await page.getByRole('link', { name: 'Go to Training' }).first().click();
    await page.getByText('Patients’ records are closed to you').waitFor();
    await desk.look('people-training');
    await fits(desk, 'people-training', 390);
    const { body } = await api(desk, '/api/workforce/training');
    for (const owed of body.courses) await take(desk, owed.course);
    const { body: after } = await api(desk, '/api/workforce/training');
    desk.check('the courses taken, nothing is owed', after.courses.every((c) => c.standing === 'in_time'));
    await desk.go('/training');
    await page.getByText('Patients’ records are open to you').waitFor();
}

async function accounts(desk, password) {
    const { page } = desk;
    await enter(desk, 'demo', password);
    await desk.go('/people/training');
    await page.getByRole('region', { name: 'Who is due' }).first().waitFor();
    await page.getByRole('region', { name: 'Courses' }).first().waitFor();
    await desk.look('people-training-admin');
    await fits(desk, 'people-training-admin', 390);
    await desk.go('/people/accounts');
    await page.getByRole('region', { name: 'Accounts' }).first().waitFor();
    await desk.look('people-accounts');
    await fits(desk, 'people-accounts', 390);
    const joiner = `joiner${Date.now() % 1e6}`;
    await page.getByRole('button', { name: 'Somebody joins' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: /^Name/ }).fill('Jo Ine');
    await page.getByRole('dialog').getByLabel('User name').fill(joiner);
    await page.getByRole('dialog').getByLabel('First password').fill('copper-kettle-93-lane');
    await page.getByRole('dialog').getByRole('checkbox', { name: 'Coder', exact: true }).check();
    await desk.look('people-join');
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.getByText(joiner).waitFor();
    desk.check('somebody joins', true);
    const row = page.getByRole('row').filter({ hasText: joiner });
    await row.getByRole('button', { name: 'Change Jo Ine' }).click();
    await page.getByRole('dialog').getByRole('checkbox', { name: 'Coder', exact: true }).uncheck();
    await page.getByRole('dialog').getByRole('checkbox', { name: 'Analyst', exact: true }).check();
    await page.getByRole('button', { name: 'Change the account' }).click();
    await row.getByText('Analyst').waitFor();
    desk.check('a mover’s roles are replaced', (await row.getByText('Coder').count()) === 0);
    await row.getByRole('button', { name: 'Leave Jo Ine' }).click();
    await page.getByRole('button', { name: 'End access then' }).click();
    await row.waitFor({ state: 'detached' });
    desk.check('a leaver is not among the active', true);

    await desk.go('/people/reviews');
    await page.getByRole('link', { name: /^U-/ }).first().waitFor();
    await desk.look('people-reviews');
    await fits(desk, 'people-reviews', 390);
    await page.getByRole('link', { name: /^U-/ }).first().click();
    await page.getByRole('button', { name: /^Keep / }).first().waitFor();
    await desk.look('people-review');
    await fits(desk, 'people-review', 390);
    const waiting = await page.getByRole('button', { name: /^Keep / }).count();
    await page.getByRole('button', { name: /^Keep / }).first().click();
    await page.getByText('Kept by').first().waitFor();
    desk.check(
        'an account is kept',
        (await page.getByRole('button', { name: /^Keep / }).count()) === waiting - 1,
    );
    desk.check(
        'nobody reviews her own',
        (await page.getByText('Your own: a colleague reviews it').count()) === 1,
    );
}

export async function people_path(desk, password) {
    await desk.part('a physician breaks the glass', () => break_the_glass(desk, password));
    await desk.part('overdue training', () => training(desk, password));
    await desk.part('accounts and their review', () => accounts(desk, password));
    await desk.part('each job', () => each_job(desk, password));
}
