// What a bulk request's form holds, what of it is missing, and what is sent: a request without a
// patient, and the list.
// SPDX-License-Identifier: Apache-2.0
import type { ApiError } from '../api/client';
import type { Day, Ground, NewBulk, ReleaseRequest } from '../api/types';
import {
    empty_request,
    field_of,
    missing_fields,
    to_request,
    type FieldErrors,
    type RequestForm,
} from '../release/request_form';
import { is_about_list, preview_of } from './list';

export type BulkForm = RequestForm & { list: string; asked_by: string };

/** Who sends lists is mostly a payer. */
export function empty_bulk(today: Day): BulkForm {
    const request = empty_request(today);
    return {
        ...request,
        requester: { ...request.requester, kind: 'health_plan' },
        list: '',
        asked_by: '',
    };
}

export function missing_in_bulk(form: BulkForm): FieldErrors {
    const { patient: _, ...errors } = missing_fields(form);
    const preview = preview_of(form.list);
    if (!preview) errors.list = 'Paste the list of charts, or choose a file.';
    else if (preview.problem) errors.list = preview.problem;
    if (form.asked_by && form.received_on && form.asked_by < form.received_on)
        errors.asked_by = 'The deadline is before the request arrived.';
    return errors;
}

export function to_bulk(form: BulkForm, ground?: Ground): NewBulk {
    const { list, asked_by, ...facts } = form;
    const request: Partial<ReleaseRequest> = to_request(facts, ground);
    // The list names the patients, and each patient's form is put to the chart's own case.
    delete request.patient;
    delete request.authorization;
    delete request.form;
    return { request: request as ReleaseRequest, list, ...(asked_by && { asked_by }) };
}

export function bulk_field_of(error: Pick<ApiError, 'message' | 'cite'>): string | undefined {
    return is_about_list(error.message) ? 'list' : field_of(error);
}
