// One document of a case with the passages that are taken out before it goes: select words, or take a
// section, and say why. The stored document stays as it is.
// SPDX-License-Identifier: Apache-2.0
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../api/client';
import type { CaseView, DocumentText, Redaction } from '../api/types';
import { Dialog, DialogFooter } from '../parts/dialog';
import { Cite, Failure, Loading } from '../parts/states';
import { CutImage } from './CutImage';
import { passage_of, pieces_of, same_passage, words_of } from './passages';
import type { useCaseCommands } from './use_case';

type Commands = ReturnType<typeof useCaseCommands>;

export const usual_cite = '45 CFR 164.502(b)(1)';

/** How far into the text of `root` a point of the selection lies. */
function index_in(root: HTMLElement, node: Node, offset: number): number {
    const range = document.createRange();
    range.setStart(root, 0);
    range.setEnd(node, offset);
    return range.toString().length;
}

function selected_in(root: HTMLElement | null): [number, number] | undefined {
    const selection = window.getSelection();
    if (!root || !selection || selection.isCollapsed || !selection.rangeCount) return undefined;
    const range = selection.getRangeAt(0);
    if (!root.contains(range.startContainer) || !root.contains(range.endContainer))
        return undefined;
    return [
        index_in(root, range.startContainer, range.startOffset),
        index_in(root, range.endContainer, range.endOffset),
    ];
}

export function WhyFields({
    reason,
    cite,
    set_reason,
    set_cite,
}: {
    reason: string;
    cite: string;
    set_reason: (text: string) => void;
    set_cite: (text: string) => void;
}) {
    return (
        <div className="why">
            <TextInput
                label="Why (printed in its place)"
                placeholder="another person’s information"
                withAsterisk
                value={reason}
                onChange={(e) => set_reason(e.currentTarget.value)}
            />
            <TextInput
                label="Rule"
                value={cite}
                onChange={(e) => set_cite(e.currentTarget.value)}
            />
        </div>
    );
}

function Taken({
    text,
    passages,
    remove,
}: {
    text: string;
    passages: Redaction[];
    remove: (passage: Redaction) => void;
}) {
    if (!passages.length) return <p className="quiet">Nothing is taken out of this document.</p>;
    return (
        <ul className="ruled limited" tabIndex={0} aria-label="Passages taken out">
            {passages.map((p) => {
                const words = words_of(text, p);
                const short = words.length > 90 ? `${words.slice(0, 90)}…` : words;
                return (
                    <li key={`${p.begin}-${p.end}`} className="line one-row">
                        <span>
                            “{short}” <span className="quiet">{p.reason}</span>{' '}
                            <Cite text={p.cite} />
                        </span>
                        <Button
                            className="push"
                            variant="subtle"
                            size="compact-xs"
                            h={24}
                            aria-label={`Put back: ${short}`}
                            onClick={() => remove(p)}
                        >
                            Put back
                        </Button>
                    </li>
                );
            })}
        </ul>
    );
}

function Cutting({
    view,
    document,
    commands,
    close,
}: {
    view: CaseView;
    document: DocumentText;
    commands: Commands;
    close: () => void;
}) {
    const box = useRef<HTMLPreElement>(null);
    const [passages, set_passages] = useState(document.redactions);
    const [section, set_section] = useState('');
    const [reason, set_reason] = useState('');
    const [cite, set_cite] = useState(usual_cite);
    const [hint, set_hint] = useState('');
    const take = (place: { begin: number; end: number } | undefined) => {
        if (!place) return set_hint('Select the words in the text first.');
        if (!reason.trim()) return set_hint('Say why it is taken out.');
        const one: Redaction = {
            document: document.id,
            version: document.version,
            ...place,
            reason: reason.trim(),
            cite: cite.trim(),
            page: 0,
        };
        set_hint('');
        set_passages((old) => [...old.filter((p) => !same_passage(p, one)), one]);
        window.getSelection()?.removeAllRanges();
    };
    const label = 'Save what is taken out';
    const save = () =>
        commands.run(
            {
                label,
                run: (v) =>
                    api.redact(
                        v.id,
                        v.version,
                        [...v.redactions.filter((r) => r.document !== document.id), ...passages],
                        { words: [], reason: '', cite: '' },
                    ),
                done: close,
            },
            view,
        );
    return (
        <>
            <WhyFields reason={reason} cite={cite} set_reason={set_reason} set_cite={set_cite} />
            <pre
                className="text-to-cut"
                ref={box}
                tabIndex={0}
                role="region"
                aria-label="Text of the document"
            >
                {pieces_of(document.text, passages).map((p, i) =>
                    p.cut ? <mark key={i}>{p.text}</mark> : <span key={i}>{p.text}</span>,
                )}
            </pre>
            <div className="line" style={{ alignItems: 'flex-end' }}>
                <Button
                    variant="default"
                    // The press must not take the selection away.
                    onMouseDown={(e) => e.preventDefault()}
                    onClick={() => {
                        const at = selected_in(box.current);
                        take(at && passage_of(document.text, ...at));
                    }}
                >
                    Take out the selected words
                </Button>
                {document.sections.length > 0 && (
                    <>
                        <NativeSelect
                            label="Or a section"
                            data={[
                                { value: '', label: 'Choose the section' },
                                ...document.sections.map((s, i) => ({
                                    value: String(i),
                                    label: s.title,
                                })),
                            ]}
                            value={section}
                            onChange={(e) => set_section(e.currentTarget.value)}
                        />
                        <Button
                            variant="default"
                            disabled={!section}
                            onClick={() => {
                                const { begin, end } = document.sections[Number(section)];
                                take({ begin, end });
                            }}
                        >
                            Take out the section
                        </Button>
                    </>
                )}
            </div>
            <p className="warn" role="status">
                {hint}
            </p>
            <Taken
                text={document.text}
                passages={passages}
                remove={(p) => set_passages((old) => old.filter((o) => o !== p))}
            />
            <DialogFooter
                label={label}
                busy={commands.busy === label}
                error={commands.error}
                run={save}
                close={close}
            />
        </>
    );
}

export interface Redacting {
    id: string;
    what: string;
}

export function RedactDialog({
    view,
    item,
    commands,
    close,
}: {
    view: CaseView;
    item: Redacting;
    commands: Commands;
    close: () => void;
}) {
    const found = useQuery({
        queryKey: ['case-document', view.id, item.id],
        queryFn: () => api.case_document(view.id, item.id),
        gcTime: 0,
        staleTime: Infinity,
        refetchOnWindowFocus: false,
    });
    return (
        <Dialog title={`Take out of ${item.what}`} close={close} wide>
            {found.isPending && <Loading what="document" />}
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {found.data && found.data.image_pages > 0 && (
                <CutImage view={view} document={found.data} commands={commands} close={close} />
            )}
            {found.data && !found.data.image_pages && (
                <Cutting view={view} document={found.data} commands={commands} close={close} />
            )}
        </Dialog>
    );
}
