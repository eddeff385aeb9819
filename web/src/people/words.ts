// The words of accounts, training and emergencies.
// SPDX-License-Identifier: Apache-2.0
import type { EmergencyReason, Role, Standing } from '../api/types';

export const role_words: Record<Role, string> = {
    administrator: 'Administrator',
    release_specialist: 'Release specialist',
    him_director: 'HIM director',
    privacy_officer: 'Privacy officer',
    clerk: 'Clerk',
    technician: 'Technician',
    coder: 'Coder',
    cdi_specialist: 'CDI specialist',
    analyst: 'Analyst',
    informaticist: 'Informaticist',
    cio: 'CIO',
    physician: 'Physician',
    nurse: 'Nurse',
    auditor: 'Auditor',
    patient: 'Patient',
    attorney: 'Attorney',
    program: 'Program',
};
export const roles_text = (roles: readonly Role[]) => roles.map((r) => role_words[r]).join(', ');

export const standing_words: Record<Standing, string> = {
    in_time: 'In time',
    due_soon: 'Due soon',
    grace: 'Past due',
    overdue: 'Closed',
};
export const standing_class: Record<Standing, string> = {
    in_time: 'ok',
    due_soon: 'warn',
    grace: 'warn',
    overdue: 'bad',
};

export const reason_words: Record<EmergencyReason, string> = {
    treatment: 'Treatment cannot wait',
    consultation: 'Called to consult',
    transfer: 'Transfer from elsewhere',
    public_safety: 'Danger to others',
    other: 'Other',
};

/** "59:07" until then; empty when it has passed. */
export function time_left(ends: string, now: number): string {
    const seconds = Math.floor((Date.parse(ends) - now) / 1000);
    if (!(seconds > 0)) return '';
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** 403 of somebody who may break the glass: the rule that lets her. */
export const emergency_rule = '45 CFR 164.312(a)(2)(ii)';

export interface AccountFilter {
    words: string;
    role: string;
    state: 'active' | 'ended' | 'all';
}
interface Listed {
    username: string;
    name: string;
    roles: readonly Role[];
    active: boolean;
    ends?: string;
}
export const has_ended = (one: Listed, now: number) =>
    !one.active || (!!one.ends && Date.parse(one.ends) <= now);
/** Every word typed is in the name or the user name; role and state narrow further. */
export function filtered<T extends Listed>(all: T[], filter: AccountFilter, now: number): T[] {
    const typed = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
    return all.filter(
        (one) =>
            typed.every((w) => `${one.name} ${one.username}`.toLowerCase().includes(w)) &&
            (!filter.role || one.roles.some((r) => r === filter.role)) &&
            (filter.state === 'all' || has_ended(one, now) === (filter.state === 'ended')),
    );
}
