// One function per route, whose address, body and answer are those of the generated document. With
// people.ts the only place that knows the server's addresses.
// SPDX-License-Identifier: Apache-2.0
import {
    asked,
    call,
    filled,
    get,
    once,
    pdf_of,
    send,
    with_query,
    type AnswerOf,
    type BodyOf,
} from './call';
import { assertion_of, attestation_of } from './passkey';
import type {
    AccountingAsk,
    BlockingLetterWords,
    BlockingPractice,
    BulkState,
    ChartRows,
    ConsentKind,
    CopyJob,
    Correction,
    Day,
    ErrorKind,
    Id,
    LetterAsk,
    MinimumAnswer,
    NewBulk,
    NewForm,
    NewSuspension,
    RightsAsk,
    RightsStepCommand,
    RecallAsk,
    RecallPart,
    Redaction,
    ReleaseRequest,
    Session,
    Workstation,
    Review,
    ReviewClose,
    ReviewState,
    Settings,
    IncidentAction,
    IncidentEdit,
    IncidentEntry,
    IncidentVerdict,
    NewIncident,
    NewNotice,
    PeopleSent,
    PersonCorrection,
} from './types';

export { ApiError, get, idle_seconds, on_session_lost, send } from './call';

interface TrailAsk {
    patient?: Id;
    user?: Id;
    from?: Day;
    to?: Day;
    offset?: number;
    limit?: number;
}

