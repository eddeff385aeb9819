// What a request can rest on, worked out from the packs' own list (GET /release/grounds): which
// grounds a requester may claim, what must be asked for each, and how answers read. No law stands
// here: names, questions and citations come from the server.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type {
    Authorization,
    Decision,
    Ground,
    Grounds,
    Process,
    Question,
    ReleaseRequest,
    RequesterKind,
} from '../api/types';

export function useGrounds() {
    return useQuery({ queryKey: ['grounds'], queryFn: api.grounds, staleTime: 600_000 });
}

/** Grounds that name this kind of requester first, then those open to anyone; both as the packs order them. */
export function grounds_for(kind: RequesterKind, grounds: Ground[]) {
    return {
        own: grounds.filter((g) => g.requesters.includes(kind)),
        open: grounds.filter(
            (g) => !g.requesters.includes(kind) && g.requesters.includes('anyone'),
        ),
    };
}

/** The ground that is meant: the chosen one while the requester may claim it, else the first. */
export function ground_of(
    request: Pick<ReleaseRequest, 'ground' | 'requester'>,
    grounds: Ground[],
): Ground | undefined {
    const { own, open } = grounds_for(request.requester.kind, grounds);
    const all = [...own, ...open];
    return all.find((g) => g.name === request.ground) ?? all[0];
}

/**
 * Part 2 and state law matter only where the record holds such parts: their questions stand apart,
 * each list in the order given. What the last decision asks for is always in front.
 */
export function sorted_questions(questions: Question[], asked: ReadonlySet<string> = new Set()) {
    const first = (q: Question) => q.cite.startsWith('45 CFR') || asked.has(q.name);
    return { first: questions.filter(first), later: questions.filter((q) => !first(q)) };
}

/** The questions a decision still wants answered: those whose very words it repeats. */
export function asked_by(decision: Decision | undefined, questions: Question[]): Set<string> {
    if (decision?.answer !== 'need') return new Set();
    const said = [...decision.reasons, ...decision.findings].map((r) => r.message);
    return new Set(questions.filter((q) => said.some((s) => s.includes(q.say))).map((q) => q.name));
}

const yes_or_no: [string, string][] = [
    ['true', 'Yes'],
    ['false', 'No'],
];

/** "own_protective_order" -> "Own protective order". */
export function name_words(name: string): string {
    const words = name.replaceAll('_', ' ');
    return words.charAt(0).toUpperCase() + words.slice(1);
}

export function choices_of(question: Question): [string, string][] {
    return question.values.length
        ? question.values.map((v): [string, string] => [v, name_words(v)])
        : yes_or_no;
}

export function answer_of(question: Question, statement: string | undefined): string {
    return choices_of(question).find(([value]) => value === statement)?.[1] ?? 'Not known';
}

/** What is stated, in words of the questions; a statement the ground no longer asks for keeps its name. */
export function statements_in_words(
    statements: Record<string, string>,
    questions: Question[],
): { question: string; cite: string; answer: string }[] {
    const known = new Map(questions.map((q) => [q.name, q]));
    const order = [...known.keys()];
    return Object.entries(statements)
        .filter(([, value]) => value)
        .sort(([a], [b]) => (order.indexOf(a) + 1 || 999) - (order.indexOf(b) + 1 || 999))
        .map(([name, value]) => {
            const q = known.get(name);
            return q
                ? { question: q.say, cite: q.cite, answer: answer_of(q, value) }
                : { question: name_words(name), cite: '', answer: name_words(value) };
        });
}

export function all_questions(grounds: Grounds | undefined): Question[] {
    const seen = new Map<string, Question>();
    for (const g of grounds?.grounds ?? [])
        for (const q of g.questions) if (!seen.has(q.name)) seen.set(q.name, q);
    return [...seen.values()];
}

/** Grounds that rest on a form the patient signed; elsewhere a form is attached only when there is one. */
const on_a_form = ['authorization', 'marketing', 'sale', 'directive'];
export const rests_on_form = (ground: string) => on_a_form.includes(ground);

const on_process = [
    'court_order',
    'subpoena',
    'required_by_law',
    'le_process',
    'le_administrative',
    'le_required',
];
export const has_process = (ground: string) => on_process.includes(ground);

export const empty_process: Process = { issuer: '', number: '', describes: '' };

const is_blank = (value: unknown) =>
    value === undefined || value === '' || value === false || value === 'none';

export const process_is_blank = (p: Process | undefined) => !p || Object.values(p).every(is_blank);

/** Nothing was entered that a signed form would say. */
export function form_is_blank(a: Authorization | undefined): boolean {
    if (!a) return true;
    const { signed_by: _, covers, part2, ...rest } = a;
    return covers.length === 0 && !part2 && Object.values(rest).every(is_blank);
}
