// One document that came as an image, page by page: areas are drawn over what must not go, or the page
// is taken out whole. The marks are only on the screen; the copy that goes is made without what they cover.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { type PointerEvent, useRef, useState } from 'react';
import { api } from '../api/client';
import type { CaseView, DocumentText, Redaction } from '../api/types';
import { DialogFooter } from '../parts/dialog';
import { Cite } from '../parts/states';
import { type Area, area_between, area_style, type Point, share_of, whole_page } from './areas';
import { usual_cite, WhyFields } from './RedactDialog';
import type { useCaseCommands } from './use_case';

type Commands = ReturnType<typeof useCaseCommands>;

function Marked({
    view,
    document,
    page,
    taken,
    take,
}: {
    view: CaseView;
    document: DocumentText;
    page: number;
    taken: Redaction[];
    take: (area: Area) => void;
}) {
    const box = useRef<HTMLDivElement>(null);
    const [from, set_from] = useState<Point>();
    const [to, set_to] = useState<Point>();
    const at = (e: PointerEvent): Point => {
        const { left, top, width, height } = box.current!.getBoundingClientRect();
        return { x: share_of(e.clientX - left, width), y: share_of(e.clientY - top, height) };
    };
    const drawn = from && to && area_between(from, to);
    const end = () => {
        if (drawn) take(drawn);
        set_from(undefined);
        set_to(undefined);
    };
    return (
        <div className="page-to-cut" tabIndex={0} role="region" aria-label={`Page ${page}`}>
            <div
                ref={box}
                onPointerDown={(e) => {
                    e.currentTarget.setPointerCapture(e.pointerId);
                    set_from(at(e));
                }}
                onPointerMove={(e) => from && set_to(at(e))}
                onPointerUp={end}
                onPointerCancel={() => set_from(undefined)}
            >
                <img
                    src={api.document_page_address(view.id, document.id, page)}
                    alt={`Page ${page} of ${document.title}`}
                    draggable={false}
                />
                {taken.map((r, i) => (
                    <span key={i} className="cut" style={area_style(r.area ?? whole_page)} />
                ))}
                {drawn && <span className="cut drawing" style={area_style(drawn)} />}
            </div>
        </div>
    );
}

function Taken({ taken, remove }: { taken: Redaction[]; remove: (one: Redaction) => void }) {
    if (!taken.length) return <p className="quiet">Nothing is taken out of this document.</p>;
    return (
        <ul className="ruled limited" tabIndex={0} aria-label="Places taken out">
            {taken.map((r, i) => {
                const what = `Page ${r.page}, ${r.area ? 'an area' : 'the whole page'}`;
                return (
                    <li key={i} className="line one-row">
                        <span>
                            {what} <span className="quiet">{r.reason}</span> <Cite text={r.cite} />
                        </span>
                        <Button
                            className="push"
                            variant="subtle"
                            size="compact-xs"
                            h={24}
                            aria-label={`Put back: ${what}`}
                            onClick={() => remove(r)}
                        >
                            Put back
                        </Button>
                    </li>
                );
            })}
        </ul>
    );
}

export function CutImage({
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
    const pages = document.image_pages;
    const [page, set_page] = useState(1);
    const [taken, set_taken] = useState(document.redactions);
    const [reason, set_reason] = useState('');
    const [cite, set_cite] = useState(usual_cite);
    const [hint, set_hint] = useState('');
    const take = (area?: Area) => {
        if (!reason.trim()) return set_hint('Say why it is taken out, then mark it.');
        set_hint('');
        const { id, version } = document;
        const why = { reason: reason.trim(), cite: cite.trim() };
        const one = { document: id, version, begin: 0, end: 0, ...why, page };
        set_taken((old) => [...old, area ? { ...one, area } : one]);
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
                        [...v.redactions.filter((r) => r.document !== document.id), ...taken],
                        { words: [], reason: '', cite: '' },
                    ),
                done: close,
            },
            view,
        );
    return (
        <>
            <p className="quiet">
                This document came as an image: no rule has read its words. Draw over what must not
                go, or take out the page.
            </p>
            <WhyFields reason={reason} cite={cite} set_reason={set_reason} set_cite={set_cite} />
            <Marked
                view={view}
                document={document}
                page={page}
                taken={taken.filter((r) => r.page === page)}
                take={take}
            />
            <div className="line">
                <Button variant="default" disabled={page <= 1} onClick={() => set_page(page - 1)}>
                    Page before
                </Button>
                <span>
                    Page {page} of {pages}
                </span>
                <Button
                    variant="default"
                    disabled={page >= pages}
                    onClick={() => set_page(page + 1)}
                >
                    Next page
                </Button>
                <Button className="push" variant="default" onClick={() => take()}>
                    Take out the whole page
                </Button>
            </div>
            <p className="warn" role="status">
                {hint}
            </p>
            <Taken
                taken={taken}
                remove={(one) => set_taken((old) => old.filter((r) => r !== one))}
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
