// An access review: the officer's list has the snooper on top with its reasons, the case is opened by key, the person
// is asked, and closing it as inappropriate opens an incident (45 CFR 164.308(a)(1)(ii)(D), 164.402).
// Needs the demo's people. node run.mjs ... --reviews
// SPDX-License-Identifier: Apache-2.0
import { fits } from "./desk.mjs";
import { enter } from "./people.mjs";

async function the_list(desk) {
    const { page } = desk;
    await page.getByRole("link", { name: "Access reviews", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Access reviews" }).waitFor();
    const first = page.locator("tbody tr").first();
    await first.waitFor();
    const text = await first.innerText();
    desk.check("the snooper stands on top", text.includes("Todd Bixby"));
    desk.check("with the reason", text.includes("Nothing connects this person"));
    desk.check("and is to be looked at now", text.includes("Now"));
    await desk.look("reviews-list");
    await fits(desk, "reviews-list", 390);
}

async function the_case(desk) {
    const { page } = desk;
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: /^Score/ }).waitFor();
    await desk.look("reviews-case");
    await fits(desk, "reviews-case", 390);
    await page.getByLabel("What the person is asked").fill("Why was this record opened?");
    await page.getByRole("button", { name: "Ask for an explanation" }).click();
    await page.getByLabel("What was answered").fill("I was curious.");
    await page.getByRole("button", { name: "Record the answer" }).click();
    await page.getByText("I was curious.").first().waitFor();
    await page.getByRole("combobox", { name: "Outcome" }).click();
    await page.getByRole("option", { name: /^Inappropriate/ }).click();
    await page.getByRole("combobox", { name: "The conduct was" }).click();
    await page.getByRole("option").nth(2).click();
    await page.getByLabel("Why", { exact: true }).fill("No purpose of work.");
    await page.getByRole("button", { name: "Close the review" }).click();
    await page.getByRole("heading", { name: "What it came to" }).waitFor();
    await desk.look("reviews-closed");
    const number = await page.getByRole("heading", { level: 1 }).innerText();
    await page.getByRole("link", { name: "The incident it opened" }).click();
    await page.getByRole("heading", { level: 1, name: /P-\d/ }).waitFor();
    const text = await page.locator("main").innerText();
    desk.check("the incident names the review", text.includes(number.trim()));
    await desk.look("reviews-incident");
}

async function what_it_taught(desk) {
    const { page } = desk;
    await desk.go("/privacy/learning");
    await page.getByRole("region", { name: "Weights of the signals" }).waitFor();
    await page.getByText("1 closed review").waitFor();
    desk.check("the closed review counts", true);
    await desk.look("reviews-learning");
    await fits(desk, "reviews-learning", 390);
}

export async function reviews_path(desk, password) {
    await desk.part("sign in", () => enter(desk, "privacy", password));
    await desk.part("the list of access reviews", () => the_list(desk));
    await desk.part("a review that ends in an incident", () => the_case(desk));
    await desk.part("what closed reviews taught", () => what_it_taught(desk));
}
