// Parts of the record that the law decides on their own: their names, and which answers stand out.
// SPDX-License-Identifier: Apache-2.0
import type { Decision, Preview, Segment, SegmentAnswer, Sorted } from '../api/types';

export function part_words(name: string, segments: Segment[]): string {
    return segments.find((s) => s.name === name)?.say ?? name.replaceAll('_', ' ');
}

/** Is there anything to say of the parts that the overall answer does not say? */
export function parts_differ(decision: Decision): boolean {
    return decision.segments.some((s) => differs(s, decision));
}

export function differs(s: SegmentAnswer, decision: Decision): boolean {
    return s.answer !== decision.answer || s.only.length > 0 || s.duties.length > 0 || !!s.notice;
}

/** What goes with a part, by the name of its text in the packs: "part2-notice". */
export function notice_words(notice: string): string {
    const known: Record<string, string> = {
        'part2-notice': 'The notice against redisclosure goes with it (42 CFR 2.32).',
    };
    return known[notice] ?? `This text goes with it: ${notice.replaceAll('-', ' ')}.`;
}

export interface SortedItem {
    id: string;
    what: string;
    goes: boolean;
    sorted: Sorted[];
}

/** Every item that belongs to a special part, what goes first; the ones to be looked at lead. */
export function sorted_items(preview: Preview): SortedItem[] {
    const documents = new Map(preview.documents.map((d) => [d.id, d.title || d.type]));
    const withheld = new Map(preview.withheld.map((w) => [w.id, w.what]));
    const doubtful = (i: SortedItem) => (i.sorted.some((s) => !s.certain) ? 0 : 1);
    return Object.entries(preview.sorted)
        .filter(([, sorted]) => sorted.length > 0)
        .map(([id, sorted]) => ({
            id,
            what: documents.get(id) ?? withheld.get(id) ?? 'An entry of the chart',
            goes: !withheld.has(id),
            sorted,
        }))
        .sort((a, b) => doubtful(a) - doubtful(b) || a.what.localeCompare(b.what));
}
