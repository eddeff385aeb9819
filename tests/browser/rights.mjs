// The patient's rights in the browser: the demo's patient sees who looked and why, asks for an
// amendment, gives a consent and takes it back; the release that rested on it is stopped with the
// reason; the desk denies the amendment with a whole letter, which the patient reads.
// SPDX-License-Identifier: Apache-2.0
import { ask, day, decide, open_case, whole_record } from "./by_api.mjs";
import { fits, palette_to } from "./desk.mjs";

const lawyer = "Birch and Vane";
const wrong = "The note says I smoke. I never smoked.";

async function sign_in(desk, page, password) {
    await page.goto(`${desk.base}/`);
    await page.getByLabel("User name").fill("patient");
    await page.getByRole("textbox", { name: "Password" }).fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: /^Hello/ }).waitFor();
}

const to_side = async (page, name, heading) => {
    await page.getByRole("button", { name, exact: true }).first().click();
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
};

async function at_both_widths(desk, name) {
    await desk.look(name);
    await fits(desk, name, 390);
}

async function who_looked(desk) {
    const { page } = desk;
    await at_both_widths(desk, "p1-home");
    await to_side(page, "Who looked", "Who looked into your record");
    const first = page.locator("ul.cards li").first();
    await first.waitFor();
    desk.check(
        "a look says why",
        /To |Stated purpose/.test(await page.locator("ul.cards").innerText()),
    );
    const [file] = await Promise.all([
        page.waitForEvent("download"),
        first.getByRole("button", { name: /^Save the proof/ }).click(),
    ]);
    desk.check("a look has its proof", /proof\.json$/.test(file.suggestedFilename()));
    await at_both_widths(desk, "p2-who-looked");
}

