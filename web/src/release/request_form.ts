// The empty request, tidying before it is sent, and which field a server's error is about.
// SPDX-License-Identifier: Apache-2.0
import type { ApiError } from '../api/client';
import type { Authorization, ReleaseRequest } from '../api/types';
import { cites_paragraph, elements, empty_authorization } from './authorization';

export type RequestForm = ReleaseRequest & { authorization: Authorization };

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
    };
}

/** Only these requesters need a signed authorization; a patient and a treating provider do not. */
export function needs_authorization(request: ReleaseRequest): boolean {
    return request.requester.kind === 'attorney';
}

/** Drops blank optional days and parts that this kind of requester does not have. */
export function to_request(form: RequestForm): ReleaseRequest {
    const copy: ReleaseRequest = structuredClone(form);
    if (!needs_authorization(copy)) delete copy.authorization;
    if (copy.requester.kind !== 'treating_provider') copy.treatment_statement = '';
    for (const part of [copy.scope, copy.authorization] as (Record<string, unknown> | undefined)[])
        for (const key of [
            'from',
            'to',
            'expires_on',
            'event_occurred_on',
            'signed_on',
            'revoked_on',
        ])
            if (part && !part[key]) delete part[key];
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
