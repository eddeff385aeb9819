// The requester's list: pasted, or out of a file; shown as it will be read, with what is wrong by line.
// SPDX-License-Identifier: Apache-2.0
import { Button, Textarea } from '@mantine/core';
import { useContext, useMemo, useRef, useState } from 'react';
import { Panel } from '../parts/panel';
import { FormContext } from '../release/form_parts';
import { charts_words } from './bulk';
import { line_problems, list_bytes_max, preview_of, text_of, type ListPreview } from './list';

function Preview({ preview }: { preview: ListPreview }) {
    return (
        <div className="tight">
            <p>
                <span className="strong">{charts_words(preview.count)}</span>
                {preview.count > preview.rows.length && (
                    <span className="quiet">, the first {preview.rows.length} of them:</span>
                )}
            </p>
            <div className="scroll" tabIndex={0} role="region" aria-label="First lines of the list">
                <table className="grid">
                    <thead>
                        <tr>
                            {preview.columns.map((c, i) => (
                                <th key={i} scope="col">
                                    {c.read_as ? (
                                        <span className="strong">{c.read_as}</span>
                                    ) : (
                                        <span>left alone</span>
                                    )}
                                    <div className="quiet small" style={{ fontWeight: 400 }}>
                                        {c.title || 'no title'}
                                    </div>
                                </th>
                            ))}
                        </tr>
                    </thead>
                    <tbody>
                        {preview.rows.map((row, i) => (
                            <tr key={i}>
                                {preview.columns.map((c, at) => (
                                    <td key={at} className={c.read_as ? undefined : 'quiet'}>
                                        {row[at] ?? ''}
                                    </td>
                                ))}
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
        </div>
    );
}

/** `error`: what the server said of the list; its line numbers are those of the whole list. */
export function ListField({ list }: { list: string }) {
    const { errors, change } = useContext(FormContext);
    const file = useRef<HTMLInputElement>(null);
    const [file_error, set_file_error] = useState('');
    const preview = useMemo(() => preview_of(list), [list]);
    const error = errors.list;
    const problems = useMemo(() => (error ? line_problems(error, list) : []), [error, list]);
    const take = async (chosen: File | undefined) => {
        if (!chosen) return;
        set_file_error('');
        try {
            if (chosen.size > 2 * list_bytes_max)
                throw new Error('The list is larger than 1 MiB; split it into several requests.');
            change('list', text_of(await chosen.arrayBuffer()));
        } catch (failure) {
            set_file_error(failure instanceof Error ? failure.message : String(failure));
        }
    };
    return (
        <Panel
            title="The list of charts"
            side={<span className="quiet small">At most 2,000 lines, 1 MiB</span>}
        >
            <div className="stack">
                <div
                    onDragOver={(e) => e.preventDefault()}
                    onDrop={(e) => {
                        if (!e.dataTransfer.files.length) return;
                        e.preventDefault();
                        void take(e.dataTransfer.files[0]);
                    }}
                >
                    <Textarea
                        id="field-list"
                        label="Paste the list, or drop a file here"
                        description="A first line that names the columns: MRN, name (or last name and first name), birth date; from, to and reference if there are any. Cells copied from a spreadsheet will do."
                        withAsterisk
                        rows={7}
                        resize="vertical"
                        spellCheck={false}
                        error={problems.length ? 'The list cannot be taken.' : error || undefined}
                        placeholder={
                            'MRN,Name,Birth date,Claim number\nJV-0700123,"Doe, Jane",3/4/1960,C-1'
                        }
                        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
                        value={list}
                        onChange={(e) => change('list', e.currentTarget.value)}
                    />
                </div>
                <div className="line">
                    <Button variant="default" onClick={() => file.current?.click()}>
                        Choose a file…
                    </Button>
                    <input
                        ref={file}
                        type="file"
                        hidden
                        aria-label="File with the list"
                        accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
                        onChange={(e) => {
                            void take(e.currentTarget.files?.[0]);
                            e.currentTarget.value = '';
                        }}
                    />
                    {list && (
                        <Button variant="default" onClick={() => change('list', '')}>
                            Clear
                        </Button>
                    )}
                    <span className="quiet small">CSV, or a spreadsheet saved as text</span>
                </div>
                {file_error && (
                    <p role="alert" className="bad">
                        {file_error}
                    </p>
                )}
                {problems.length > 0 && (
                    <ul className="ruled" aria-label="Lines to mend">
                        {problems.map((p) => (
                            <li key={`${p.line} ${p.words}`}>
                                <span className="strong">Line {p.line}</span>{' '}
                                <span className="bad">{p.words}</span>
                                {p.row && <div className="quiet small wrap">{p.row}</div>}
                            </li>
                        ))}
                    </ul>
                )}
                {/and \d+ more/.test(error ?? '') && (
                    <p className="quiet small">
                        {/and \d+ more/.exec(error)![0]} lines like these.
                    </p>
                )}
                <div aria-live="polite">
                    {preview?.problem && <p className="warn strong">{preview.problem}</p>}
                </div>
                {preview && preview.columns.length > 0 && <Preview preview={preview} />}
            </div>
        </Panel>
    );
}
