// The pages of the client: where they are, who may open them, and the words by which Ctrl-K finds
// them. The rail shows those with an icon; it stays short.
// SPDX-License-Identifier: Apache-2.0
import type { Permission } from '../api/types';
import type { IconName } from './icons';

export interface Page {
    to: string;
    label: string;
    needs: Permission;
    icon?: IconName;
    /** What people call it, besides its label. */
    words?: string;
}

export const pages: Page[] = [
    {
        to: '/release',
        icon: 'release',
        label: 'Release',
        needs: 'release_read',
        words: 'worklist cases requests',
    },
    {
        to: '/release/new',
        label: 'New request',
        needs: 'release_work',
        words: 'open a case',
    },
    {
        to: '/release/bulk',
        label: 'Bulk requests',
        needs: 'release_read',
        words: 'payer audit list of charts hundreds many',
    },
    {
        to: '/release/board',
        icon: 'board',
        label: 'Due',
        needs: 'release_read',
        words: 'board deadlines overdue today',
    },
    {
        to: '/release/forms',
        icon: 'forms',
        label: 'Forms',
        needs: 'release_read',
        words: 'authorizations consents signatures expiring',
    },
    {
        to: '/release/print-queue',
        icon: 'print',
        label: 'Print queue',
        needs: 'release_work',
        words: 'paper mail',
    },
    { to: '/chart', icon: 'chart', label: 'Chart search', needs: 'chart_read', words: 'patients' },
    {
        to: '/accounting',
        icon: 'accounting',
        label: 'Accounting',
        needs: 'release_read',
        words: 'disclosures suspensions law enforcement 164.528',
    },
    {
        to: '/release/quality',
        icon: 'quality',
        label: 'Quality',
        needs: 'release_read',
        words: 'figures turnaround backlog second checks statistics',
    },
    {
        to: '/release/errors',
        label: 'Error log',
        needs: 'release_read',
        words: 'errors mistakes wrong patient wrong recipient quality',
    },
    {
        to: '/exchange/blocking',
        icon: 'blocking',
        label: 'Information blocking',
        needs: 'compliance_read',
        words: 'exchange part 171 exceptions refused delayed compliance',
    },
    {
        to: '/exchange/barriers',
        label: 'Barriers to exchange',
        needs: 'compliance_read',
        words: 'fees delays prices own settings',
    },
    {
        to: '/privacy/incidents',
        icon: 'incident',
        label: 'Incidents',
        needs: 'privacy_read',
        words: 'breaches breach privacy notices worklist',
    },
    {
        to: '/privacy/incidents/new',
        label: 'New incident',
        needs: 'privacy_work',
        words: 'report a breach',
    },
    {
        to: '/privacy/breach-log',
        label: 'Breach log',
        needs: 'privacy_read',
        words: 'year hhs small breaches',
    },
    {
        to: '/privacy/reviews',
        icon: 'reviews',
        label: 'Access reviews',
        needs: 'privacy_read',
        words: 'privacy snooping inappropriate worklist today',
    },
    {
        to: '/privacy/trail',
        icon: 'trail',
        label: 'Who looked',
        needs: 'audit_read',
        words: 'privacy access trail audit log',
    },
    {
        to: '/rights',
        icon: 'rights',
        label: 'Patient rights',
        needs: 'rights_read',
        words: 'amendments restrictions consents complaints requests worklist',
    },
    { to: '/ledger', icon: 'ledger', label: 'Ledger', needs: 'ledger_read', words: 'proofs log' },
    {
        to: '/people/emergencies',
        icon: 'emergency',
        label: 'Emergencies',
        needs: 'privacy_read',
        words: 'break the glass reviews',
    },
    {
        to: '/people/accounts',
        icon: 'people',
        label: 'Accounts',
        needs: 'people_manage',
        words: 'users roles join move leave',
    },
    {
        to: '/people/reviews',
        label: 'Reviews of access',
        needs: 'people_manage',
        words: 'quarter recertify unused accounts',
    },
    {
        to: '/people/training',
        label: 'Training of the workforce',
        needs: 'training_manage',
        words: 'who is due courses',
    },
    {
        to: '/training',
        icon: 'training',
        label: 'Training',
        needs: 'signed_in',
        words: 'my courses sign acknowledgement',
    },
    {
        to: '/status',
        icon: 'status',
        label: 'Jobs & status',
        needs: 'signed_in',
        words: 'background work',
    },
    {
        to: '/account',
        label: 'Account',
        needs: 'signed_in',
        words: 'password authenticator passkey sessions sign out everywhere',
    },
    {
        to: '/settings',
        icon: 'settings',
        label: 'Settings',
        needs: 'release_read',
        words: 'letters address custodian facility',
    },
    {
        to: '/settings/security',
        label: 'Security of this deployment',
        needs: 'administer',
        words: 'doctor backup drill tls findings security rule 164.312',
    },
];

/** Those that the person may open. */
export function pages_for(permissions: readonly Permission[]): Page[] {
    return pages.filter((p) => permissions.includes(p.needs));
}

/** Every word typed begins a word of the page's label or words; nothing typed finds all. */
export function find_pages(mine: Page[], typed: string): Page[] {
    const asked = typed.toLowerCase().split(/\s+/).filter(Boolean);
    return mine.filter((p) => {
        const words = `${p.label} ${p.words ?? ''}`.toLowerCase().split(/[^a-z0-9.]+/);
        return asked.every((a) => words.some((w) => w.startsWith(a)));
    });
}
