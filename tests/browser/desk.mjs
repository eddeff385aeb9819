// A browser with a fresh profile, and the verbs the tests speak: check, shot, accessible.
// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--no-first-run',
];

/** Types words of a kind of requester and takes the first that is found. */
export async function choose_kind(page, words) {
    const box = page.getByRole('combobox', { name: 'Kind of requester' });
    await box.focus();
    await box.pressSequentially(words);
    await page.locator('.search-choice [role=option]').first().waitFor();
    await page.keyboard.press('Tab');
}

export async function palette_to(desk, words, heading) {
    const { page } = desk;
    await page.keyboard.press('Control+k');
    const box = page.getByRole('combobox', { name: 'Search patients, cases and pages' });
    await box.fill(words);
    await page.locator('[role=option][aria-selected=true]', { hasText: /^Page/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

export async function fits(desk, name, width) {
    const { page } = desk;
    await page.setViewportSize({ width, height: 760 });
    await page.waitForTimeout(150);
    const wide = await page.evaluate(() => {
        const main = document.querySelector('main') ?? document.documentElement;
        return main.scrollWidth - main.clientWidth;
    });
    desk.check(`${name} fits ${width} px`, wide <= 1, `${wide} px too wide`);
    await desk.look(`${name}-${width}`);
    await page.setViewportSize({ width: 1360, height: 860 });
}

export async function opened_pdf(desk, press) {
    const [tab] = await Promise.all([desk.context.waitForEvent('page'), press()]);
    const refused = [];
    tab.on('console', (m) => m.type() === 'error' && refused.push(m.text()));
    await tab.waitForURL(/^blob:/);
    await tab.waitForTimeout(700);
    // Where a policy forbids the browser's own viewer, an empty page stands in its place.
    const viewer = await tab.evaluate(() => document.contentType);
    desk.check('the letter is shown as a PDF', viewer === 'application/pdf', viewer);
    desk.check('no policy stands against it', refused.length === 0, refused.join(' | '));
    await desk.shot('82-letter-tab', tab);
    await tab.close();
}

export class Desk {
    passed = 0;
    failed = 0;

    static async open({ base, shots, executable }) {
        const desk = new Desk();
        desk.base = base;
        desk.shots = shots;
        desk.executable = executable;
        if (shots) mkdirSync(shots, { recursive: true });
        desk.profile = mkdtempSync(join(tmpdir(), 'muniment-browser-'));
        desk.context = await chromium.launchPersistentContext(desk.profile, {
            executablePath: executable,
            args: flags,
            viewport: { width: 1360, height: 860 },
            acceptDownloads: true,
            bypassCSP: false,
        });
        desk.context.setDefaultTimeout(15_000);
        desk.page = desk.context.pages()[0] ?? (await desk.context.newPage());
        desk.watch(desk.page);
        return desk;
    }

    /** A browser of somebody else, without this one's session. */
    async another() {
        const browser = await chromium.launch({ executablePath: this.executable, args: flags });
        const context = await browser.newContext();
        context.setDefaultTimeout(15_000);
        return { newPage: () => context.newPage(), close: () => browser.close() };
    }

    /** Script errors and refused content fail the run wherever they occur; expected HTTP refusals do not. */
    watch(page) {
        page.on('pageerror', (error) =>
            this.check(`no script error on ${page.url()}`, false, error.message),
        );
        page.on('console', (message) => {
            if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
                this.check(`no console error on ${page.url()}`, false, message.text());
        });
    }

    check(what, holds, why = '') {
        if (holds) this.passed++;
        else this.failed++;
        console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}${holds || !why ? '' : `: ${why}`}`);
        return holds;
    }

    /** Runs one named part; a step that cannot be carried out is one failure, and the next part still runs. */
    async part(name, work) {
        console.log(`-- ${name}`);
        try {
            await work();
        } catch (error) {
            this.check(name, false, error.message.split('\n').slice(0, 3).join(' '));
            await this.shot(`failed-${name.replaceAll(/\W+/g, '-')}`);
        }
    }

    async shot(name, page = this.page) {
        if (this.shots)
            await page.screenshot({ path: join(this.shots, `${name}.png`) }).catch(() => undefined);
    }

    async axe(name) {
        // evaluate() runs outside the page's content security policy, so the product's policy stays in force.
        await this.page.evaluate(axe);
        const found = await this.page.evaluate(async () => {
            const result = await window.axe.run(document, {
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
                iframes: false,
            });
            return result.violations.map((v) =>
                `${v.id} (${v.nodes.length}): ${v.nodes[0].target.join(' ')} ${v.nodes[0].failureSummary ?? ''}`
                    .replaceAll('\n', ' ')
                    .slice(0, 400),
            );
        });
        this.check(`${name}: no accessibility violation`, found.length === 0, found.join(' | '));
    }

    /** A screenshot and an axe run in light and in dark. */
    async look(name) {
        for (const scheme of ['light', 'dark']) {
            await this.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
            await this.page.waitForTimeout(80);
            await this.shot(`${name}-${scheme}`);
            await this.axe(`${name} ${scheme}`);
        }
        await this.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    }

    async go(path) {
        await this.page.goto(this.base + path);
    }

    async close() {
        await this.context.close();
        rmSync(this.profile, { recursive: true, force: true });
    }
}