async function asks_for_change(desk) {
    const { page } = desk;
    await to_side(page, "My requests", "My requests");
    await page.getByRole("button", { name: "New request" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("What do you want?").selectOption("amendment");
    await dialog.getByLabel("What is wrong or missing?").fill(wrong);
    await dialog.getByLabel("What should it say?").fill("Never smoked.");
    await dialog.getByLabel("Why should it be changed?").fill("It is not true.");
    await at_both_widths(desk, "p3-new-request");
    await dialog.getByRole("button", { name: "Send" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText(wrong).waitFor();
    desk.check(
        "the patient is told by when",
        await page
            .getByText(/You hear from us by/)
            .first()
            .isVisible(),
    );
    await at_both_widths(desk, "p4-requests");
}

async function gives_consent(desk, name) {
    const { page } = desk;
    await to_side(page, "My choices", "Your choices about sharing");
    const choice = page.locator("li", { hasText: "Share with a person or place I name" }).last();
    await choice.getByRole("button", { name: "Read and choose" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Which person or place?").fill(lawyer);
    const sign = dialog.getByRole("button", { name: "Sign", exact: true });
    desk.check("a choice is signed, not clicked", await sign.isDisabled());
    await dialog.getByLabel("Sign with your name").fill(name);
    await dialog.getByLabel("I have read this and I agree").check();
    await at_both_widths(desk, "p5-consent");
    await sign.click();
    await dialog.waitFor({ state: "detached" });
    await page
        .getByRole("heading", { level: 3, name: new RegExp(lawyer) })
        .first()
        .waitFor();
    await at_both_widths(desk, "p6-choices");
}

async function takes_it_back(desk) {
    const { page } = desk;
    await page.getByRole("button", { name: "Take it back" }).first().click();
    const dialog = page.getByRole("dialog");
    await desk.look("p7-take-back");
    await dialog.getByRole("button", { name: "Take it back" }).click();
    await dialog.waitFor({ state: "detached" });
    await page
        .getByText(/^Taken back on/)
        .first()
        .waitFor();
}

const form = {
    information: "Records of the last years",
    disclosing_party: "The hospital and its Health Information Management",
    recipient: lawyer,
    purpose: "Claim of the patient",
    expires_on: day(180),
    expiry_event: "",
    signed: true,
    signed_on: day(-20),
    signed_by: "patient",
    representative_authority: "",
    states_right_to_revoke: true,
    states_conditioning: true,
    states_redisclosure: true,
    plain_language: true,
    copy_given: true,
    known_false: false,
    involves_remuneration: false,
    states_remuneration: false,
    research: false,
    covers: [],
    combined_with: "none",
    treatment_conditioned: "none",
};

async function stands_on_consent(desk, patient) {
    const opened = await open_case(
        desk,
        patient,
        { kind: "attorney", name: lawyer, organization: lawyer },
        {
            authorization: form,
            purpose: "Claim of the patient",
            scope: { ...whole_record, from: day(-1200), to: day(0), sections: ["documents"] },
        },
    );
    const view = await decide(desk, opened);
    desk.check("the release was approved", view.state === "approved", view.state);
    return view;
}

async function is_stopped(desk, view) {
    const answer = await desk.page.request.fetch(
        `${desk.base}/api/release/cases/${view.id}/release`,
        {
            method: "POST",
            headers: { "X-Muniment": "1" },
            data: { version: view.version, confirmed: true },
        },
    );
    const body = await answer.text();
    desk.check("the release is stopped", !answer.ok(), `${answer.status()}`);
    desk.check("and the reason is said", body.includes("164.508(b)(2)(iii)"), body);
}

async function desk_denies(desk) {
    const { page } = desk;
    await palette_to(desk, "patient rights", "Patient rights");
    await page.locator("table.grid tbody tr").first().waitFor();
    await at_both_widths(desk, "r1-worklist");
    await page.locator("tbody tr", { hasText: "Amendment" }).first().getByRole("link").click();
    await page.getByRole("heading", { name: "Clocks" }).waitFor();
    desk.check(
        "the clock cites its law",
        await page.getByText("45 CFR 164.526(b)(2)").first().isVisible(),
    );
    await at_both_widths(desk, "r2-request");
    await page.getByRole("button", { name: "Deny…" }).click();
    const dialog = page.getByRole("dialog", { name: "Deny" });
    await dialog.getByRole("button", { name: "Deny" }).click();
    await dialog
        .getByText(/164\.526/)
        .first()
        .waitFor();
    await dialog.getByLabel("The basis, in plain words").fill("Two notes and a test agree.");
    await at_both_widths(desk, "r3-deny");
    await dialog.getByRole("button", { name: "Deny" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText("We do not change your record").waitFor();
    desk.check("the letter is there", true);
    await at_both_widths(desk, "r4-denied");
}

async function disagrees(desk) {
    const { page } = desk;
    await page.reload();
    await to_side(page, "My requests", "My requests");
    await page
        .getByRole("button", { name: /^I disagree/ })
        .first()
        .click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Why do you not agree?").fill("I know what I never did.");
    await dialog.getByRole("button", { name: "Send" }).click();
    await dialog.waitFor({ state: "detached" });
    await page
        .getByText(/You disagreed/)
        .first()
        .waitFor();
    await at_both_widths(desk, "p8-disputed");
}

export async function rights_path(desk, password) {
    const staff = desk.page;
    const browser = await desk.another();
    const theirs = await browser.newPage();
    desk.watch(theirs);
    // Whose part it is: look() and axe() read the page that is in front.
    const as_patient = (name, work) =>
        desk.part(name, async () => {
            desk.page = theirs;
            await theirs.setViewportSize({ width: 1280, height: 860 });
            try {
                await work();
            } finally {
                desk.page = staff;
            }
        });
    let me, view;
    await desk.part("the patient of the portal", async () => {
        await sign_in(desk, theirs, password);
        const { name } = await (await theirs.request.get(`${desk.base}/api/portal/home`)).json();
        const q = encodeURIComponent(name);
        me = (await ask(desk, "GET", `/api/patients?q=${q}`)).patients[0];
    });
    await as_patient("who looked, and why", () => who_looked(desk));
    await as_patient("a request for amendment", () => asks_for_change(desk));
    await as_patient("a consent is given", () => gives_consent(desk, me.name));
    await desk.part("a release rests on it", async () => {
        view = await stands_on_consent(desk, me.id);
    });
    await as_patient("the consent is taken back", () => takes_it_back(desk));
    await desk.part("the release is stopped", () => is_stopped(desk, view));
    await desk.part("the desk denies the amendment", () => desk_denies(desk));
    await as_patient("the patient disagrees", () => disagrees(desk));
    await browser.close();
}
