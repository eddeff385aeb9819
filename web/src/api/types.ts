// The shapes that travel between this client and the server, under the client's names. They are
// generated from docs/formats/openapi.json (npm run types), which the program prints itself, so
// that neither side can say something else. Absent optional fields are left out, never null.
// SPDX-License-Identifier: Apache-2.0
import type { components } from './schema';

type Shapes = components['schemas'];

export type Id = string; // UUID
export type Day = string; // "YYYY-MM-DD"
export type Instant = string; // ends in Z

export type Fault =
    components['responses']['Problem']['content']['application/json']['error']['fault'];

export type Session = Shapes['SessionAnswer'];
export type User = Shapes['SessionUser'];
export type Permission = User['permissions'][number];
export type Status = Shapes['StatusPage'];
export type Job = Shapes['Job'];

/** `form`: a kept authorization that stands for `authorization`, as it is on the day of the decision. */
export type ReleaseRequest = Shapes['Request'] & { form?: Id };
export type Process = NonNullable<Shapes['Request']['process']>;
export type Part2Consent = NonNullable<Shapes['Authorization']['part2']>;
export type RequesterKind = Shapes['Requester']['kind'];
export type Authorization = Shapes['Authorization'];
export type Scope = Shapes['Scope'];
export type Section = Scope['sections'][number];
export type Finding = Shapes['Finding'];
export type Decision = Shapes['Decision'];
export type Answer = Decision['answer'];
export type SegmentAnswer = Decision['segments'][number];
export type CaseView = Omit<Shapes['CaseView'], 'request'> & { request: ReleaseRequest };
export type CaseList = Shapes['CaseList'];
export type CaseRow = Shapes['CaseRow'];
export type CaseState = CaseRow['state'];
export type Preview = Shapes['Preview'];
export type Sorted = Preview['sorted'][string][number];
export type AccountingRow = Shapes['AccountingRow'];
export type Settings = Shapes['Settings'];

// Not in the document yet: departments/release/handlers.h and form_handlers.h are what they follow.
export interface Question {
    name: string;
    say: string;
    cite: string;
    values: string[]; // empty: yes or no
}
export interface Ground {
    name: string;
    say: string;
    cite: string;
    requesters: string[]; // "anyone": all kinds
    questions: Question[];
}
export interface Segment {
    name: string;
    say: string;
    cite: string;
}
export interface Grounds {
    grounds: Ground[];
    segments: Segment[];
}
export interface Correction {
    item: Id;
    segment: string;
    belongs: boolean;
    reason: string;
}
export type FormSource = 'paper' | 'scan' | 'electronic';
export interface KeptForm {
    id: Id;
    version: number;
    patient: Id;
    patient_name?: string;
    state: 'draft' | 'active' | 'revoked';
    form: Authorization;
    source: FormSource;
    language: string;
    signature?: { name: string; at: Instant; language: string; text: string };
    has_scan: boolean;
    expires_on?: Day;
    findings: Finding[];
    usable: boolean;
}
export interface NewForm {
    patient: Id;
    form: Authorization;
    source: FormSource;
    language: string;
    scan: string; // a PDF in base64; "": none
}
export interface SignPage {
    facility: string;
    patient: string;
    language: string;
    text: string[];
    text_es: string[];
}

export type PatientBanner = Shapes['PatientBanner'];
export type Chart = Shapes['ChartPage'];
export type DocumentRow = Shapes['DocumentRow'];
export type ResultRow = Shapes['ResultRow'];
export interface ChartRows {
    encounters: Shapes['EncounterRow'];
    documents: DocumentRow;
    results: ResultRow;
    medications: Shapes['MedicationRow'];
    conditions: Shapes['ConditionRow'];
}

export type LedgerPage = Shapes['LedgerPage'];
export type LedgerEntry = Shapes['EntryProof'];

/** Values of the X-Purpose header (server/session.cpp). */
export type PurposeOfUse = 'TREATMENT' | 'PAYMENT' | 'OPERATIONS' | 'PATIENT_REQUEST' | 'LEGAL';
