// Enough of the release rules to make the mock's answers look like the real ones. Not the law: the
// server's packs are.
// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';

const sha = (text) => createHash('sha256').update(text).digest('hex');
const after = (day, n) =>
    new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);

export function good_authorization(name, day) {
    return {
        information:
            'Hospital and clinic records of the last two years, including laboratory results',
        disclosing_party: 'Exampleton General Hospital',
        recipient: 'Quill & Barrow LLP',
        purpose: 'Personal injury claim',
        expires_on: day(180),
        expiry_event: '',
        signed: true,
        signed_on: day(-12),
        signed_by: 'patient',
        representative_authority: '',
        states_right_to_revoke: true,
        states_conditioning: true,
        states_redisclosure: true,
        combined_with: 'none',
        treatment_conditioned: 'none',
        known_false: false,
        involves_remuneration: false,
        states_remuneration: false,
        plain_language: true,
        copy_given: true,
        covers: [],
        research: false,
    };
}

const elements = [
    [
        'information',
        '(c)(1)(i)',
        'The form does not describe the information in a specific and meaningful way.',
        (a) => a.information,
    ],
    [
        'recipient',
        '(c)(1)(iii)',
        'The form does not name who may receive the information.',
        (a) => a.recipient,
    ],
    ['purpose', '(c)(1)(iv)', 'The form does not state a purpose.', (a) => a.purpose],
    [
        'expiry',
        '(c)(1)(v)',
        'The form has no expiry date and no expiry event.',
        (a) => a.expires_on || a.expiry_event,
    ],
    [
        'signature',
        '(c)(1)(vi)',
        'The form is not signed and dated.',
        (a) => a.signed && a.signed_on,
    ],
    [
        'revoke',
        '(c)(2)(i)',
        'The form does not state the right to revoke it.',
        (a) => a.states_right_to_revoke,
    ],
    [
        'conditioning',
        '(c)(2)(ii)',
        'The form does not say whether treatment may depend on signing.',
        (a) => a.states_conditioning,
    ],
    [
        'redisclosure',
        '(c)(2)(iii)',
        'The form does not warn that the information may be disclosed again.',
        (a) => a.states_redisclosure,
    ],
];

function findings_of(r) {
    const found = [];
    if (!r.identity_verified)
        found.push({
            rule: 'verify.identity',
            cite: '45 CFR 164.514(h)(1)',
            message: 'The requester’s identity has not been verified.',
            severity: 'defect',
        });
    if (r.requester.kind === 'attorney')
        for (const [rule, at, message, holds] of elements)
            if (!holds(r.authorization ?? {}))
                found.push({
                    rule: `authorization.${rule}`,
                    cite: `45 CFR 164.508${at}`,
                    message,
                    severity: 'defect',
                });
    return found;
}

const parts = [
    ['psychotherapy_notes', '45 CFR 164.508(a)(2)', 'The form does not name psychotherapy notes.'],
    ['part2', '42 CFR 2.31(a)', 'The form is no consent to disclose these records.'],
];

const ground_of = (request) =>
    request.ground ||
    { patient: 'access', treating_provider: 'treatment' }[request.requester.kind] ||
    'authorization';

export function decide(request, today) {
    const findings = findings_of(request),
        kind = request.requester.kind,
        bad = findings.length > 0;
    const answer = bad
        ? kind === 'attorney'
            ? 'deny'
            : 'need'
        : kind === 'patient'
          ? 'required'
          : 'allow';
    const reasons = [
        {
            patient: {
                rule: 'access.required',
                cite: '45 CFR 164.502(a)(2)(i)',
                message: 'A patient’s own request for access must be met.',
            },
            attorney: {
                rule: 'authorization.valid',
                cite: '45 CFR 164.508(a)(1)',
                message: bad
                    ? 'A disclosure to an attorney needs a valid authorization; this one is not valid.'
                    : 'A valid authorization permits the disclosure it describes.',
            },
            treating_provider: {
                rule: 'treatment',
                cite: '45 CFR 164.506(c)(2)',
                message:
                    'A disclosure for the treatment activities of a health care provider is permitted.',
            },
        }[kind] ?? {
            rule: 'ground',
            cite: '45 CFR 164.512',
            message: 'The stand-in knows no rule for this requester.',
        },
    ];
    return {
        answer,
        findings,
        reasons,
        ground: ground_of(request),
        basis: ground_of(request),
        segments: parts.map(([segment, cite, message]) => ({
            segment,
            answer: kind === 'attorney' && !bad ? 'need' : answer,
            reasons: [{ rule: `parts.${segment}`, cite, message }],
            notice: '',
            only: [],
            duties: [],
        })),
        only: [],
        duties: [],
        minimum_necessary: false,
        accounting: false,
        accounting_reason:
            kind === 'attorney'
                ? 'disclosed under an authorization, 45 CFR 164.528(a)(1)(iv)'
                : kind === 'patient'
                  ? 'disclosed to the individual, 45 CFR 164.528(a)(1)(ii)'
                  : 'disclosed for treatment, 45 CFR 164.528(a)(1)(i)',
        due_on: after(request.received_on, 30),
        due_cite: kind === 'patient' ? '45 CFR 164.524(b)(2)(i)' : 'facility policy',
        due_rule: 'Thirty days after the request was received.',
        packs: [
            { id: 'us-federal/release', sha256: sha('a') },
            { id: 'facility-example/release', sha256: sha('b') },
        ],
        inputs_sha256: sha(JSON.stringify(request)),
        decided_on: today,
    };
}
