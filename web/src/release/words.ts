// The desk's words for states, answers and enumerators; one table each, used by every page.
// SPDX-License-Identifier: Apache-2.0
import type { Answer, CaseState, PurposeOfUse, RequesterKind, Section } from '../api/types';

export const state_words: Record<CaseState, { label: string; tone: string }> = {
    received: { label: 'Received', tone: 'accent' },
    approved: { label: 'Approved', tone: 'ok' },
    defective: { label: 'Defective', tone: 'bad' },
    checking: { label: 'Second check', tone: 'warn' },
    releasing: { label: 'Releasing', tone: 'warn' },
    released: { label: 'Released', tone: 'ok' },
    recalled: { label: 'Recalled', tone: 'bad' },
    refused: { label: 'Refused', tone: '' },
    reviewing: { label: 'In review', tone: 'warn' },
    withdrawn: { label: 'Withdrawn', tone: '' },
};

export const answer_words: Record<
    Answer,
    { label: string; tone: 'ok' | 'warn' | 'bad'; glyph: string; meaning: string }
> = {
    required: {
        label: 'Must be released',
        tone: 'ok',
        glyph: '✓',
        meaning: 'The law requires this disclosure; minimum necessary does not limit it.',
    },
    allow: {
        label: 'May be released',
        tone: 'ok',
        glyph: '✓',
        meaning: 'The disclosure is permitted as asked.',
    },
    allow_minimum_necessary: {
        label: 'May be released, minimum necessary only',
        tone: 'ok',
        glyph: '✓',
        meaning: 'Permitted, limited to what the purpose needs.',
    },
    need: {
        label: 'Something is missing',
        tone: 'warn',
        glyph: '!',
        meaning: 'It cannot be decided until what is named below is supplied.',
    },
    deny: {
        label: 'Must not be released',
        tone: 'bad',
        glyph: '✕',
        meaning: 'The request cannot be met as it stands.',
    },
};

/** For tables. */
export const short_answers: Record<Answer, string> = {
    required: 'must go',
    allow: 'may go',
    allow_minimum_necessary: 'may go, minimum',
    need: 'needs more',
    deny: 'stays',
};

export const requester_words: Record<RequesterKind, string> = {
    patient: 'Patient',
    personal_representative: 'Personal representative',
    treating_provider: 'Treating provider',
    health_plan: 'Health plan',
    covered_entity: 'Other covered entity',
    business_associate: 'Business associate',
    attorney: 'Attorney',
    life_insurer: 'Life insurer',
    disability_adjudicator: 'Disability adjudicator',
    employer: 'Employer',
    school: 'School',
    workers_compensation: 'Workers’ compensation',
    law_enforcement: 'Law enforcement',
    court: 'Court or tribunal',
    health_oversight: 'Health oversight agency',
    hhs: 'HHS Secretary',
    public_health: 'Public health authority',
    fda_regulated: 'FDA-regulated company',
    coroner: 'Coroner or medical examiner',
    funeral_director: 'Funeral director',
    organ_procurement: 'Organ procurement organization',
    researcher: 'Researcher',
    military: 'Military command',
    national_security: 'National security or protection',
    government_benefits: 'Government benefits agency',
    correctional: 'Correctional institution',
    family: 'Family or involved person',
    exposed_person: 'Exposed person',
    disaster_relief: 'Disaster relief organization',
    directory_caller: 'Caller asking for a patient',
    clergy: 'Clergy',
    media: 'Media',
    marketer: 'Marketer',
    buyer: 'Buyer of data',
    foundation: 'Fundraising foundation',
    plan_sponsor: 'Plan sponsor',
    other: 'Someone else',
};

export const section_words: Record<Section, string> = {
    documents: 'Documents',
    results: 'Results',
    medications: 'Medications',
    conditions: 'Conditions',
    procedures: 'Procedures',
    allergies: 'Allergies',
    immunizations: 'Immunizations',
};

export const purpose_words: Record<PurposeOfUse, string> = {
    TREATMENT: 'Treatment',
    PAYMENT: 'Payment',
    OPERATIONS: 'Operations',
    PATIENT_REQUEST: 'Patient request',
    LEGAL: 'Legal',
};

export const action_words: Record<string, string> = {
    'release.open': 'Request entered',
    'release.edit': 'Facts changed',
    'release.decide': 'Decided',
    'release.order': 'Release confirmed',
    'release.disclose': 'Released',
    'release.fail': 'Package could not be made',
    'release.link': 'Download link made',
    'release.deliver': 'Package downloaded',
    'release.refuse': 'Refused',
    'release.withdraw': 'Withdrawn',
    'release.letter': 'Letter written',
    'release.fee': 'Fee worked out',
    'release.print': 'Printed',
    'release.encrypt': 'Encrypted file made',
    'release.recall': 'Called back',
    'release.review': 'Review of a denial',
    'release.redact': 'Something blacked out',
    'release.wrong_code': 'A wrong code was given',
    'release.check': 'Second check',
    'release.minimum': 'Minimum necessary chosen',
    'release.bulk_minimum': 'Minimum necessary chosen',
    'release.fields': 'What is given written down',
    'release.sort': 'Part of the record corrected',
    'release.bulk_open': 'Bulk request entered',
    'release.bulk_line': 'Line of the list settled',
    'release.bulk_read': 'Charts read by the job',
    'release.bulk_prepare': 'Charts put to decision',
    'release.bulk_release': 'Release of charts confirmed',
    'release.bulk_deliver': 'Delivery ordered',
    'release.deliver_part': 'Part made',
    'release.bulk_close': 'Closed',
    'release.bulk_withdraw': 'Withdrawn',
};

/** As the rules name them: the states, the District of Columbia and the territories. */
export const us_states = (
    'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM ' +
    'NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR VI GU'
).split(' ');
