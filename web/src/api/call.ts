// How the client talks to the server: one question at a time, its failure as an ApiError that says what
// failed, by which rule, and whether signing in again would help.
// SPDX-License-Identifier: Apache-2.0
import { current_purpose } from '../frame/purpose';
import type { paths } from './schema';
import type { Fault } from './types';

export class ApiError extends Error {
    constructor(
        readonly fault: Fault,
        message: string,
        readonly cite: string,
        readonly status: number,
        /** What a 401 asks for: another proof, or the second factor. */
        readonly asks?: 'fresh' | 'code' | 'passkey',
    ) {
        super(message);
    }
}

export type Query = Record<string, string | number | undefined>;

/**
 * Called when the server no longer knows the session, or wants a fresh proof; resolves once it has
 * one.
 */
type SignInAgain = (why: 'lost' | 'fresh') => Promise<void>;
let sign_in_again: SignInAgain | undefined;
export function on_session_lost(handler: SignInAgain | undefined) {
    sign_in_again = handler;
}

// When the person last touched this page: what the page asks by itself keeps nobody signed in.
let touched = Date.now();
export function idle_seconds() {
    return Math.floor((Date.now() - touched) / 1000);
}
if (typeof window !== 'undefined')
    for (const event of ['keydown', 'pointerdown', 'wheel'])
        window.addEventListener(event, () => (touched = Date.now()), { passive: true });

function asked_for(answer: Response): ApiError['asks'] {
    const words = answer.headers.get('WWW-Authenticate') ?? '';
    if (words.includes('insufficient_user_authentication')) return 'fresh';
    if (words.includes('factor="code"')) return 'code';
    if (words.includes('factor="passkey"')) return 'passkey';
    return undefined;
}

export function with_query(path: string, query?: Query): string {
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
        return new ApiError(
            error.fault,
            error.message,
            error.cite ?? '',
            answer.status,
            asked_for(answer),
        );
    return new ApiError(
        answer.status === 401 ? 'unauthorized' : 'unavailable',
        `The server answered ${answer.status} without a reason.`,
        '',
        answer.status,
    );
}

export async function asked(method: string, path: string, body?: unknown): Promise<Response> {
    const headers: Record<string, string> = {
        Accept: 'application/json',
        'X-Purpose': current_purpose(),
        'X-Idle': String(idle_seconds()),
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
    return answer;
}

export async function once<T>(method: string, path: string, body?: unknown): Promise<T> {
    const text = await (await asked(method, path, body)).text();
    return (text ? JSON.parse(text) : undefined) as T;
}

/** A lost session asks for a sign-in on top of the page and then repeats the call, so typing survives. */
export async function with_session<T>(ask: () => Promise<T>): Promise<T> {
    try {
        return await ask();
    } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 401 || !sign_in_again) throw error;
        await sign_in_again(error.asks === 'fresh' ? 'fresh' : 'lost');
        return ask();
    }
}

export const call = <T>(method: string, path: string, body?: unknown) =>
    with_session(() => once<T>(method, path, body));

type Method = 'get' | 'post' | 'put' | 'delete';
type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : void;
type Operation<P extends keyof paths, M extends Method> = NonNullable<paths[P][M]>;
export type AnswerOf<P extends keyof paths, M extends Method> =
    Operation<P, M> extends { responses: { 200: infer Good } } ? Json<Good> : void;
export type BodyOf<P extends keyof paths, M extends Method> =
    Operation<P, M> extends { requestBody: infer Body } ? Json<Body> : undefined;
/** The addresses of the document that know this method. */
type At<M extends Method> = {
    [P in keyof paths]: paths[P] extends { [m in M]: object } ? P : never;
}[keyof paths];
/** The {names} of an address. */
type Names<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
    ? Record<Name, string | number> & Names<Rest>
    : unknown;

export function filled(path: string, names: Record<string, string | number>): string {
    return path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(names[name]));
}

export const get = <P extends At<'get'>>(path: P, names: Names<P>, query?: Query) =>
    call<AnswerOf<P, 'get'>>(
        'GET',
        with_query(filled(path, names as Record<string, string>), query),
    );
export const send = <M extends 'post' | 'put', P extends At<M>>(
    method: M,
    path: P,
    names: Names<P>,
    body: BodyOf<P, M>,
) =>
    call<AnswerOf<P, M>>(
        method.toUpperCase(),
        filled(path, names as Record<string, string>),
        body ?? {},
    );

export const pdf_of = async (path: string, body: unknown): Promise<Blob> =>
    (await with_session(() => asked('POST', path, body))).blob();
