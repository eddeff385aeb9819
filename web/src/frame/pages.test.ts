// Goal: Ctrl-K finds a page by the words people use for it, and only pages that may be opened.
import { describe, expect, it } from 'vitest';
import type { Permission } from '../api/types';
import { find_pages, pages, pages_for } from './pages';

const found = (typed: string) => find_pages(pages, typed).map((p) => p.to);

describe('pages by words', () => {
    it.each([
        ['print', ['/release/print-queue']],
        ['PAPER', ['/release/print-queue']],
        ['overdue', ['/release/board']],
        ['susp', ['/accounting']],
        ['error log', ['/release/errors']],
        ['wrong pat', ['/release/errors']],
        ['turnaround', ['/release/quality']],
        ['rint', []],
        ['print zzz', []],
    ])('%s', (typed, addresses) => expect(found(typed)).toEqual(addresses));
    it('nothing typed finds all', () => expect(found(' ')).toHaveLength(pages.length));
});

describe('pages by permission', () => {
    it.each<[Permission[], string[]]>([
        [[], []],
        [['signed_in'], ['/training', '/status', '/account']],
        [
            ['release_work', 'ledger_read'],
            ['/release/new', '/release/print-queue', '/ledger'],
        ],
    ])('%j', (may, addresses) => expect(pages_for(may).map((p) => p.to)).toEqual(addresses));
});
