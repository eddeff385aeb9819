// What a test needs to be there before it begins, made by the API and not in the browser.
// SPDX-License-Identifier: Apache-2.0

// Days are the demo hospital's, which may be a day behind this machine's.
export const day = (n) =>
    new Date(Date.now() + n * 86_400_000).toLocaleDateString('en-CA', {
        timeZone: 'America/Phoenix',
    });

export async function ask(desk, method, path, data) {
    const answer = await desk.page.request.fetch(desk.base + path, {
        method,
        headers: { 'X-Muniment': '1' },
        data,
    });
    if (!answer.ok())
        throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
}

export const whole_record = {
    encounters: [],
    document_types: [],
    sections: [],
    entire_record: false,
    justification: '',
};

/** Set up by the API, for what is tested here comes after it. */
export async function open_case(desk, patient, requester, facts = {}) {
    return ask(desk, 'POST', '/api/release/cases', {
        patient,
        requester: { name: 'Ann Example', address: '7 Quay Street', ...requester },
        purpose: 'Own use',
        received_on: day(-1),
        format: 'electronic',
        scope: { ...whole_record, from: day(-1200), to: day(0) },
        identity_verified: true,
        verification_method: 'Photo identification',
        ...facts,
    });
}

export const decide = (desk, view) =>
    ask(desk, 'POST', `/api/release/cases/${view.id}/decision`, { version: view.version });

export async function release(desk, view) {
    await ask(desk, 'POST', `/api/release/cases/${view.id}/release`, {
        version: view.version,
        confirmed: true,
    });
    for (let tries = 0; tries < 100; tries++) {
        const now = await ask(desk, 'GET', `/api/release/cases/${view.id}`);
        if (now.state === 'released') return now;
        await desk.page.waitForTimeout(200);
    }
    throw new Error(`case ${view.number} is not released after 20 s`);
}

export async function patient_of(desk) {
    const q = encodeURIComponent(desk.patient.split(/[ ,]+/)[0]);
    const { patients } = await ask(desk, 'GET', `/api/patients?q=${q}`);
    return patients[0];
}
