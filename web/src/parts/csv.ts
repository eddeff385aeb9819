// Rows as a CSV file that a spreadsheet opens safely.
// SPDX-License-Identifier: Apache-2.0

/** RFC 4180; a leading = + - @ is disarmed, because spreadsheets would run it. */
function csv_cell(value: string): string {
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
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
