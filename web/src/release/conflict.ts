// Two versions of one request, field by field: what I have typed against what someone else saved.
// SPDX-License-Identifier: Apache-2.0

export interface Difference {
    field: string;
    mine: string;
    theirs: string;
}

type Plain = Record<string, unknown>;

function flatten(value: unknown, path: string, into: Map<string, string>) {
    if (Array.isArray(value)) into.set(path, value.map(String).join(', '));
    else if (value !== null && typeof value === 'object')
        for (const [key, inner] of Object.entries(value as Plain))
            flatten(inner, path ? `${path}.${key}` : key, into);
    else if (value !== undefined)
        into.set(path, value === true ? 'yes' : value === false ? 'no' : String(value));
}

export function differences(mine: unknown, theirs: unknown): Difference[] {
    const a = new Map<string, string>(),
        b = new Map<string, string>();
    flatten(mine, '', a);
    flatten(theirs, '', b);
    const fields = [...new Set([...a.keys(), ...b.keys()])];
    return fields
        .map((field) => ({ field, mine: a.get(field) ?? '', theirs: b.get(field) ?? '' }))
        .filter((d) => d.mine !== d.theirs);
}

/** "requester.name" -> "Requester, name". */
export function field_words(field: string): string {
    const words = field.replaceAll('_', ' ').replaceAll('.', ', ');
    return words.charAt(0).toUpperCase() + words.slice(1);
}
