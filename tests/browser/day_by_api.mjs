// The steps of a request as the API takes them.
// SPDX-License-Identifier: Apache-2.0
import { ask, decide, open_case } from './by_api.mjs';

const at = (view) => `/api/release/cases/${view.id}`;
const post = (desk, view, step, data = {}) =>
    ask(desk, 'POST', `${at(view)}/${step}`, { version: view.version, ...data });

export const read = (desk, view) => ask(desk, 'GET', at(view));

/** The package is made in the background. */
export async function settled(desk, view) {
    for (let tries = 0; tries < 600; tries++) {
        const now = await read(desk, view);
        if (now.state !== 'releasing') return now;
        await new Promise((wake) => setTimeout(wake, 50));
    }
    throw new Error(`${view.number} is not released after 30 s`);
}

/** Every citation that an answer shows. */
function cites(value) {
    if (Array.isArray(value)) return value.flatMap(cites);
    if (typeof value !== 'object' || !value) return [];
    return Object.entries(value).flatMap(([key, v]) => (key.endsWith('cite') ? [v] : cites(v)));
}

export const by_api = (desk) => ({
    open: (request) => open_case(desk, request.patient, request.requester, request),
    edit: (view, request) => ask(desk, 'PUT', at(view), { version: view.version, request }),
    decide: (view) => decide(desk, view),
    shown: (view) => cites(view).join('\n'),
    others: async (view) => {
        const q = encodeURIComponent(view.patient.mrn);
        const { cases } = await ask(desk, 'GET', `/api/release/cases?q=${q}&limit=100`);
        return cases.filter((c) => c.id !== view.id).map((c) => c.number);
    },
    mark: (view, item, segment, reason) =>
        ask(desk, 'POST', `${at(view)}/segment`, { item, segment, belongs: true, reason }),
    minimum: (view, answer) => post(desk, view, 'minimum', { answer }),
    give: (view, fields) => post(desk, view, 'given', { fields }),
    release: async (view) => settled(desk, await post(desk, view, 'release', { confirmed: true })),
    check: async (view) => settled(desk, await post(desk, view, 'check', { good: true, note: '' })),
    refuse: (view) => post(desk, view, 'refuse'),
    withdraw: (view, note) => post(desk, view, 'withdraw', { note }),
    write: (view, letter) => post(desk, view, 'letters', { letter }),
    deny: (view, denial) => post(desk, view, 'letters', { letter: { kind: 'denial', denial } }),
    price: (view, job) => post(desk, view, 'fee', { job }),
    link: async (view) => (await post(desk, view, 'link')).url,
    printed: (view) => post(desk, view, 'printed'),
    recall: (view, recall) => post(desk, view, 'recall', recall),
});
