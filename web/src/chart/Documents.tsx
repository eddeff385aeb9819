// The chart's documents: a list moved through with the arrow keys, the chosen note beside it.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api } from '../api/client';
import type { DocumentRow, Id } from '../api/types';
import { Empty, Failure, Loading, TooMany } from '../parts/states';
import { day_words, size_words } from '../parts/when';
import { useChartRows } from './use_rows';

function Reader({ patient, id }: { patient: Id; id: Id }) {
    const note = useQuery({
        queryKey: ['document', patient, id],
        queryFn: () => api.document(patient, id),
        staleTime: 300_000,
    });
    if (note.isPending) return <Loading what="document" lines={12} />;
    if (note.error) return <Failure error={note.error} retry={() => note.refetch()} />;
    const d = note.data.document;
    return (
        <article className="panel" aria-labelledby="document-title">
            <header>
                <h2 id="document-title">{d.title || d.type}</h2>
                <span className="quiet">
                    {[
                        day_words(d.date),
                        d.author,
                        d.title.startsWith(d.type) ? '' : d.type,
                        d.status,
                    ]
                        .filter(Boolean)
                        .join(', ')}
                </span>
            </header>
            {note.data.text.trim() ? (
                <div className="paper" tabIndex={0} role="region" aria-label="Text of the document">
                    {note.data.text}
                </div>
            ) : (
                <div className="blank">
                    <h3>No readable text</h3>
                    <p>
                        This document is {d.content_type || 'of an unknown kind'},{' '}
                        {size_words(d.bytes)}. It can be released, but not shown here.
                    </p>
                </div>
            )}
        </article>
    );
}

function DocumentList({
    rows,
    chosen,
    choose,
}: {
    rows: DocumentRow[];
    chosen: Id;
    choose: (id: Id) => void;
}) {
    const list = useRef<HTMLUListElement>(null);
    const at = rows.findIndex((d) => d.id === chosen);
    useEffect(() => {
        list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
    }, [at]);
    const on_key = (event: React.KeyboardEvent) => {
        const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
        if (to === undefined || !rows[to]) return;
        event.preventDefault();
        choose(rows[to].id);
    };
    return (
        <ul
            className="list"
            role="listbox"
            ref={list}
            tabIndex={0}
            aria-label="Documents, newest first"
            aria-activedescendant={`doc-${chosen}`}
            onKeyDown={on_key}
        >
            {rows.map((d) => (
                <li
                    key={d.id}
                    id={`doc-${d.id}`}
                    role="option"
                    aria-selected={d.id === chosen}
                    onClick={() => choose(d.id)}
                >
                    <div className="line" style={{ flexWrap: 'nowrap', alignItems: 'baseline' }}>
                        <span className="strong">{d.title || d.type}</span>
                        <span className="quiet push nowrap">{day_words(d.date)}</span>
                    </div>
                    <div className="quiet small">
                        {[d.title && !d.title.startsWith(d.type) ? d.type : '', d.author]
                            .filter(Boolean)
                            .join(', ')}
                    </div>
                </li>
            ))}
        </ul>
    );
}

export function Documents({
    patient,
    doc,
    open,
}: {
    patient: Id;
    doc?: Id;
    open: (id: Id) => void;
}) {
    const found = useChartRows(patient, 'documents');
    if (found.isPending) return <Loading what="documents" lines={10} />;
    if (found.error) return <Failure error={found.error} retry={() => found.refetch()} />;
    if (!found.rows.length)
        return (
            <Empty title="No documents in this chart">
                <p>Results, medications and conditions may still be there.</p>
            </Empty>
        );
    const chosen = doc ?? found.rows[0].id;
    return (
        <div className="reader">
            <div className="panel">
                <DocumentList rows={found.rows} chosen={chosen} choose={open} />
                <div style={{ padding: '0 12px 8px' }}>
                    <TooMany
                        shown={found.rows.length}
                        total={found.total}
                        more={found.more}
                        busy={found.isFetchingNextPage}
                    />
                </div>
            </div>
            <Reader patient={patient} id={chosen} />
        </div>
    );
}
