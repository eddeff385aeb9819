// One release case: facts on the left; the decision, its reasons and the next actions on the right;
// below, everything that happened, each with its ledger entry.
// SPDX-License-Identifier: Apache-2.0
import { Button, Textarea } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import type { CaseView } from '../api/types';
import { useSession } from '../frame/session';
import { Dialog, DialogFooter } from '../parts/dialog';
import { useKeys, useTitle } from '../parts/keys';
import { Panel } from '../parts/panel';
import { Failure, Loading } from '../parts/states';
import { DueText, StateBadge } from './badges';
import { ConflictView } from './ConflictView';
import { Correspondence } from './Correspondence';
import { DecisionCard } from './DecisionCard';
import { DenialCard } from './DenialCard';
import { ErrorDialog } from './ErrorDialog';
import { OneOf } from './form_parts';
import { GivenCard } from './GivenCard';
import { HistoryTable } from './HistoryTable';
import { MinimumCard } from './MinimumCard';
import { OtherRequests } from './OtherRequests';
import { PackageCard } from './PackageCard';
import { RequestFacts } from './RequestFacts';
import { comparable, useCase, useCaseCommands, type CaseCommand } from './use_case';
import { requester_words } from './words';

type Commands = ReturnType<typeof useCaseCommands>;

const decide: CaseCommand = { label: 'Decide', run: (v) => api.decide(v.id, v.version) };
const refuse: CaseCommand = {
    label: 'Refuse with letter',
    run: (v) => api.refuse(v.id, v.version),
};

function RefuseDialog({
    view,
    commands,
    close,
}: {
    view: CaseView;
    commands: Commands;
    close: () => void;
}) {
    const findings = view.decision?.findings.filter((f) => f.severity === 'defect') ?? [];
    return (
        <Dialog title="Refuse with letter" close={close}>
            <p>
                A letter to {view.request.requester.name} will name{' '}
                {findings.length === 1 ? 'this defect' : `these ${findings.length} defects`} and how
                to mend {findings.length === 1 ? 'it' : 'them'}. The case is closed as refused.
            </p>
            <ul className="ruled">
                {findings.map((f, i) => (
                    <li key={i}>
                        {f.message} <span className="cite">{f.cite}</span>
                    </li>
                ))}
            </ul>
            <DialogFooter
                label="Refuse and write the letter"
                danger
                run={() => {
                    commands.run(refuse, view);
                    close();
                }}
                close={close}
            />
        </Dialog>
    );
}

function WithdrawDialog({
    view,
    commands,
    close,
}: {
    view: CaseView;
    commands: Commands;
    close: () => void;
}) {
    const [note, set_note] = useState('');
    return (
        <Dialog title="Withdraw this request" close={close}>
            <Textarea
                label="Why (kept in the history)"
                data-autofocus
                autosize
                minRows={3}
                value={note}
                onChange={(e) => set_note(e.currentTarget.value)}
            />
            <DialogFooter
                label="Withdraw"
                ready={!!note.trim()}
                run={() => {
                    commands.run(
                        { label: 'Withdraw', run: (v) => api.withdraw(v.id, v.version, note) },
                        view,
                    );
                    close();
                }}
                close={close}
            />
        </Dialog>
    );
}

/** The second pair of eyes: what was confirmed goes out, or comes back with what is wrong. */
function CheckDialog({
    view,
    commands,
    close,
}: {
    view: CaseView;
    commands: Commands;
    close: () => void;
}) {
    const [good, set_good] = useState(true);
    const [note, set_note] = useState('');
    const label = good ? 'It may go out' : 'Send it back';
    return (
        <Dialog title="Second check" close={close}>
            <p>
                Look at the facts, the decision and{' '}
                <a
                    href={`/api/release/cases/${view.id}/preview.pdf`}
                    target="_blank"
                    rel="noopener"
                >
                    the pages
                </a>
                : right patient, right dates, right recipient, nothing that must stay.
            </p>
            <OneOf
                name="good"
                legend="What was found"
                value={good ? 'yes' : 'no'}
                choices={[
                    ['yes', 'All in order'],
                    ['no', 'An error'],
                ]}
                set={(v) => set_good(v === 'yes')}
            />
            <Textarea
                label={good ? 'Note (optional)' : 'What is wrong'}
                withAsterisk={!good}
                autosize
                minRows={2}
                value={note}
                onChange={(e) => set_note(e.currentTarget.value)}
            />
            <DialogFooter
                label={label}
                ready={good || !!note.trim()}
                busy={commands.busy === label}
                error={commands.error}
                run={() =>
                    commands.run(
                        {
                            label,
                            run: (v) => api.check(v.id, v.version, good, note.trim()),
                            done: close,
                        },
                        view,
                    )
                }
                close={close}
            />
        </Dialog>
    );
}

const keys: [CaseView['allowed_actions'][number], string, string][] = [
    ['release', 'c', 'confirm release'],
    ['decide', 'd', 'decide'],
    ['refuse', 'r', 'refuse'],
    ['edit', 'e', 'edit'],
];

function ActionKeys({ view }: { view: CaseView }) {
    const shown = keys.filter(([action]) => view.allowed_actions.includes(action));
    if (!shown.length) return null;
    return (
        <p className="quiet small">
            {shown.map(([action, key, words], i) => (
                <span key={action}>
                    {i > 0 && ', '}
                    <kbd>{key}</kbd> {words}
                </span>
            ))}
        </p>
    );
}

