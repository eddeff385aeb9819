// The empty request, tidying before it is sent, and which field a server's error is about.
// SPDX-License-Identifier: Apache-2.0
import type { ApiError } from '../api/client';
import type { Authorization, Ground, Process, ReleaseRequest } from '../api/types';
import { cites_paragraph, elements, empty_authorization } from './authorization';
import {
    empty_process,
    form_is_blank,
    has_process,
    process_is_blank,
    rests_on_form,
} from './grounds';

/** Everything that can be typed; what this ground and requester have no use for stays in the draft. */
export type RequestForm = ReleaseRequest & {
    authorization: Authorization;
    process: Process;
    /** A person opened "attach a form" where the ground does not rest on one. */
    attached?: boolean;
};

export function empty_request(today: string): RequestForm {
    return {
        patient: '',
        requester: {
            kind: 'patient',
            name: '',
            organization: '',
            address: '',
            phone: '',
            email: '',
            state: '',
        },
        purpose: '',
        received_on: today,
        format: 'electronic',
        manner: 'copy',
        extras: [],
        ground: '',
        statements: {},
        scope: {
            encounters: [],
            document_types: [],
            sections: [],
            entire_record: false,
            justification: '',
        },
        identity_verified: false,
        verification_method: '',
        treatment_statement: '',
        authorization: { ...empty_authorization },
        process: { ...empty_process },
    };
}

/** Without the packs' list only an attorney is known to need a form. */
export function shows_form(form: RequestForm, ground: Ground | undefined): boolean {
    if (form.attached) return true;
    return ground ? rests_on_form(ground.name) : form.requester.kind === 'attorney';
}

const days = [
    'from',
    'to',
    'expires_on',
    'event_occurred_on',
    'signed_on',
    'revoked_on',
    'issued_on',
];

function without_blank_days(part: object | undefined) {
    const fields = part as Record<string, unknown> | undefined;
    for (const key of days) if (fields && !fields[key]) delete fields[key];
}

/** Drops blank optional days and the parts that this ground or requester does not have. */
export function to_request(form: RequestForm, ground?: Ground): ReleaseRequest {
    const { attached: _, ...copy }: Partial<RequestForm> & ReleaseRequest = structuredClone(form);
    if (ground) {
        copy.ground = ground.name;
        const asked = new Set(ground.questions.map((q) => q.name));
        copy.statements = Object.fromEntries(
            Object.entries(copy.statements).filter(([name, value]) => value && asked.has(name)),
        );
    }
    if (!has_process(copy.ground) || process_is_blank(copy.process)) delete copy.process;
    const with_form = shows_form(form, ground);
    if (!with_form || !copy.form) delete copy.form;
    // Nothing typed is no form: the desk then asks for one, instead of finding every element of it missing.
    if (!with_form || copy.form || form_is_blank(copy.authorization)) delete copy.authorization;
    if (copy.requester.kind !== 'treating_provider') copy.treatment_statement = '';
    for (const part of [copy.scope, copy.authorization, copy.process]) without_blank_days(part);
    return copy;
}

export type FieldErrors = Record<string, string>;

/** What can be seen to be missing without asking the server; law is left to the server. */
export function missing_fields(form: RequestForm): FieldErrors {
    const errors: FieldErrors = {};
    if (!form.patient) errors.patient = 'Choose the patient.';
    if (!form.requester.name.trim()) errors['requester.name'] = 'Who is asking?';
    if (!form.received_on) errors.received_on = 'When did the request arrive?';
    if (form.scope.from && form.scope.to && form.scope.from > form.scope.to)
        errors['scope.to'] = 'The end is before the beginning.';
    if (form.scope.entire_record && !form.scope.justification.trim())
        errors['scope.justification'] = 'Say why the entire record is needed.';
    return errors;
}

// As base/json.h names a field: its path in the body, in quotation marks.
const named = /^Field "(?:request\.)?([a-z_]+(?:\.[a-z_]+)*)[^"]*" (.*)$/s;

/** The field a server error is about: the one it names, else the one whose paragraph it cites. */
export function field_of(error: Pick<ApiError, 'message' | 'cite'>): string | undefined {
    const path = named.exec(error.message)?.[1];
    if (path) return path;
    const element = elements.find((e) => cites_paragraph(error.cite, e.paragraph));
    return element && `authorization.${element.fields[0]}`;
}

/** What to say at the field itself, where its path would only be noise. */
export function field_message(error: Pick<ApiError, 'message'>): string {
    const words = named.exec(error.message)?.[2] ?? error.message;
    return words.charAt(0).toUpperCase() + words.slice(1);
}
