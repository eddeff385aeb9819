// A bulk request in words and figures: which group a chart is in, what those groups mean for whoever
// works on it, and what is to be done next. The groups are the server's (departments/release/bulk.h).
// SPDX-License-Identifier: Apache-2.0
import type {
    Bulk,
    BulkLine,
    BulkPart,
    BulkState,
    Day,
    Finding,
    Instant,
    Listed,
    PatientBanner,
} from '../api/types';
import type { Due } from '../release/due';
import { due_in_words } from '../release/due';
import { day_words } from '../parts/when';

/** What a group means for the clerk, in the order of the bar. */
export type Stage = 'delivered' | 'recalled' | 'ready' | 'person' | 'waiting' | 'ended';
export const stages: Stage[] = ['delivered', 'recalled', 'ready', 'person', 'waiting', 'ended'];
export const stage_words: Record<Stage, { label: string; long: string }> = {
    delivered: { label: 'delivered', long: 'The requester’s: in a part' },
    recalled: { label: 'called back', long: 'Went to the wrong place in a part' },
    ready: { label: 'ready', long: 'Approved or released, not in a part yet' },
    person: { label: 'need a person', long: 'Stand still until somebody looks' },
    waiting: { label: 'to decide', long: 'Found in the chart, not decided yet' },
    ended: { label: 'left out', long: 'Dropped, refused or withdrawn: will not go' },
};

export interface Group {
    name: string;
    label: string;
    stage: Stage;
    tone: string;
}
const group = (name: string, label: string, stage: Stage, tone = ''): Group => ({
    name,
    label,
    stage,
    tone,
});
/** What waits for a person leads. */
export const groups: Group[] = [
    group('unmatched', 'To settle', 'person', 'warn'),
    group('defective', 'Something missing', 'person', 'bad'),
    group('checking', 'Second check', 'person', 'warn'),
    group('reviewing', 'In review', 'person', 'warn'),
    group('waiting', 'To decide', 'waiting', 'accent'),
    group('received', 'To decide again', 'waiting', 'accent'),
    group('approved', 'Approved', 'ready', 'ok'),
    group('releasing', 'Being released', 'ready', 'warn'),
    group('released', 'Released, to deliver', 'ready', 'ok'),
    group('delivered', 'Delivered', 'delivered', 'ok'),
    group('dropped', 'Dropped', 'ended'),
    group('refused', 'Refused', 'ended'),
    group('withdrawn', 'Withdrawn', 'ended'),
    group('recalled', 'Called back', 'recalled', 'bad'),
];
const by_name = new Map(groups.map((g) => [g.name, g]));
export const group_of = (name: string): Group =>
    by_name.get(name) ?? group(name, name.replaceAll('_', ' '), 'person');

export type Counts = Record<string, number | undefined>;

export function stage_counts(counts: Counts): Record<Stage, number> {
    const sum = { delivered: 0, recalled: 0, ready: 0, person: 0, waiting: 0, ended: 0 };
    for (const [name, n] of Object.entries(counts)) sum[group_of(name).stage] += n ?? 0;
    return sum;
}
export const total_of = (counts: Counts) =>
    Object.values(counts).reduce<number>((sum, n) => sum + (n ?? 0), 0);

/** "180 of 300 delivered, 60 ready, 5 need a person"; what is not there is not said. */
export function progress_words(counts: Counts): string {
    const sum = stage_counts(counts);
    const rest = stages
        .filter((s) => s !== 'delivered' && sum[s] > 0)
        .map(
            (s) =>
                `${sum[s]} ${s === 'person' && sum[s] === 1 ? 'needs a person' : stage_words[s].label}`,
        );
    return [`${sum.delivered} of ${total_of(counts)} delivered`, ...rest].join(', ');
}

export const charts_words = (n: number) =>
    `${n.toLocaleString('en-US')} ${n === 1 ? 'chart' : 'charts'}`;

/** When a part was last fetched, and how, as the history says it; undefined: it is still in the house. */
export function handed_over(
    part: Pick<BulkPart, 'number'>,
    history: Bulk['history'],
): { at: Instant; how: string } | undefined {
    const start = `part ${part.number} `;
    const found = history
        .filter((h) => h.action === 'release.deliver' && h.note.startsWith(start))
        .sort((a, b) => a.at.localeCompare(b.at))
        .at(-1);
    return found && { at: found.at, how: found.note.slice(start.length) };
}

export type StepName =
    'settle' | 'decide' | 'minimum' | 'release' | 'deliver' | 'hand' | 'look' | 'again' | 'close';
export interface Step {
    name: StepName;
    label: string;
    /** The group whose lines the step is about, or the element of the part. */
    group?: string;
}

export const is_working = (bulk: Pick<Bulk, 'job'> | undefined) =>
    bulk?.job?.state === 'queued' || bulk?.job?.state === 'running';

/**
 * What can be done, the one to do next first. A line that nobody can settle does not hold up the
 * others. `minimum_waits`: nothing is released before the minimum necessary is chosen.
 */