function Actions({ view, commands }: { view: CaseView; commands: Commands }) {
    const go = useNavigate();
    const [dialog, set_dialog] = useState<'refuse' | 'withdraw' | 'check'>();
    const may = (action: CaseView['allowed_actions'][number]) =>
        view.allowed_actions.includes(action);
    const busy = commands.busy;
    const main = may('release') ? 'release' : may('refuse') ? 'refuse' : 'decide';
    const look = (action: string) => (action === main ? 'filled' : 'default');
    const close = () => set_dialog(undefined);
    const confirm = () => go({ to: '/release/cases/$id/confirm', params: { id: view.id } });
    const edit = () => go({ to: '/release/cases/$id/edit', params: { id: view.id } });
    useKeys({
        d: () => may('decide') && !busy && commands.run(decide, view),
        e: () => may('edit') && edit(),
        c: () => may('release') && confirm(),
        r: () => may('refuse') && set_dialog('refuse'),
    });
    return (
        <>
            <div className="steps" role="group" aria-label="Next actions">
                {may('release') && (
                    <Button aria-keyshortcuts="c" onClick={confirm}>
                        Confirm release…
                    </Button>
                )}
                {may('check') && <Button onClick={() => set_dialog('check')}>Second check…</Button>}
                {may('decide') && (
                    <Button
                        aria-keyshortcuts="d"
                        variant={look('decide')}
                        loading={busy === 'Decide'}
                        onClick={() => commands.run(decide, view)}
                    >
                        {view.decision ? 'Decide again' : 'Decide'}
                    </Button>
                )}
                {may('refuse') && (
                    <Button
                        aria-keyshortcuts="r"
                        variant={look('refuse')}
                        loading={busy === refuse.label}
                        onClick={() => set_dialog('refuse')}
                    >
                        Refuse with letter…
                    </Button>
                )}
                {may('edit') && (
                    <Button variant="default" aria-keyshortcuts="e" onClick={edit}>
                        Edit facts
                    </Button>
                )}
                {may('withdraw') && (
                    <Button variant="default" onClick={() => set_dialog('withdraw')}>
                        Withdraw…
                    </Button>
                )}
                {view.letter_available && (
                    <Button
                        variant="default"
                        component="a"
                        href={`/api/release/cases/${view.id}/letter.pdf`}
                        target="_blank"
                        rel="noopener"
                    >
                        Letter (PDF)
                    </Button>
                )}
            </div>
            <ActionKeys view={view} />
            {dialog === 'check' && <CheckDialog view={view} commands={commands} close={close} />}
            {dialog === 'refuse' && <RefuseDialog view={view} commands={commands} close={close} />}
            {dialog === 'withdraw' && (
                <WithdrawDialog view={view} commands={commands} close={close} />
            )}
        </>
    );
}

function NoteError({ view }: { view: CaseView }) {
    const [open, set_open] = useState(false);
    const [noted, set_noted] = useState(false);
    return (
        <>
            <span role="status" className="ok">
                {noted && 'The error is noted.'}
            </span>
            <Button
                variant="default"
                size="compact-sm"
                onClick={() => {
                    set_noted(false);
                    set_open(true);
                }}
            >
                Note an error…
            </Button>
            {open && (
                <ErrorDialog
                    of={view}
                    close={() => set_open(false)}
                    done={() => {
                        set_noted(true);
                        set_open(false);
                    }}
                />
            )}
        </>
    );
}

function History({ view }: { view: CaseView }) {
    const may_work = useSession().user.permissions.includes('release_work');
    return (
        <Panel title="History" side={may_work && <NoteError view={view} />} bare>
            <HistoryTable items={view.history} />
        </Panel>
    );
}

export function CasePage() {
    const { id } = useParams({ from: '/release/cases/$id' });
    const found = useCase(id);
    const commands = useCaseCommands(id);
    const view = found.data;
    useTitle(view?.number ?? 'Case');
    if (found.isPending) return <Loading what="case" lines={12} />;
    if (!view) return <Failure page error={found.error} retry={() => found.refetch()} />;
    const clash = commands.conflict;
    return (
        <div className="stack">
            <div className="head" style={{ marginBottom: 0 }}>
                {view.bulk ? (
                    <Link to="/release/bulk/$id" params={{ id: view.bulk }} className="small">
                        Bulk request {view.number.replace(/-\d+$/, '')}
                    </Link>
                ) : (
                    <Link to="/release" className="small">
                        Worklist
                    </Link>
                )}
                <h1>{view.number}</h1>
                <StateBadge state={view.state} />
                <span>
                    {requester_words[view.request.requester.kind]} {view.request.requester.name} for{' '}
                    {view.patient.name}
                </span>
                {view.decision?.due_on && (
                    <span className="push">
                        <span className="quiet">Due </span>
                        <DueText due={view.decision.due_on} state={view.state} />
                    </span>
                )}
            </div>
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {commands.error && <Failure error={commands.error} />}
            {clash && (
                <ConflictView
                    mine={comparable(clash.mine)}
                    theirs={comparable(clash.theirs)}
                    mine_label={`${clash.command.label} all the same`}
                    keep_mine={() => commands.run(clash.command, clash.theirs)}
                    take_theirs={commands.settle}
                />
            )}
            <div className="case">
                <div className="stack">
                    <OtherRequests view={view} />
                    <RequestFacts view={view} />
                </div>
                <div className="stack first" aria-live="polite">
                    <DecisionCard view={view}>
                        <Actions view={view} commands={commands} />
                    </DecisionCard>
                    <MinimumCard view={view} commands={commands} />
                    <GivenCard view={view} commands={commands} />
                    <PackageCard view={view} commands={commands} />
                    <DenialCard view={view} commands={commands} />
                    <Correspondence view={view} commands={commands} />
                </div>
            </div>
            <History view={view} />
        </div>
    );
}
