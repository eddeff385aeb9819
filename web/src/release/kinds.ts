// The kinds of requester as a clerk looks for them: in groups, and by the words people use.
// SPDX-License-Identifier: Apache-2.0
import type { RequesterKind } from '../api/types';
import { requester_words } from './words';

export interface KindGroup {
    label: string;
    kinds: RequesterKind[];
}

export const kind_groups: KindGroup[] = [
    { label: 'Patient and family', kinds: ['patient', 'personal_representative', 'family'] },
    {
        label: 'Care and payment',
        kinds: [
            'treating_provider',
            'health_plan',
            'covered_entity',
            'business_associate',
            'plan_sponsor',
            'foundation',
        ],
    },
    {
        label: 'Legal, insurance and work',
        kinds: [
            'attorney',
            'court',
            'life_insurer',
            'disability_adjudicator',
            'workers_compensation',
            'employer',
            'school',
        ],
    },
    {
        label: 'Government and public safety',
        kinds: [
            'law_enforcement',
            'health_oversight',
            'hhs',
            'public_health',
            'fda_regulated',
            'government_benefits',
            'military',
            'national_security',
            'correctional',
        ],
    },
    {
        label: 'Death, donation and emergency',
        kinds: [
            'coroner',
            'funeral_director',
            'organ_procurement',
            'disaster_relief',
            'exposed_person',
        ],
    },
    {
        label: 'Research, callers and trade',
        kinds: ['researcher', 'directory_caller', 'clergy', 'media', 'marketer', 'buyer', 'other'],
    },
];

/** What else people call them. */
const also: Partial<Record<RequesterKind, string>> = {
    patient: 'self individual',
    personal_representative: 'guardian parent executor proxy power of attorney',
    family: 'friend spouse relative caregiver',
    treating_provider: 'doctor physician hospital clinic',
    health_plan: 'insurer payer insurance medicare medicaid',
    business_associate: 'vendor contractor',
    attorney: 'lawyer law firm counsel subpoena',
    court: 'judge tribunal order',
    life_insurer: 'insurance underwriter',
    disability_adjudicator: 'social security ssa dds',
    workers_compensation: 'injury claim comp',
    employer: 'work human resources',
    school: 'university immunization',
    law_enforcement: 'police sheriff fbi detective warrant',
    health_oversight: 'licensing board inspector audit oig',
    hhs: 'ocr secretary office for civil rights',
    public_health: 'health department cdc registry',
    fda_regulated: 'manufacturer device drug',
    government_benefits: 'veterans benefits agency',
    military: 'army commander',
    national_security: 'secret service intelligence',
    correctional: 'jail prison',
    coroner: 'medical examiner death',
    funeral_director: 'mortuary death',
    organ_procurement: 'donor tissue eye bank',
    exposed_person: 'contact communicable disease partner',
    researcher: 'study irb university',
    media: 'press journalist',
    marketer: 'advertising',
    buyer: 'sale data broker',
    foundation: 'fundraising',
};

const words_of = (text: string) =>
    text
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .filter(Boolean);

/**
 * Groups with the kinds that every typed word begins a word of; all of them when nothing is typed.
 * Those found by their own name come before those found by another.
 */
export function find_kinds(text: string): KindGroup[] {
    const typed = words_of(text);
    const begins = (words: string[]) => typed.every((t) => words.some((w) => w.startsWith(t)));
    const by_name = (kind: RequesterKind) => begins(words_of(requester_words[kind]));
    const rank = (kind: RequesterKind) => (by_name(kind) ? 0 : 1);
    return kind_groups
        .map((g) => ({
            ...g,
            kinds: g.kinds
                .filter((k) => begins(words_of(`${requester_words[k]} ${also[k] ?? ''}`)))
                .sort((a, b) => rank(a) - rank(b)),
        }))
        .filter((g) => g.kinds.length > 0)
        .sort((a, b) => rank(a.kinds[0]) - rank(b.kinds[0]));
}
