// Cells that a spreadsheet would run, and those that it must read as they are.
// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { csv_cell, csv_text } from './csv';

describe('csv', () => {
    it.each([
        ['=1+1', "'=1+1"],
        ['+cmd|calc', "'+cmd|calc"],
        ['-2+3', "'-2+3"],
        ['@SUM(A1)', "'@SUM(A1)"],
        ['\t=1', '"\'\t=1"'],
        ['\r=1', '"\'\r=1"'],
        ['\n=1', '"\'\n=1"'],
        ['\u0001=1', "'\u0001=1"],
        ['＝1+1', "'＝1+1"],
        ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
        ['-', "'-"],
        ['-5e3', "'-5e3"],
        ['-5', '-5'],
        ['+12.50', '+12.50'],
        ['2026-11-22', '2026-11-22'],
        ["O'Hara", "O'Hara"],
        ['a=b', 'a=b'],
        ['', ''],
    ])('%j is written as %j', (plain, written) => {
        expect(csv_cell(plain)).toBe(written);
        expect(csv_text([[plain]])).toBe(`${written}\r\n`);
    });
});
