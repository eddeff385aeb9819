// The shapes that travel between this client and the server, field for field. Days are
// "YYYY-MM-DD", instants end in Z, ids are UUID texts; an absent optional field is left out.
// SPDX-License-Identifier: Apache-2.0

export type Id = string;
export type Day = string;
export type Instant = string;

export type Fault =
    | 'incorrect'
    | 'unauthorized'
    | 'forbidden'
    | 'not_found'
    | 'conflict'
    | 'unsupported'
    | 'busy'
    | 'unavailable'
    | 'bug';

export type RequesterKind =
    'patient' | 'personal_representative' | 'attorney' | 'treating_provider';

export interface Requester {
    kind: RequesterKind;
    name: string;
    organization: string;
    address: string;
    phone: string;
    email: string;
}

export type CombinedWith =
    'none' | 'research_permission' | 'other_authorization' | 'other_document';
export type Conditioned =
    'none' | 'research_treatment' | 'plan_enrolment' | 'third_party_care' | 'other';

/** What the signed form says, as a person read it: 45 CFR 164.508(c). */
export interface Authorization {
    information: string;
    disclosing_party: string;
    recipient: string;
    purpose: string;
    expires_on?: Day;
    expiry_event: string;
    event_occurred_on?: Day;
    signed: boolean;
    signed_on?: Day;
    signed_by: 'patient' | 'representative';
    representative_authority: string;
    states_right_to_revoke: boolean;
    states_conditioning: boolean;
    states_redisclosure: boolean;
    revoked_on?: Day;
    combined_with: CombinedWith;
    treatment_conditioned: Conditioned;
    known_false: boolean;
    involves_remuneration: boolean;
    states_remuneration: boolean;
    plain_language: boolean;
    copy_given: boolean;
    covers_psychotherapy_notes: boolean;
    research: boolean;
}

export type Section =
    | 'documents'
    | 'results'
    | 'medications'
    | 'conditions'
    | 'procedures'
    | 'allergies'
    | 'immunizations';

export interface Scope {
    from?: Day;
    to?: Day;
    encounters: Id[];
    document_types: string[];
    sections: Section[];
    entire_record: boolean;
    justification: string;
}

export interface ReleaseRequest {
    patient: Id;
    requester: Requester;
    purpose: string;
    received_on: Day;
    format: 'electronic' | 'paper';
    scope: Scope;
    identity_verified: boolean;
    verification_method: string;
    treatment_statement: string;
    authorization?: Authorization;
}

export interface Finding {
    rule: string;
    cite: string;
    message: string;
    severity: 'defect' | 'warning';
}
export interface Reason {
    rule: string;
    cite: string;
    message: string;
}
export type Answer = 'required' | 'allow' | 'allow_minimum_necessary' | 'need' | 'deny';

export interface Decision {
    answer: Answer;
    findings: Finding[];
    reasons: Reason[];
    minimum_necessary: boolean;
    accounting: boolean;
    accounting_reason: string;
    /** Absent: no clock runs for this requester. */
    due_on?: Day;
    due_cite: string;
    due_rule: string;
    packs: { id: string; sha256: string }[];
    inputs_sha256: string;
    decided_on: Day;
}

export type CaseState =
    'received' | 'approved' | 'defective' | 'releasing' | 'released' | 'refused' | 'withdrawn';

export interface CaseRow {
    id: Id;
    number: string;
    version: number;
    state: CaseState;
    patient_name: string;
    patient_id: Id;
    requester_kind: RequesterKind;
    requester_name: string;
    received_on: Day;
    due_on?: Day;
    updated_at: Instant;
    assigned_to: string;
}

export interface HistoryItem {
    at: Instant;
    actor: string;
    action: string;
    note: string;
    entry_index?: number;
}

export interface PatientBanner {
    id: Id;
    name: string;
    birth_date?: Day;
    sex: string;
    mrn: string;
    deceased_on?: Day;
    address: string;
    phone: string;
}

