// Passkeys and codes in a real browser: a virtual authenticator (Chromium's) is added to the account,
// signs in, confirms, and is removed again. Passkeys belong to a name, so this goes by localhost.
// SPDX-License-Identifier: Apache-2.0
export async function sign_in_path(desk, user, password) {
    const base = desk.base.replace('//127.0.0.1', '//localhost');
    const page = await desk.page.context().newPage();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
        options: {
            protocol: 'ctap2',
            transport: 'internal',
            hasResidentKey: true,
            hasUserVerification: true,
            isUserVerified: true,
            automaticPresenceSimulation: true,
        },
    });
    const out = () => page.request.delete(`${base}/api/session`, { headers: { 'X-Muniment': '1' } });
    const at_account = () => page.getByRole('heading', { name: 'Account', exact: true }).waitFor();
    await desk.part('a passkey', async () => {
        await page.goto(`${base}/account`);
        await page.getByLabel('User name').fill(user);
        await page.getByRole('textbox', { name: 'Password' }).fill(password);
        await page.getByRole('button', { name: 'Sign in', exact: true }).click();
        await at_account();
        await page.getByLabel('Name of the device').fill('Virtual');
        await page.getByRole('button', { name: 'Add a passkey' }).click();
        await page.getByText('Virtual', { exact: true }).waitFor();
        await out();
        await page.goto(`${base}/account`);
        await page.getByLabel('User name').fill(user);
        await page.getByRole('textbox', { name: 'Password' }).fill(password);
        await page.getByRole('button', { name: 'Sign in', exact: true }).click();
        await page.getByText('Use your passkey to sign in').waitFor();
        desk.check('a password alone is not enough any more', true);
        await page.getByRole('button', { name: 'Use a passkey' }).click();
        await at_account();
        desk.check('the passkey signs in', true);
        await page.getByRole('button', { name: 'Remove the passkey Virtual' }).click();
        await page.getByText('Virtual', { exact: true }).waitFor({ state: 'detached' });
        await out();
    });
    await page.close();
}
