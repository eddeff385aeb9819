// Signs in at a running server through a real OpenID Connect issuer (oidc-provider) and as a program by
// SMART Backend Services, then tries what an attacker would. Prints a line for each; exit 1 if one is wrong.
// Usage: node check.mjs PROGRAM
// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Provider from 'oidc-provider';

const program = process.argv[2];
const data = join(mkdtempSync(join(tmpdir(), 'muniment-oidc-')), 'data');
const free_port = () =>
    new Promise((done) => {
        const probe = http.createServer().listen(0, '127.0.0.1', () => {
            const { port } = probe.address();
            probe.close(() => done(port));
        });
    });
let wrong = 0;
function check(what, good) {
    console.log(`${good ? 'ok   ' : 'WRONG'} ${what}`);
    if (!good) wrong += 1;
}

// A browser as far as this needs one: cookies by host and path, redirects by hand.
class Browser {
    jar = new Map();
    async go(url, init = {}) {
        const { host, pathname } = new URL(url);
        const cookie = [...this.jar]
            .filter(([key, c]) => key.startsWith(`${host} `) && pathname.startsWith(c.path))
            .map(([, c]) => `${c.name}=${c.value}`)
            .join('; ');
        const answer = await fetch(url, {
            ...init,
            redirect: 'manual',
            headers: { ...init.headers, ...(cookie && { cookie }) },
        });
        for (const line of answer.headers.getSetCookie()) {
            const [pair, ...rest] = line.split(';').map((s) => s.trim());
            const at = pair.indexOf('=');
            const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
            const path = rest.find((r) => /^path=/i.test(r))?.slice(5) ?? '/';
            this.jar.set(`${host} ${name}`, { name, value, path });
        }
        return answer;
    }
    // Follows redirects until `stop` or a page.
    async follow(url, stop = () => false) {
        for (let i = 0; i < 20; ++i) {
            const answer = await this.go(url);
            const to = answer.headers.get('location');
            if (!to) return { url, answer };
            url = new URL(to, url).href;
            if (stop(url)) return { url, answer };
        }
        throw new Error('too many redirects');
    }
}

const port = await free_port();
const issuer_port = await free_port();
const base = `http://localhost:${port}`;
const issuer = `http://localhost:${issuer_port}`;

const provider = new Provider(issuer, {
    clients: [
        {
            client_id: 'muniment',
            client_secret: 'a-secret-of-the-test',
            redirect_uris: [`${base}/api/session/sso/callback`],
            post_logout_redirect_uris: [`${base}/`],
            token_endpoint_auth_method: 'client_secret_post',
        },
    ],
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['preferred_username', 'groups'] },
    findAccount: (_, id) => ({
        accountId: id,
        claims: () => ({ sub: `subject-${id}`, preferred_username: id, groups: ['him'] }),
    }),
    pkce: { required: () => true },
});
const issuing = provider.listen(issuer_port, 'localhost');

const run = spawnSync(program, ['demo', '--data', data, '--patients', '2'], { encoding: 'utf8' });
if (run.status !== 0) throw new Error(run.stderr);
const serving = spawn(
    program,
    ['serve', '--data', data, '--port', String(port), '--public-url', base],
    { stdio: ['ignore', 'pipe', 'inherit'] },
);
await new Promise((done) => serving.stdout.once('data', done));