export interface Job {
    id: Id;
    kind: string;
    state: 'queued' | 'running' | 'done' | 'failed';
    done: number;
    total: number;
    message: string;
}

/** The figures are those of release.pdf; the package file around it is made anew for each link. */
export interface ReleasedPackage {
    pages: number;
    bytes: number;
    sha256: string;
    created_at: Instant;
    entry_index?: number;
    manifest_sha256: string;
}

export type CaseAction = 'edit' | 'decide' | 'release' | 'refuse' | 'withdraw' | 'link';

export interface CaseView {
    id: Id;
    number: string;
    version: number;
    state: CaseState;
    patient: PatientBanner;
    request: ReleaseRequest;
    decision?: Decision;
    letter_available: boolean;
    package?: ReleasedPackage;
    job?: Job;
    history: HistoryItem[];
    allowed_actions: CaseAction[];
}

export interface EncounterRow {
    id: Id;
    start?: string;
    end?: string;
    class: string;
    type: string;
    reason: string;
    facility: string;
    status: string;
}
export interface DocumentRow {
    id: Id;
    date?: string;
    type_code: string;
    type: string;
    title: string;
    author: string;
    encounter?: Id;
    status: string;
    content_type: string;
    bytes: number;
}
export interface ResultRow {
    id: Id;
    date?: string;
    code: string;
    name: string;
    value: string;
    unit: string;
    reference_range: string;
    interpretation: string;
    category: string;
    encounter?: Id;
}
export interface MedicationRow {
    id: Id;
    date?: string;
    name: string;
    dosage: string;
    status: string;
    encounter?: Id;
}
export interface ConditionRow {
    id: Id;
    onset?: string;
    code: string;
    name: string;
    status: string;
    encounter?: Id;
}

export interface LedgerEntryRow {
    index: number;
    at: Instant;
    action: string;
    actor: string;
    purpose: string;
    subject: string;
    bytes: number;
}

/** `permissions`, where the server states them, decide which departments the rail shows. */
export interface User {
    id: Id;
    username?: string;
    name: string;
    roles: string[];
    permissions?: string[];
}
export interface Session {
    user: User;
    expires_at: Instant;
}
export interface Status {
    version: string;
    facility: string;
    counts: Record<string, number>;
    ledger_size: number;
}

export interface Chart {
    patient: PatientBanner;
    encounters: EncounterRow[];
    documents: DocumentRow[];
    results: ResultRow[];
    medications: MedicationRow[];
    conditions: ConditionRow[];
    counts: Record<
        'encounters' | 'documents' | 'results' | 'medications' | 'conditions' | 'resources',
        number
    >;
}

export interface ChartRows {
    encounters: EncounterRow;
    documents: DocumentRow;
    results: ResultRow;
    medications: MedicationRow;
    conditions: ConditionRow;
}

export interface CaseList {
    total: number;
    counts: Partial<Record<CaseState, number>>;
    cases: CaseRow[];
}

export interface Preview {
    documents: { id: Id; date?: string; type: string; title: string; pages?: number }[];
    counts: Record<string, number>;
    withheld: { what: string; reason: string; cite: string }[];
    minimum_necessary: boolean;
}

export interface AccountingRow {
    date: string;
    recipient: string;
    recipient_address: string;
    description: string;
    purpose: string;
    case_number: string;
    entry_index?: number;
    /** Does 45 CFR 164.528 list this disclosure, and by which paragraph (not). */
    accounting: boolean;
    accounting_reason: string;
}

export interface LedgerPage {
    size: number;
    origin: string;
    vkey: string;
    checkpoint: string;
    entries: LedgerEntryRow[];
}

export interface LedgerEntry {
    index: number;
    payload: string;
    salt: string;
    proof: string[];
    tree_size: number;
    checkpoint: string;
    vkey: string;
    tlog_proof: string;
}

export type PurposeOfUse = 'TREATMENT' | 'PAYMENT' | 'OPERATIONS' | 'PATIENT_REQUEST' | 'LEGAL';