export function steps_of(
    bulk: Pick<Bulk, 'state' | 'groups' | 'parts' | 'job' | 'history'>,
    minimum_waits = false,
): Step[] {
    if (bulk.state !== 'open' || is_working(bulk)) return [];
    const n = (...names: string[]) =>
        names.reduce((sum, name) => sum + (bulk.groups[name] ?? 0), 0);
    const found: Step[] = [];
    const unmatched = n('unmatched');
    if (unmatched)
        found.push({
            name: 'settle',
            group: 'unmatched',
            label: `Settle ${unmatched === 1 ? '1 line that was' : `${unmatched} lines that were`} not found`,
        });
    if (n('waiting', 'received'))
        found.push({
            name: 'decide',
            group: n('waiting') ? 'waiting' : 'received',
            label: `Decide ${charts_words(n('waiting', 'received'))}`,
        });
    if (n('approved', 'releasing') && minimum_waits)
        found.push({ name: 'minimum', label: 'Choose the minimum necessary' });
    else if (n('approved', 'releasing'))
        found.push({
            name: 'release',
            group: 'approved',
            label: `Look at what would go: ${charts_words(n('approved', 'releasing'))}…`,
        });
    if (n('released'))
        found.push({
            name: 'deliver',
            group: 'released',
            label: `Deliver ${charts_words(n('released'))} as part ${bulk.parts.length + 1}`,
        });
    for (const part of bulk.parts)
        if (!part.recalled_on && !handed_over(part, bulk.history))
            found.push({
                name: 'hand',
                group: `part-${part.number}`,
                label: `Hand over part ${part.number}`,
            });
    for (const [name, words] of [
        ['defective', 'something missing'],
        ['checking', 'a second check to make'],
        ['reviewing', 'a review under way'],
    ])
        if (n(name))
            found.push({
                name: 'look',
                group: name,
                label: `Look at ${charts_words(n(name))} with ${words}`,
            });
    // After forms came in or rules changed; what is not decided yet is offered above.
    if (n('defective') && !n('waiting', 'received'))
        found.push({ name: 'again', group: 'defective', label: 'Decide again' });
    // Before anything went out, what is still open is withdrawn, not closed.
    const open = open_lines(bulk.groups);
    if (bulk.parts.length > 0 || open === 0)
        found.push({ name: 'close', label: open ? 'Close with charts open…' : 'Close…' });
    return found;
}

/** Lines that neither went nor ended: closing must say why. */
export function open_lines(counts: Counts): number {
    const sum = stage_counts(counts);
    return sum.ready + sum.person + sum.waiting;
}

export const bulk_state_words: Record<BulkState, { label: string; tone: string }> = {
    open: { label: 'Open', tone: 'accent' },
    closed: { label: 'Closed', tone: 'ok' },
    withdrawn: { label: 'Withdrawn', tone: '' },
};

/** A closed request has no clock. */
export function bulk_due(due: Day | undefined, now: Day, state: BulkState): Due {
    return state === 'open' ? due_in_words(due, now, 'approved') : { words: '', tone: 'quiet' };
}

/** Why a line is not further: its own words, the rule that holds it, or what was decided. */
export function line_reason(line: BulkLine): { words: string; cite: string } {
    const defect = line.findings.find((f) => f.severity === 'defect');
    const first = defect ?? (line.why ? undefined : line.findings[0]);
    if (line.status !== 'taken' || !first || line.part > 0)
        return { words: line.status === 'taken' && line.part > 0 ? '' : line.why, cite: '' };
    return { words: first.message, cite: first.cite };
}

export const line_group = (line: BulkLine): string => {
    if (line.status !== 'taken') return line.status;
    if (line.part > 0 && line.case_state === 'released') return 'delivered';
    return line.case_state ?? 'waiting';
};

/** "1 Feb 2026 to 31 Mar 2026"; "" where the request's own days hold. */
export function days_of(listed: Pick<Listed, 'from' | 'to'>): string {
    if (listed.from && listed.to) return `${day_words(listed.from)} to ${day_words(listed.to)}`;
    if (listed.from) return `from ${day_words(listed.from)}`;
    return listed.to ? `to ${day_words(listed.to)}` : '';
}

const name_words = (name: string) =>
    name
        .toLowerCase()
        .replaceAll(/['-]/g, '')
        .split(/[\s,.]+/)
        .filter(Boolean);

export interface Compared {
    field: string;
    listed: string;
    chart: string;
    /** undefined: the list does not say. */
    same: boolean | undefined;
}
/** What the list says beside what the chart says; as the server looks at names, words in any order. */
export function compare(listed: Listed, patient: PatientBanner): Compared[] {
    const words = new Set(name_words(patient.name));
    const asked = name_words(listed.name);
    return [
        {
            field: 'Name',
            listed: listed.name,
            chart: patient.name,
            same: asked.length ? asked.every((w) => words.has(w)) : undefined,
        },
        {
            field: 'Born',
            listed: day_words(listed.birth_date),
            chart: day_words(patient.birth_date),
            same: listed.birth_date ? listed.birth_date === patient.birth_date : undefined,
        },
        {
            field: 'MRN',
            listed: listed.mrn,
            chart: patient.mrn,
            same: listed.mrn ? listed.mrn === patient.mrn : undefined,
        },
    ];
}

export interface WouldGo {
    /** Parts of a record that do not go, and in how many charts. */
    held_back: { part: string; charts: number }[];
    warnings: { finding: Finding; charts: number }[];
}
/** What the decisions on these charts have to say, added up; the most frequent first. */
export function would_go(lines: BulkLine[]): WouldGo {
    const parts = new Map<string, number>();
    const warnings = new Map<string, { finding: Finding; charts: number }>();
    for (const line of lines) {
        for (const part of new Set(line.held_back)) parts.set(part, (parts.get(part) ?? 0) + 1);
        for (const finding of line.findings) {
            const key = `${finding.rule} ${finding.message}`;
            const at = warnings.get(key);
            warnings.set(key, { finding, charts: (at?.charts ?? 0) + 1 });
        }
    }
    return {
        held_back: [...parts]
            .map(([part, charts]) => ({ part, charts }))
            .sort((a, b) => b.charts - a.charts || a.part.localeCompare(b.part)),
        warnings: [...warnings.values()].sort((a, b) => b.charts - a.charts),
    };
}
