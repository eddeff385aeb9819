// The second look before anything leaves: the list of what goes and what is withheld beside the
// very pages that will be sent; then the progress and the result.
// SPDX-License-Identifier: Apache-2.0
import { Button, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import type { CaseView, Preview, Sorted } from '../api/types';
import { useChanges, useTitle } from '../parts/keys';
import { Panel } from '../parts/panel';
import { Cite, Failure, Loading } from '../parts/states';
import { day_words } from '../parts/when';
import { StateBadge } from './badges';
import { ConflictView } from './ConflictView';
import { CorrectDialog, type Correcting } from './CorrectDialog';
import { GivenCard } from './GivenCard';
import { MinimumPanel } from './MinimumCard';
import { useGrounds } from './grounds';
import { PackageCard } from './PackageCard';
import { RedactDialog, type Redacting } from './RedactDialog';
import { part_words, sorted_items } from './segments';
import { TakenOut } from './TakenOut';
import { comparable, useCase, useCaseCommands, type CaseCommand } from './use_case';

const release: CaseCommand = { label: 'Release', run: (v) => api.release(v.id, v.version) };
const shown_at_first = 100;

type Correct = (item: Correcting) => void;

/** Why an item stands in a special part of the record. */
function Marks({ sorted }: { sorted: Sorted[] | undefined }) {
    const segments = useGrounds().data?.segments ?? [];
    return sorted?.map((s) => (
        <p key={s.segment} className="small">
            <span className={`state ${s.certain ? 'accent' : 'warn'}`}>
                {part_words(s.segment, segments)}
                {!s.certain && '?'}
            </span>{' '}
            {s.why} <Cite text={s.cite} />
        </p>
    ));
}

function CorrectButton({ item, correct }: { item: Correcting; correct: Correct }) {
    return (
        <Button
            variant="subtle"
            size="compact-xs"
            h={24}
            aria-label={`Correct the part of the record of ${item.what}`}
            onClick={() => correct(item)}
        >
            Correct…
        </Button>
    );
}

/** What is in a special part and goes, or may not be in one at all: the rest stands under "Withheld". */
function SpecialParts({ preview, correct }: { preview: Preview; correct: Correct }) {
    const all = sorted_items(preview);
    const items = all.filter((i) => i.goes || i.sorted.some((s) => !s.certain));
    const doubtful = items.filter((i) => i.sorted.some((s) => !s.certain)).length;
    return (
        <Panel
            title={`In special parts of the record: ${all.length}`}
            side={doubtful > 0 && <span className="state warn">{doubtful} to be looked at</span>}
        >
            {all.length > items.length && (
                <p className="quiet">
                    {all.length - items.length === 1
                        ? 'One is withheld below.'
                        : `${all.length - items.length} are withheld below.`}
                </p>
            )}
            {all.length === 0 && (
                <p className="quiet">
                    No item was found to belong to a part that the law decides on its own. If one
                    does, correct it in the list below.
                </p>
            )}
            {items.length > 0 && (
                <ul className="ruled limited" tabIndex={0} aria-label="Items in special parts">
                    {items.map((i) => (
                        <li key={i.id}>
                            <div className="line">
                                <span className="strong">{i.what}</span>
                                <span className={i.goes ? 'ok small' : 'quiet small'}>
                                    {i.goes ? 'goes' : 'stays'}
                                </span>
                                <span className="push">
                                    <CorrectButton item={i} correct={correct} />
                                </span>
                            </div>
                            <Marks sorted={i.sorted} />
                        </li>
                    ))}
                </ul>
            )}
        </Panel>
    );
}

function Goes({
    preview,
    correct,
    redact,
}: {
    preview: Preview;
    correct: Correct;
    redact: ((item: Redacting) => void) | undefined;
}) {
    const [all, set_all] = useState(false);
    const documents = all ? preview.documents : preview.documents.slice(0, shown_at_first);
    const counts = Object.entries(preview.counts).filter(([, n]) => n > 0);
    return (
        <Panel
            title={`What will go: ${preview.documents.length} ${preview.documents.length === 1 ? 'document' : 'documents'}`}
            bare
        >
            <div className="body" style={{ padding: 12 }}>
                <p>
                    {counts.length ? (
                        <>
                            With them:{' '}
                            {counts
                                .map(
                                    ([what, n]) =>
                                        `${n.toLocaleString('en-US')} ${what.replaceAll('_', ' ')}`,
                                )
                                .join(', ')}
                            .
                        </>
                    ) : (
                        'No structured entries besides the documents.'
                    )}
                </p>
            </div>
            {documents.length > 0 && (
                <div
                    style={{ maxHeight: 360, overflow: 'auto' }}
                    tabIndex={0}
                    role="region"
                    aria-label="Documents that will go"
                >
                    <table className="grid">
                        <thead>
                            <tr>
                                <th scope="col">Date</th>
                                <th scope="col">Document</th>
                                <th scope="col">
                                    <span className="unseen">Correct</span>
                                </th>
                            </tr>
                        </thead>
                        <tbody>
                            {documents.map((d) => (
                                <tr key={d.id}>
                                    <td className="nowrap">{day_words(d.date)}</td>
                                    <td>
                                        {d.title || d.type}
                                        {d.title && !d.title.startsWith(d.type) && (
                                            <span className="quiet">, {d.type}</span>
                                        )}
                                        {d.image_pages > 0 && (
                                            <p className="warn">
                                                An image of {d.image_pages}{' '}
                                                {d.image_pages === 1 ? 'page' : 'pages'}: no rule
                                                has read its words. Look at it.
                                            </p>
                                        )}
                                        <Marks sorted={preview.sorted[d.id]} />
                                    </td>
                                    <td className="right nowrap">
                                        {redact && (
                                            <Button
                                                variant="subtle"
                                                size="compact-xs"
                                                h={24}
                                                aria-label={`Take out… of ${d.title || d.type}`}
                                                onClick={() =>
                                                    redact({ id: d.id, what: d.title || d.type })
                                                }
                                            >
                                                Take out…
                                            </Button>
                                        )}
                                        <CorrectButton
                                            item={{
                                                id: d.id,
                                                what: `${d.title || d.type}${d.date ? ` of ${day_words(d.date)}` : ''}`,
                                                sorted: preview.sorted[d.id] ?? [],
                                            }}
                                            correct={correct}
                                        />
                                    </td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
            {!all && preview.documents.length > shown_at_first && (
                <div style={{ padding: 12 }}>
                    <Button variant="default" onClick={() => set_all(true)}>
                        Show all {preview.documents.length}
                    </Button>
                </div>
            )}
        </Panel>
    );
}

function Withheld({ preview, correct }: { preview: Preview; correct: Correct }) {
    return (
        <Panel title={`Withheld: ${preview.withheld.length}`}>
            {preview.withheld.length === 0 ? (
                <p className="quiet">Nothing within the scope is withheld.</p>
            ) : (
                <ul className="ruled limited" tabIndex={0} aria-label="What is withheld">
                    {preview.withheld.map((w, i) => (
                        <li key={i}>
                            <div className="line">
                                <span className="strong">{w.what}</span>
                                {w.segment && (
                                    <span className="push">
                                        <CorrectButton
                                            item={{
                                                id: w.id,
                                                what: w.what,
                                                sorted: preview.sorted[w.id] ?? [],
                                            }}
                                            correct={correct}
                                        />
                                    </span>
                                )}
                            </div>
                            <p>
                                {w.reason} <Cite text={w.cite} />
                            </p>
                            <Marks sorted={preview.sorted[w.id]} />
                        </li>
                    ))}
                </ul>
            )}
        </Panel>
    );
}

function Confirm({
    view,
    preview,
    send,
    busy,
}: {
    view: CaseView;
    preview: Preview;
    send: () => void;
    busy: boolean;
}) {
    const [looked, set_looked] = useState(false);
    return (
        <Panel title="Confirm">
            <div className="stack">
                <p>
                    To <span className="strong">{view.request.requester.name}</span>
                    {view.request.requester.organization &&
                        `, ${view.request.requester.organization}`}
                    : {view.request.purpose}.
                </p>
                {!preview.minimum.may_go && (
                    <p className="bad">
                        The case waits until somebody has chosen what is the minimum necessary; do
                        that on the page of the case.
                    </p>
                )}
                <Checkbox
                    label="I have looked at the pages: right patient, right dates, right recipient."
                    checked={looked}
                    onChange={(e) => set_looked(e.currentTarget.checked)}
                />
                <div className="steps">
                    <Button
                        disabled={!looked || !preview.minimum.may_go}
                        loading={busy}
                        onClick={send}
                    >
                        {view.decision?.only.length
                            ? 'Release what is given'
                            : `Release ${preview.documents.length} ${preview.documents.length === 1 ? 'document' : 'documents'}`}
                    </Button>
                    <Button variant="default" component={Link} to={`/release/cases/${view.id}`}>
                        Back to the case
                    </Button>
                </div>
            </div>
        </Panel>
    );
}

/** A thousand pages take seconds to make: the frame says so until they are there. */
function Pages({ id }: { id: string }) {
    const [there, set_there] = useState(false);
    return (
        <div className="pages" data-there={there || undefined}>
            {!there && (
                <p className="quiet" role="status">
                    Making the pages…
                </p>
            )}
            <iframe
                className="pdf"
                title="Preview of the package"
                onLoad={() => set_there(true)}
                src={`/api/release/cases/${id}/preview.pdf#navpanes=0&view=FitH`}
            />
        </div>
    );
}

export function ConfirmPage() {
    const { id } = useParams({ from: '/release/cases/$id/confirm' });
    const found = useCase(id);
    const commands = useCaseCommands(id);
    const [correcting, set_correcting] = useState<Correcting>();
    const [redacting, set_redacting] = useState<Redacting>();
    const view = found.data;
    const open = view?.allowed_actions.includes('release') ?? false;
    const preview = useQuery({
        queryKey: ['preview', id, view?.version],
        queryFn: () => api.preview(id),
        enabled: open,
        staleTime: 60_000,
    });
    // Whoever looked at the pages has not looked at others.
    const changes = useChanges(preview.data);
    useTitle(view ? `Confirm ${view.number}` : 'Confirm');
    if (found.isPending) return <Loading what="case" />;
    if (!view) return <Failure page error={found.error} retry={() => found.refetch()} />;
    const clash = commands.conflict;
    const may_redact = view.allowed_actions.includes('write');
    const open_document = (item: Redacting) => {
        commands.settle();
        set_redacting(item);
    };
    return (
        <div className="stack">
            <div className="head" style={{ marginBottom: 0 }}>
                <Link to="/release/cases/$id" params={{ id }} className="small">
                    Case
                </Link>
                <h1>{open ? `Confirm release ${view.number}` : view.number}</h1>
                <StateBadge state={view.state} />
                <span>
                    {view.patient.name}
                    {view.patient.birth_date && `, born ${day_words(view.patient.birth_date)}`}
                </span>
            </div>
            {commands.error && <Failure error={commands.error} />}
            {clash && (
                <ConflictView
                    mine={comparable(clash.mine)}
                    theirs={comparable(clash.theirs)}
                    mine_label="Release theirs after a new look"
                    keep_mine={() => {
                        commands.settle();
                        preview.refetch();
                    }}
                    take_theirs={() => {
                        commands.settle();
                        preview.refetch();
                    }}
                />
            )}
            {!open && view.state !== 'releasing' && !view.package && (
                <div className="note warn-note">
                    <p>This case cannot be released in its present state.</p>
                    <Link to="/release/cases/$id" params={{ id }}>
                        Go to the case
                    </Link>
                </div>
            )}
            <div aria-live="polite" style={{ maxWidth: 760 }}>
                {!open && <PackageCard view={view} commands={commands} />}
            </div>
            {view.package && (
                <p>
                    <Link to="/release/cases/$id" params={{ id }}>
                        Go to the case
                    </Link>
                </p>
            )}
            {correcting && (
                <CorrectDialog
                    case_id={id}
                    item={correcting}
                    close={() => set_correcting(undefined)}
                    done={() => {
                        set_correcting(undefined);
                        void preview.refetch();
                        void found.refetch();
                    }}
                />
            )}
            {redacting && (
                <RedactDialog
                    view={view}
                    item={redacting}
                    commands={commands}
                    close={() => set_redacting(undefined)}
                />
            )}
            {open && preview.isPending && <Loading what="preview" lines={10} />}
            {open && preview.error && (
                <Failure error={preview.error} retry={() => preview.refetch()} />
            )}
            {open && preview.data && (
                <div className="confirm">
                    <div className="stack">
                        <Confirm
                            key={changes}
                            view={view}
                            preview={preview.data}
                            busy={!!commands.busy}
                            send={() => commands.run(release, view)}
                        />
                        <MinimumPanel minimum={preview.data.minimum} />
                        {!view.decision?.only.length && (
                            <>
                                <SpecialParts preview={preview.data} correct={set_correcting} />
                                <Withheld preview={preview.data} correct={set_correcting} />
                            </>
                        )}
                        {!view.decision?.only.length && may_redact && (
                            <TakenOut view={view} preview={preview.data} commands={commands} />
                        )}
                        {view.decision?.only.length ? (
                            <GivenCard view={view} commands={commands} />
                        ) : (
                            <Goes
                                preview={preview.data}
                                correct={set_correcting}
                                redact={may_redact ? open_document : undefined}
                            />
                        )}
                    </div>
                    <Panel
                        title="The pages"
                        side={
                            <a
                                href={`/api/release/cases/${id}/preview.pdf`}
                                target="_blank"
                                rel="noopener"
                            >
                                Open in its own tab
                            </a>
                        }
                    >
                        <Pages key={changes} id={id} />
                    </Panel>
                </div>
            )}
        </div>
    );
}