const json = (method, body) => ({
    method,
    headers: { 'X-Muniment': '1', 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
});
async function sign_in_at_issuer(browser, name, from) {
    let { url, answer } = await browser.follow(from);
    for (const form of [{ prompt: 'login', login: name, password: 'x' }, { prompt: 'consent' }]) {
        if (!url.includes('/interaction/')) break;
        answer = await browser.go(url, {
            method: 'POST',
            headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
            body: new URLSearchParams(form),
        });
        const next = new URL(answer.headers.get('location'), url).href;
        ({ url, answer } = await browser.follow(next, (u) => u.startsWith(`${base}/api/session/sso/callback`)));
        if (url.startsWith(base)) break;
    }
    return url;
}

try {
    const admin = new Browser();
    const password = { username: 'demo', password: 'open-the-cedar-chest' };
    check('a password signs in', (await admin.go(`${base}/api/session`, json('POST', password))).ok);
    const settings = await (await admin.go(`${base}/api/signin/settings`)).json();
    settings.issuer = { ...settings.issuer, url: issuer, label: 'Test', client_id: 'muniment', client_secret: 'a-secret-of-the-test' };
    const set = await admin.go(`${base}/api/signin/settings`, json('PUT', settings));
    check('the issuer is set, its secret does not come back', set.ok && !(await set.text()).includes('a-secret-of-the-test'));

    const rosa = new Browser();
    const callback = await sign_in_at_issuer(rosa, 'release', `${base}/api/session/sso?return=/release`);
    check('the issuer sends back with a code', callback.includes('code='));
    const thief = await new Browser().go(callback);
    check('another browser cannot use the answer', thief.headers.get('location') === '/?sign-in=late');
    const in_ = await rosa.go(callback);
    check('single sign-on leads to the page asked for', in_.headers.get('location') === '/release');
    const session = await (await rosa.go(`${base}/api/session`)).json();
    check('it is Rosa, by single sign-on', session.user?.name?.startsWith('Rosa') && session.method === 'single_sign_on');
    const again = await rosa.go(callback);
    check('the answer is good once', again.headers.get('location')?.startsWith('/?sign-in='));
    const out = await (await rosa.go(`${base}/api/session/sso/sign-out`)).json();
    check('signing out leads to the issuer', out.address?.startsWith(issuer));
    const nobody = new Browser();
    const stranger = await sign_in_at_issuer(nobody, 'stranger', `${base}/api/session/sso`);
    const refused = await nobody.go(stranger);
    check('who has no account is refused', refused.headers.get('location') === '/?sign-in=refused');
    const away = new Browser();
    const evil = await sign_in_at_issuer(away, 'clerk', `${base}/api/session/sso?return=//evil.example.org`);
    check('no open redirect', (await away.go(evil)).headers.get('location') === '/');

    const keys = crypto.generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const jwk = { ...keys.publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', alg: 'ES384' };
    const made = await admin.go(`${base}/api/signin/programs`, json('POST', { client_id: 'lab', name: 'Laboratory', jwks: JSON.stringify({ keys: [jwk] }), scopes: ['system/*.rs'] }));
    check('a program is registered', made.ok);
    const where = (await (await fetch(`${base}/.well-known/smart-configuration`)).json()).token_endpoint;
    const b64 = (v) => Buffer.from(JSON.stringify(v)).toString('base64url');
    const assertion = (more = {}, alg = 'ES384') => {
        const text = `${b64({ alg, kid: 'k1', typ: 'JWT' })}.${b64({ iss: 'lab', sub: 'lab', aud: where, exp: Math.floor(Date.now() / 1000) + 200, jti: crypto.randomUUID(), ...more })}`;
        const sign = crypto.sign('sha384', Buffer.from(text), { key: keys.privateKey, dsaEncoding: 'ieee-p1363' });
        return `${text}.${alg === 'none' ? '' : sign.toString('base64url')}`;
    };
    const ask = (client_assertion) =>
        fetch(where, {
            method: 'POST',
            body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'system/*.rs', client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion }),
        });
    const good = assertion();
    const token = await (await ask(good)).json();
    check('a program gets a token of five minutes', token.access_token && token.expires_in === 300 && token.scope === 'system/*.rs');
    check('its assertion is good once', (await ask(good)).status === 401);
    check('alg=none', (await ask(assertion({}, 'none'))).status === 401);
    check('wrong aud', (await ask(assertion({ aud: 'https://elsewhere.example.org' }))).status === 401);
    check('expired', (await ask(assertion({ exp: 1 }))).status === 401);
    check('unknown program', (await ask(assertion({ iss: 'nobody', sub: 'nobody' }))).status === 401);
    const facility = await fetch(`${base}/api/facility`, { headers: { Authorization: `Bearer ${token.access_token}` } });
    check('the token opens the API', facility.ok);
    const as_cookie = await fetch(`${base}/api/facility`, { headers: { Cookie: `muniment_session=${token.access_token}` } });
    check('and is no cookie', as_cookie.status === 401);

    issuing.closeAllConnections();
    await new Promise((done) => issuing.close(done));
    const down = new Browser();
    check('a password signs in when the issuer is down', (await down.go(`${base}/api/session`, json('POST', { ...password, username: 'clerk' }))).ok);
} finally {
    serving.kill('SIGTERM');
    issuing.close();
    rmSync(join(data, '..'), { recursive: true, force: true });
}
console.log(`oidc: ${wrong} wrong`);
process.exit(wrong ? 1 : 0);
