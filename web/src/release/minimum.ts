// The minimum necessary in words: its state, what goes beyond a protocol, what a protocol lets go.
// SPDX-License-Identifier: Apache-2.0
import type { Minimum, MinimumChoice } from '../api/types';
import { day_words } from '../parts/when';
import { section_words } from './words';

type Protocol = NonNullable<Minimum['protocol']>;
type Excess = Minimum['beyond'][number];

export const choice_words: Record<MinimumChoice['kind'], string> = {
    protocol: 'The protocol',
    review: 'Individual review',
    reliance: 'Reliance on the requester',
};

/** Nothing where the rule does not reach the request. */
export function state_words(
    minimum: Minimum,
): { label: string; tone: 'ok' | 'warn' | 'bad' } | undefined {
    switch (minimum.state) {
        case 'not_applicable':
            return undefined;
        case 'routine':
            return { label: 'Within the protocol', tone: 'ok' };
        case 'chosen':
            return { label: 'Covered', tone: 'ok' };
        default:
            return minimum.may_go
                ? { label: 'Not reviewed', tone: 'warn' }
                : { label: 'Waits for a choice', tone: 'bad' };
    }
}

const section_name = (name: string) =>
    (section_words as Record<string, string>)[name]?.toLowerCase() ?? name.replaceAll('_', ' ');

/** "Sections: medications, allergies". Days stand in it as the law writes them. */
export function beyond_words({ what, say }: Excess): string {
    switch (what) {
        case 'entire_record':
            return 'The entire record';
        case 'sections':
            return `Sections: ${say.split(', ').map(section_name).join(', ')}`;
        case 'document_types':
            return say.startsWith('documents')
                ? 'Documents of every type'
                : `Document types ${say}`;
        case 'days':
            return `Days before ${day_words(say.replace('days before ', ''))}`;
    }
}

/** What the protocol lets go, row by row. */
export function limits_of(protocol: Protocol): [string, string][] {
    return [
        ['Sections', protocol.sections.map(section_name).join(', ') || 'all'],
        ['Document types (LOINC)', protocol.document_types.join(', ') || 'all'],
        ['Not before', protocol.from ? day_words(protocol.from) : 'no limit'],
    ];
}
