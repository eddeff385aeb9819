// The requester's list before it is sent: how it will be read, its first rows, and the server's
// complaints line by line. Only a preview: the server decides (departments/release/bulk_list.h).
// SPDX-License-Identifier: Apache-2.0

export const list_bytes_max = 1 << 20;
export const list_lines_max = 2000;

/** Rows of a comma or tab separated table, whichever comes first; blank lines are no rows. */
export function table_of(text: string): string[][] {
    const separator = /^[^,\r\n]*\t/.test(text) ? '\t' : ',';
    const rows: string[][] = [];
    let row: string[] = [];
    let field = '';
    let quoted = false;
    const end_field = () => {
        row.push(field.trim());
        field = '';
    };
    const end_row = () => {
        end_field();
        if (row.length > 1 || row[0]) rows.push(row);
        row = [];
    };
    const all = text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n');
    for (let i = 0; i < all.length; i++) {
        const c = all[i];
        if (quoted) {
            if (c !== '"') field += c;
            else if (all[i + 1] === '"') field += all[++i];
            else quoted = false;
        } else if (c === '"' && !field.trim()) {
            field = '';
            quoted = true;
        } else if (c === separator) end_field();
        else if (c === '\n') end_row();
        else field += c;
    }
    if (field || row.length) end_row();
    return rows;
}

const known: [string, string][] = [
    ['MRN', 'mrn medicalrecordnumber'],
    ['Name', 'name patient patientname'],
    ['Last name', 'lastname family familyname'],
    ['First name', 'firstname given givenname'],
    ['Birth date', 'birthdate dateofbirth dob'],
    ['From', 'from servicefrom dosfrom'],
    ['To', 'to serviceto dosto'],
    ['Reference', 'reference claim claimnumber memberid samplenumber'],
];

/** What a column is read as; undefined: it is left alone. */
export function column_of(title: string): string | undefined {
    const plain = title.toLowerCase().replaceAll(/[^a-z]/g, '');
    return plain ? known.find(([, names]) => names.split(' ').includes(plain))?.[0] : undefined;
}

export interface ListPreview {
    columns: { title: string; read_as?: string }[];
    rows: string[][];
    /** Rows that name a chart, without the titles and blank lines. */
    count: number;
    /** What can be seen to be wrong without asking the server. */
    problem: string;
}

function problem_of(text: string, columns: ListPreview['columns'], count: number): string {
    if (new TextEncoder().encode(text).length > list_bytes_max)
        return 'The list is larger than 1 MiB; split it into several requests.';
    if (!columns.some((c) => ['MRN', 'Name', 'Last name'].includes(c.read_as ?? '')))
        return 'The first line must name the columns, a column “MRN” or “Name” among them.';
    if (count > list_lines_max)
        return `The list names ${count.toLocaleString('en-US')} charts; 2,000 are the most in one request.`;
    return count ? '' : 'The list names no chart.';
}

const shown_rows = 5;

export function preview_of(text: string): ListPreview | undefined {
    if (!text.trim()) return undefined;
    const [titles = [], ...rest] = table_of(text);
    const rows = rest.filter((row) => row.some(Boolean));
    const columns = titles.map((title) => ({ title, read_as: column_of(title) }));
    return {
        columns,
        rows: rows.slice(0, shown_rows),
        count: rows.length,
        problem: problem_of(text, columns, rows.length),
    };
}

export interface LineProblem {
    line: number;
    words: string;
    /** The line as it was written. */
    row: string;
}

/** "The list cannot be taken: line 3 has a day that is none; and 4 more." with the lines it is about. */
export function line_problems(message: string, text: string): LineProblem[] {
    const rows = table_of(text);
    return [...message.matchAll(/\bline (\d+) ([^;]+?)(?=;|\.$)/g)].map((found) => ({
        line: Number(found[1]),
        words: found[2],
        row: (rows[Number(found[1]) - 1] ?? []).filter(Boolean).join(', '),
    }));
}

/** Whether an error of the server is about the list. */
export const is_about_list = (message: string) =>
    /^(The list|The first line|The table|A quotation mark)/.test(message);

/** A file's words: UTF-8, or what older spreadsheets write. Throws where it is no text. */
export function text_of(bytes: ArrayBuffer): string {
    const start = new Uint8Array(bytes.slice(0, 4096));
    if (start.includes(0) && !(start[0] === 0xff && start[1] === 0xfe))
        throw new Error(
            'This file is no text. Save the sheet as CSV, or copy its cells and paste them here.',
        );
    if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
        return new TextDecoder('windows-1252').decode(bytes);
    }
}
