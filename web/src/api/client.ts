// The only place that talks to the server: one function per route. Every failure becomes an
// ApiError that says what failed, by which rule, and whether signing in again would help.
// SPDX-License-Identifier: Apache-2.0
import type {
    AccountingRow,
    CaseList,
    CaseView,
    Chart,
    ChartRows,
    DocumentRow,
    Fault,
    Id,
    Job,
    LedgerEntry,
    LedgerPage,
    PatientBanner,
    Preview,
    ReleaseRequest,
    Session,
    Status,
} from './types';
import { current_purpose } from '../frame/purpose';

export class ApiError extends Error {
    constructor(
        readonly fault: Fault,
        message: string,
        readonly cite: string,
        readonly status: number,
    ) {
        super(message);
    }
}

type Query = Record<string, string | number | undefined>;

/** Called when the server no longer knows the session; resolves once someone signed in again. */
let sign_in_again: (() => Promise<void>) | undefined;
export function on_session_lost(handler: (() => Promise<void>) | undefined) {
    sign_in_again = handler;
}

function with_query(path: string, query?: Query): string {
    const words = new URLSearchParams();
    for (const [key, value] of Object.entries(query ?? {}))
        if (value !== undefined && value !== '') words.set(key, String(value));
    const text = words.toString();
    return text ? `${path}?${text}` : path;
}

async function to_error(answer: Response): Promise<ApiError> {
    const body = await answer.json().catch(() => undefined);
    const error = body?.error;
    if (error?.message)
        return new ApiError(error.fault, error.message, error.cite ?? '', answer.status);
    return new ApiError(
        answer.status === 401 ? 'unauthorized' : 'unavailable',
        `The server answered ${answer.status} without a reason.`,
        '',
        answer.status,
    );
}

async function once<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers: Record<string, string> = {
        Accept: 'application/json',
        'X-Purpose': current_purpose(),
    };
    if (method !== 'GET') headers['X-Muniment'] = '1';
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    let answer: Response;
    try {
        answer = await fetch(path, {
            method,
            headers,
            credentials: 'same-origin',
            body: body === undefined ? undefined : JSON.stringify(body),
        });
    } catch {
        throw new ApiError(
            'unavailable',
            'The server cannot be reached. Nothing was lost; check the network and try again.',
            '',
            0,
        );
    }
    if (!answer.ok) throw await to_error(answer);
    const text = await answer.text();
    return (text ? JSON.parse(text) : undefined) as T;
}

/** A lost session asks for a sign-in on top of the page and then repeats the call, so typing survives. */
async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    try {
        return await once<T>(method, path, body);
    } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 401 || !sign_in_again) throw error;
        await sign_in_again();
        return once<T>(method, path, body);
    }
}

const get = <T>(path: string, query?: Query) => call<T>('GET', with_query(path, query));

export const api = {
    sign_in: (username: string, password: string) =>
        once<Session>('POST', '/api/session', { username, password }),
    session: () => once<Session>('GET', '/api/session'),
    sign_out: () => once<void>('DELETE', '/api/session'),
    status: () => get<Status>('/api/status'),
    patients: (q: string, limit = 20) =>
        get<{ patients: PatientBanner[] }>('/api/patients', { q, limit }),

    chart: (patient: Id) => get<Chart>(`/api/chart/${patient}`),
    chart_rows: <K extends keyof ChartRows>(patient: Id, kind: K, offset: number, limit: number) =>
        get<{ total: number; rows: ChartRows[K][] }>(`/api/chart/${patient}/${kind}`, {
            offset,
            limit,
        }),
    document: (patient: Id, id: Id) =>
        get<{ document: DocumentRow; text: string }>(`/api/chart/${patient}/documents/${id}`),

    cases: (query: {
        state?: string;
        q?: string;
        sort?: string;
        offset?: number;
        limit?: number;
    }) => get<CaseList>('/api/release/cases', query),
    create_case: (request: ReleaseRequest) => call<CaseView>('POST', '/api/release/cases', request),
    read_case: (id: Id) => get<CaseView>(`/api/release/cases/${id}`),
    update_case: (id: Id, version: number, request: ReleaseRequest) =>
        call<CaseView>('PUT', `/api/release/cases/${id}`, { version, request }),
    decide: (id: Id, version: number) =>
        call<CaseView>('POST', `/api/release/cases/${id}/decision`, { version }),
    preview: (id: Id) => get<Preview>(`/api/release/cases/${id}/preview`),
    release: (id: Id, version: number) =>
        call<CaseView>('POST', `/api/release/cases/${id}/release`, { version, confirmed: true }),
    refuse: (id: Id, version: number) =>
        call<CaseView>('POST', `/api/release/cases/${id}/refuse`, { version }),
    withdraw: (id: Id, version: number, note: string) =>
        call<CaseView>('POST', `/api/release/cases/${id}/withdraw`, { version, note }),
    link: (id: Id) =>
        call<{ url: string; expires_at: string }>('POST', `/api/release/cases/${id}/link`, {}),
    accounting: (patient: Id) =>
        get<{ rows: AccountingRow[] }>('/api/release/accounting', { patient }),

    ledger: (before?: number, limit = 50) => get<LedgerPage>('/api/ledger', { before, limit }),
    ledger_entry: (index: number) => get<LedgerEntry>(`/api/ledger/entries/${index}`),
    jobs: () => get<{ jobs: Job[] }>('/api/jobs'),
};
