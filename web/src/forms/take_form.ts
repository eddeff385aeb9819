// The pure parts of taking a form: what is missing before it can be kept, its days, its scan.
// SPDX-License-Identifier: Apache-2.0
import type { Authorization, FormSource } from '../api/types';
import { empty_authorization } from '../release/authorization';

export const scan_bytes_max = 20 << 20;
export const scan_types = ['application/pdf', 'image/png', 'image/jpeg', 'image/tiff'];

export function new_form_errors(
    patient: string,
    source: FormSource,
    scan: { size: number; type: string } | null,
): Record<string, string> {
    const errors: Record<string, string> = {};
    if (!patient) errors.patient = 'Choose the patient.';
    if (source !== 'scan') return errors;
    if (!scan) errors.scan = 'Choose the scan of the form.';
    else if (!scan_types.includes(scan.type))
        errors.scan = 'The scan must be a PDF, PNG, JPEG or TIFF.';
    else if (scan.size > scan_bytes_max) errors.scan = 'The scan is larger than 20 MB.';
    return errors;
}

/** Without blank days; and of what the patient will sign, only what the page tells the patient. */
export function to_authorization(typed: Authorization, source: FormSource): Authorization {
    const { information, disclosing_party, recipient, purpose, expires_on, expiry_event } = typed;
    const copy: Authorization =
        source === 'electronic'
            ? {
                  ...empty_authorization,
                  ...{
                      information,
                      disclosing_party,
                      recipient,
                      purpose,
                      expires_on,
                      expiry_event,
                  },
              }
            : structuredClone(typed);
    for (const day of ['expires_on', 'event_occurred_on', 'signed_on', 'revoked_on'] as const)
        if (!copy[day]) delete copy[day];
    return copy;
}

export function as_base64(bytes: ArrayBuffer): string {
    const all = new Uint8Array(bytes);
    let text = '';
    // In pieces: an argument list has an end.
    for (let at = 0; at < all.length; at += 0x8000)
        text += String.fromCharCode(...all.subarray(at, at + 0x8000));
    return btoa(text);
}
