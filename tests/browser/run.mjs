// Drives the web client against a running server, from sign-in to an offline proof of the package.
// node run.mjs --base http://127.0.0.1:8088 --user demo --password demo [--shots DIR] [--chromium PATH]
//     [--patient NAME]   instead: the chart of that patient, and her own request from entry to proof
//     [--day api|pages --program build/muniment [--only 1,2]]   instead: a clerk's day, forty requests
// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';
import { board_path } from './board.mjs';
import { bulk_path } from './bulk.mjs';
import { clerks_day } from './clerks_day.mjs';
import { Desk } from './desk.mjs';
import { disclosures_path } from './disclosures.mjs';
import { grounds_path } from './grounds.mjs';
import { hand_over_path } from './hand_over.mjs';
import { minimum_path } from './minimum.mjs';
import { other_pages } from './pages.mjs';
import { patient_path } from './patient.mjs';
import { people_path } from './people.mjs';
import { release_path } from './release.mjs';
import { reviews_path } from './reviews.mjs';
import { rights_path } from './rights.mjs';
import { sign_in_path } from './sign_in.mjs';

const { values } = parseArgs({
    options: {
        base: { type: 'string' },
        user: { type: 'string' },
        password: { type: 'string' },
        shots: { type: 'string' },
        patient: { type: 'string' },
        day: { type: 'string' },
        program: { type: 'string', default: 'build/muniment' },
        people: { type: 'boolean', default: false },
        reviews: { type: 'boolean', default: false },
        only: { type: 'string', default: '' },
        chromium: { type: 'string', default: '/usr/bin/chromium' },
    },
});
if (!values.base || !values.user || !values.password) {
    console.error(
        'usage: node run.mjs --base URL --user NAME --password WORD [--shots DIR] [--chromium PATH]',
    );
    process.exit(2);
}

const desk = await Desk.open({
    base: values.base.replace(/\/$/, ''),
    shots: values.shots,
    executable: values.chromium,
});
try {
    if (values.day) {
        desk.program = values.program;
        const who = { username: values.user, password: values.password };
        const only = values.only.split(',').filter(Boolean).map(Number);
        await clerks_day(desk, who, values.day, only);
    } else if (values.people) {
        await people_path(desk, values.password);
    } else if (values.reviews) {
        await reviews_path(desk, values.password);
    } else if (values.patient) {
        await patient_path(desk, values.user, values.password, values.patient);
    } else {
        await release_path(desk, values.user, values.password);
        await grounds_path(desk);
        await hand_over_path(desk);
        await minimum_path(desk);
        await disclosures_path(desk);
        await board_path(desk);
        await bulk_path(desk);
        await rights_path(desk, values.password);
        await other_pages(desk, values.user, values.password);
        await sign_in_path(desk, values.user, values.password);
    }
} finally {
    await desk.close();
}
console.log(`${desk.passed} passed, ${desk.failed} failed`);
process.exitCode = desk.failed ? 1 : 0;
