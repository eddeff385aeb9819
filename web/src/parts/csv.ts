// Rows as a CSV file that a spreadsheet opens safely.
// SPDX-License-Identifier: Apache-2.0

/** RFC 4180; a cell that a spreadsheet would run (formats/csv/csv.h, the same rule) is disarmed; numbers stay numbers. */
export function csv_cell(value: string): string {
    const number = /^[+-]?[0-9]{1,15}(\.[0-9]{1,15})?$/.test(value);
    const safe = !number && /^[=+\-@\u0000-\u001f＝＋－＠]/.test(value) ? `'${value}` : value;
    return /[",\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csv_text(rows: string[][]): string {
    return rows.map((row) => row.map(csv_cell).join(',')).join('\r\n') + '\r\n';
}

export function save_csv_file(name: string, text: string) {
    const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    URL.revokeObjectURL(url);
}