export const api = {
    sign_in: (given: BodyOf<'/api/session', 'post'>) =>
        once<AnswerOf<'/api/session', 'post'>>('POST', '/api/session', given),
    session: () => once<AnswerOf<'/api/session', 'get'>>('GET', '/api/session'),
    ways_to_sign_in: () => once<AnswerOf<'/api/session/ways', 'get'>>('GET', '/api/session/ways'),
    freshen: (password: string, code: string) =>
        once<Session>('POST', '/api/session/fresh', { password, code }),
    /** With a passkey: to sign in, or to prove it anew. */
    by_passkey: async (why: 'sign-in' | 'fresh', workstation: Workstation) => {
        const at = why === 'fresh' ? '/api/session/fresh' : '/api/session/passkey';
        const ask = await once<AnswerOf<'/api/session/passkey/challenge', 'post'>>(
            'POST',
            `${at}/challenge`,
            {},
        );
        const assertion = await assertion_of(ask);
        return once<Session>('POST', why === 'fresh' ? `${at}/passkey` : at, {
            slip: ask.slip,
            assertion,
            workstation,
        });
    },
    issuers_sign_out: () =>
        once<AnswerOf<'/api/session/sso/sign-out', 'get'>>('GET', '/api/session/sso/sign-out'),
    account: () => get('/api/account', {}),
    change_password: (old: string, fresh: string) =>
        send('post', '/api/account/password', {}, { old, fresh }),
    offer_authenticator: () => send('post', '/api/account/authenticator', {}, undefined),
    take_authenticator: (slip: string, code: string) =>
        send('put', '/api/account/authenticator', {}, { slip, code }),
    drop_authenticator: () => call<void>('DELETE', '/api/account/authenticator'),
    renew_recovery_codes: () => send('post', '/api/account/recovery-codes', {}, undefined),
    add_passkey: async (name: string) => {
        const ask = await send('post', '/api/account/passkeys/challenge', {}, undefined);
        const attestation = await attestation_of(ask, name);
        return send('post', '/api/account/passkeys', {}, { slip: ask.slip, attestation });
    },
    drop_passkey: (id: string) => call<void>('DELETE', `/api/account/passkeys/${id}`),
    end_session: (id: Id) => call<void>('DELETE', `/api/account/sessions/${id}`),
    end_other_sessions: () => call<void>('DELETE', '/api/account/sessions'),
    sign_out: () => once<void>('DELETE', '/api/session'),
    status: () => get('/api/status', {}),
    doctor: () => get('/api/security/doctor', {}),
    patients: (q: string, limit = 20) => get('/api/patients', {}, { q, limit }),

    chart: (patient: Id) => get('/api/chart/{patient}', { patient }),
    chart_rows: <K extends keyof ChartRows>(patient: Id, kind: K, offset: number, limit: number) =>
        // The answer of one section, whichever it is: a generic address is beyond the checker.
        get(
            `/api/chart/{patient}/${kind as 'documents'}`,
            { patient },
            { offset, limit },
        ) as Promise<{
            total: number;
            rows: unknown[];
        }> as Promise<{ total: number; rows: ChartRows[K][] }>,
    document: (patient: Id, id: Id) => get('/api/chart/{patient}/documents/{id}', { patient, id }),

    cases: (query: {
        state?: string;
        q?: string;
        sort?: string;
        offset?: number;
        limit?: number;
    }) => get('/api/release/cases', {}, query),
    create_case: (request: ReleaseRequest) => send('post', '/api/release/cases', {}, request),
    read_case: (id: Id) => get('/api/release/cases/{id}', { id }),
    update_case: (id: Id, version: number, request: ReleaseRequest) =>
        send('put', '/api/release/cases/{id}', { id }, { version, request }),
    decide: (id: Id, version: number) =>
        send('post', '/api/release/cases/{id}/decision', { id }, { version }),
    minimum: (id: Id) => get('/api/release/cases/{id}/minimum', { id }),
    choose_minimum: (id: Id, version: number, answer: MinimumAnswer) =>
        send('post', '/api/release/cases/{id}/minimum', { id }, { version, answer }),
    preview: (id: Id) => get('/api/release/cases/{id}/preview', { id }),
    release: (id: Id, version: number) =>
        send('post', '/api/release/cases/{id}/release', { id }, { version, confirmed: true }),
    refuse: (id: Id, version: number) =>
        send('post', '/api/release/cases/{id}/refuse', { id }, { version }),
    withdraw: (id: Id, version: number, note: string) =>
        send('post', '/api/release/cases/{id}/withdraw', { id }, { version, note }),
    link: (id: Id) => send('post', '/api/release/cases/{id}/link', { id }, undefined),
    grounds: () => get('/api/release/grounds', {}),
    correct: (id: Id, correction: Correction) =>
        send('post', '/api/release/cases/{id}/segment', { id }, correction),
    settings: () => get('/api/release/settings', {}),
    change_settings: (settings: Settings) => send('put', '/api/release/settings', {}, settings),

    forms: (query: { patient?: Id; expiring_within?: number }) =>
        get('/api/release/forms', {}, query),
    form: (id: Id) => get('/api/release/forms/{id}', { id }),
    take_form: (form: NewForm) => send('post', '/api/release/forms', {}, form),
    revoke_form: (id: Id, version: number, received_on: Day, words: string) =>
        send('post', '/api/release/forms/{id}/revoke', { id }, { version, received_on, words }),
    sign_link: (id: Id) => send('post', '/api/release/forms/{id}/link', { id }, undefined),
    // Without a session, so that nobody is asked to sign in.
    sign_page: (id: Id, token: string) =>
        once<AnswerOf<'/api/public/sign/{id}/{token}', 'get'>>(
            'GET',
            filled('/api/public/sign/{id}/{token}', { id, token }),
        ),
    sign: (id: Id, token: string, name: string, language: string) =>
        once<AnswerOf<'/api/public/sign/{id}/{token}', 'post'>>(
            'POST',
            filled('/api/public/sign/{id}/{token}', { id, token }),
            { name, agrees: true, language } satisfies BodyOf<
                '/api/public/sign/{id}/{token}',
                'post'
            >,
        ),

    download: async (token: string, code: string) => {
        const body = { code } satisfies BodyOf<'/api/public/d/{token}', 'post'>;
        const answer = await asked('POST', filled('/api/public/d/{token}', { token }), body);
        const name = /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition') ?? '');
        return { name: name?.[1] ?? 'records.zip', bytes: await answer.blob() };
    },

    request_status: (number: string, code: string) =>
        once<AnswerOf<'/api/public/status', 'get'>>(
            'GET',
            with_query('/api/public/status', { number, code }),
        ),

    encrypt: (id: Id, version: number) =>
        send('post', '/api/release/cases/{id}/encrypted', { id }, { version }),
    board: () => get('/api/release/board', {}),
    facility: () => get('/api/facility', {}),
    change_facility: (time_zone: string) => send('put', '/api/facility', {}, { time_zone }),
    print_queue: () => get('/api/release/print-queue', {}),
    printed: (id: Id, version: number) =>
        send('post', '/api/release/cases/{id}/printed', { id }, { version }),
    denial_grounds: (id: Id) => get('/api/release/cases/{id}/denial-grounds', { id }),
    /** The pages of a letter that is not written yet. */
    preview_letter: async (id: Id, version: number, letter: LetterAsk) => {
        const body = { version, letter } satisfies BodyOf<
            '/api/release/cases/{id}/letters/preview',
            'post'
        >;
        return pdf_of(filled('/api/release/cases/{id}/letters/preview', { id }), body);
    },
    review: (id: Id, version: number, review: Review) =>
        send('post', '/api/release/cases/{id}/review', { id }, { version, review }),
    case_document: (id: Id, document: Id) =>
        get('/api/release/cases/{id}/documents/{document}', { id, document }),
    document_page_address: (id: Id, document: Id, page: number) =>
        filled('/api/release/cases/{id}/documents/{document}/pages/{page}', {
            id,
            document,
            page: String(page),
        }),
    redact: (
        id: Id,
        version: number,
        redactions: Redaction[],
        by_words: { words: string[]; reason: string; cite: string },
    ) =>
        send(
            'post',
            '/api/release/cases/{id}/redactions',
            { id },
            { version, redactions, ...by_words },
        ),

    give: (id: Id, version: number, fields: Record<string, string>) =>
        send('post', '/api/release/cases/{id}/given', { id }, { version, fields }),
    write_letter: (id: Id, version: number, letter: LetterAsk) =>
        send('post', '/api/release/cases/{id}/letters', { id }, { version, letter }),
    price: (id: Id, version: number, job: CopyJob) =>
        send('post', '/api/release/cases/{id}/fee', { id }, { version, job }),
    check: (id: Id, version: number, good: boolean, note: string) =>
        send('post', '/api/release/cases/{id}/check', { id }, { version, good, note }),
    replay: (id: Id) => get('/api/release/cases/{id}/replay', { id }),
    recall: (id: Id, version: number, recall: RecallAsk) =>
        send('post', '/api/release/cases/{id}/recall', { id }, { version, ...recall }),
    /** `all`: every disclosure, ungrouped, with the reason where it is not listed. */
    accounting: (ask: Omit<AccountingAsk, 'language'>, all: boolean) =>
        get('/api/release/accounting', {}, { ...ask, all: all ? 'true' : undefined }),
    /** The pages of an accounting that is not given yet. */
    preview_accounting: (ask: AccountingAsk) => pdf_of('/api/release/accounting/preview', ask),
    give_accounting: (ask: AccountingAsk) => send('post', '/api/release/accounting', {}, ask),
    suspensions: (patient: Id) => get('/api/release/suspensions', {}, { patient }),
    suspend: (suspension: NewSuspension) =>
        send('post', '/api/release/suspensions', {}, suspension),
    lift_suspension: (id: Id, ended_on: Day, because: string) =>
        send('post', '/api/release/suspensions/{id}/lift', { id }, { ended_on, because }),
    errors: (period: { from?: Day; to?: Day }) => get('/api/release/errors', {}, period),
    note_error: (release_case: Id, kind: ErrorKind, note: string) =>
        send('post', '/api/release/errors', {}, { release_case, kind, note }),
    quality: (period: { from?: Day; to?: Day }) => get('/api/release/quality', {}, period),

    reviews: (state?: ReviewState) => get('/api/privacy/reviews', {}, { state }),
    learning: () => get('/api/privacy/learning', {}),
    adopt_weights: () => send('post', '/api/privacy/learning', {}, undefined as never),
    run_reviews: () => send('post', '/api/privacy/reviews/run', {}, undefined as never),
    access_review: (id: Id) => get('/api/privacy/reviews/{id}', { id }),
    ask_review: (id: Id, version: number, question: string) =>
        send('post', '/api/privacy/reviews/{id}/explanation', { id }, { version, question }),
    answer_review: (id: Id, version: number, answer: string) =>
        send('post', '/api/privacy/reviews/{id}/answer', { id }, { version, answer }),
    close_review: (id: Id, command: ReviewClose) =>
        send('post', '/api/privacy/reviews/{id}/close', { id }, command),
    trail: (query: TrailAsk) => get('/api/privacy/trail', {}, { ...query }),
    /** The address of the same as a file. */
    trail_csv: (query: TrailAsk) => with_query('/api/privacy/trail.csv', { ...query }),

    bulks: (query: { state?: BulkState; offset?: number; limit?: number }) =>
        get('/api/release/bulk', {}, query),
    open_bulk: (command: NewBulk) => send('post', '/api/release/bulk', {}, command),
    bulk: (id: Id) => get('/api/release/bulk/{id}', { id }),
    bulk_lines: (id: Id, query: { group?: string; offset?: number; limit?: number }) =>
        get('/api/release/bulk/{id}/lines', { id }, query),
    bulk_minimum: (id: Id) => get('/api/release/bulk/{id}/minimum', { id }),
    choose_bulk_minimum: (id: Id, version: number, answer: MinimumAnswer) =>
        send('post', '/api/release/bulk/{id}/minimum', { id }, { version, answer }),
    settle_line: (id: Id, line: Id, version: number, patient: Id | undefined, note: string) =>
        send(
            'post',
            '/api/release/bulk/{id}/lines/{line}',
            { id, line },
            { version, note, ...(patient && { patient }) },
        ),
    prepare_bulk: (id: Id, version: number) =>
        send('post', '/api/release/bulk/{id}/prepare', { id }, { version }),
    release_bulk: (id: Id, version: number) =>
        send('post', '/api/release/bulk/{id}/release', { id }, { version, confirmed: true }),
    deliver_bulk: (id: Id, version: number) =>
        send('post', '/api/release/bulk/{id}/deliver', { id }, { version }),
    close_bulk: (id: Id, version: number, note: string) =>
        send('post', '/api/release/bulk/{id}/close', { id }, { version, note }),
    withdraw_bulk: (id: Id, version: number, note: string) =>
        send('post', '/api/release/bulk/{id}/withdraw', { id }, { version, note }),
    encrypt_bulk: (id: Id, version: number) =>
        send('post', '/api/release/bulk/{id}/encrypted', { id }, { version }),
    link_part: (id: Id, part: Id) =>
        send('post', '/api/release/bulk/{id}/parts/{part}/link', { id, part }, undefined),
    recall_part: (id: Id, part: Id, version: number, recall: RecallPart) =>
        send(
            'post',
            '/api/release/bulk/{id}/parts/{part}/recall',
            { id, part },
            { version, ...recall },
        ),

    blocking_cases: (query: { state?: string; offset?: number; limit?: number }) =>
        get('/api/exchange/blocking', {}, query),
    open_blocking: (requester: string, practice: Partial<BlockingPractice>) =>
        send('post', '/api/exchange/blocking', {}, { requester, practice: practice as never }),
    blocking_facts: () => get('/api/exchange/blocking/facts', {}),
    blocking_look: () => get('/api/exchange/blocking/barriers', {}),
    look_for_blocking: () => send('post', '/api/exchange/blocking/look', {}, undefined),
    blocking_case: (id: Id) => get('/api/exchange/blocking/cases/{id}', { id }),
    edit_blocking: (id: Id, version: number, requester: string, practice: BlockingPractice) =>
        send('put', '/api/exchange/blocking/cases/{id}', { id }, { version, requester, practice }),
    assess_blocking: (id: Id, version: number) =>
        send('post', '/api/exchange/blocking/cases/{id}/assess', { id }, { version, because: '' }),
    close_blocking: (id: Id, version: number, because: string) =>
        send('post', '/api/exchange/blocking/cases/{id}/close', { id }, { version, because }),
    write_blocking_letter: (id: Id, version: number, letter: BlockingLetterWords) =>
        send('post', '/api/exchange/blocking/cases/{id}/letter', { id }, { version, letter }),
    blocking_letter_address: (id: Id, letter: Id) =>
        `/api/exchange/blocking/cases/${id}/letters/${letter}`,
    blocking_counsel_address: (id: Id) => `/api/exchange/blocking/cases/${id}/counsel.pdf`,

    incidents: (query: { state?: string; sort?: string; offset?: number; limit?: number }) =>
        get('/api/privacy/incidents', {}, query),
    report_incident: (form: NewIncident) => send('post', '/api/privacy/incidents', {}, form),
    incident: (id: Id) => get('/api/privacy/incidents/{id}', { id }),
    edit_incident: (id: Id, edit: IncidentEdit) =>
        send('put', '/api/privacy/incidents/{id}', { id }, edit),
    step_incident: (id: Id, version: number, action: IncidentAction, note: string) =>
        send('post', '/api/privacy/incidents/{id}/step', { id }, { version, action, note }),
    decide_incident: (id: Id, verdict: IncidentVerdict) =>
        send('post', '/api/privacy/incidents/{id}/decision', { id }, verdict),
    note_incident: (id: Id, entry: IncidentEntry) =>
        send('post', '/api/privacy/incidents/{id}/entries', { id }, entry),
    incident_people: (id: Id, query: { status?: string; offset?: number; limit?: number }) =>
        get('/api/privacy/incidents/{id}/people', { id }, query),
    add_people: (id: Id, version: number, list: string) =>
        send('post', '/api/privacy/incidents/{id}/people', { id }, { version, list }),
    mark_sent: (id: Id, sent: PeopleSent) =>
        send('post', '/api/privacy/incidents/{id}/sent', { id }, sent),
    write_notice: (id: Id, notice: NewNotice) =>
        send('post', '/api/privacy/incidents/{id}/notices', { id }, notice),
    preview_notice: (id: Id, notice: NewNotice) =>
        pdf_of(`/api/privacy/incidents/${id}/notices/preview`, notice),
    correct_person: (id: Id, person: Id, command: PersonCorrection) =>
        send('post', '/api/privacy/incidents/{id}/people/{person}', { id, person }, command),
    penalty: (query: {
        violated_on: string;
        tier: string;
        violations: number;
        knew_on?: string;
        corrected_on?: string;
    }) => get('/api/privacy/penalties', {}, query),
    breach_log: (year: number) => get('/api/privacy/breach-log', {}, { year }),

    ledger: (before?: number, limit = 50) => get('/api/ledger', {}, { before, limit }),
    ledger_entry: (index: number) => get('/api/ledger/entries/{index}', { index }),
    jobs: () => get('/api/jobs', {}),

    rights_cases: (query: { state?: string; q?: string; offset?: number; limit?: number }) =>
        get('/api/rights/cases', {}, query),
    rights_case: (id: Id) => get('/api/rights/cases/{id}', { id }),
    rights_step: (id: Id, command: RightsStepCommand) =>
        send('post', '/api/rights/cases/{id}/step', { id }, command),

    my_home: () => get('/api/portal/home', {}),
    my_accesses: (offset: number, limit: number) =>
        get('/api/portal/accesses', {}, { offset, limit }),
    my_proof: (id: Id) => get('/api/portal/accesses/{id}/proof', { id }),
    my_requests: () => get('/api/portal/requests', {}),
    ask_for_me: (ask: RightsAsk) => send('post', '/api/portal/requests', {}, { ask }),
    my_step: (id: Id, version: number, step: RightsStepCommand['step'], words: string) =>
        send(
            'post',
            '/api/portal/requests/{id}/step',
            { id },
            {
                version,
                step,
                words,
                ended_by: 'patient_in_writing',
                unreasonable: false,
                told: [],
                reference: '',
            },
        ),
    my_consents: () => get('/api/portal/consents', {}),
    give_my_consent: (consent: {
        kind: ConsentKind;
        party: string;
        signer: string;
        agrees: boolean;
    }) =>
        send(
            'post',
            '/api/portal/consents',
            {},
            // Whose it is says the session, never the page.
            { ...consent, patient: '00000000-0000-0000-0000-000000000000' },
        ),
    withdraw_my_consent: (id: Id, version: number) =>
        send('post', '/api/portal/consents/{id}/withdraw', { id }, { version }),
};
