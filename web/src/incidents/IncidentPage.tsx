// One incident: on the left what is known and whose information it was, on the right the assessment,
// the clock and the notices, below what was done to it.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import type { Incident, IncidentAction } from '../api/types';
import { useTitle } from '../parts/keys';
import { Moment } from '../parts/moment';
import { Facts, Panel } from '../parts/panel';
import { Failure, Loading } from '../parts/states';
import { day_words } from '../parts/when';
import { Assessment } from './Assessment';
import { Clock } from './Clock';
import { EntryDialog } from './EntryDialog';
import { FactsDialog } from './FactsDialog';
import { Notices } from './Notices';
import { PenaltyDialog } from './Penalty';
import { People } from './People';
import { useIncident, useIncidentCommands, type IncidentCommands } from './use_incident';
import {
    exception_words,
    history_words,
    plain,
    reach_words,
    safeguard_words,
    state_words,
    step_words,
} from './words';

const steps = Object.keys(step_words) as IncidentAction[];

function Steps({ incident, commands }: { incident: Incident; commands: IncidentCommands }) {
    // A hold is a step only once the official's statement is on file.
    const offered = steps.filter(
        (s) =>
            incident.allowed_actions.includes(s) &&
            (s !== 'hold' || incident.content.facts.hold !== undefined),
    );
    const main = offered.find((s) => s !== 'hold' && s !== 'reopen');
    const [filing, set_filing] = useState(false);
    const [costing, set_costing] = useState(false);
    const take = (action: IncidentAction) =>
        commands.run({
            label: action,
            run: () => api.step_incident(incident.id, incident.version, action, ''),
        });
    return (
        <>
            {commands.error && steps.includes(commands.failed as IncidentAction) && (
                <Failure error={commands.error} />
            )}
            <div className="steps" role="group" aria-label="Next actions">
                {offered.map((action) => (
                    <Button
                        key={action}
                        variant={action === main ? 'filled' : 'default'}
                        loading={commands.busy === action}
                        onClick={() => take(action)}
                    >
                        {step_words[action]}
                    </Button>
                ))}
                {incident.allowed_actions.includes('edit') && (
                    <Button variant="default" onClick={() => set_filing(true)}>
                        Put on file…
                    </Button>
                )}
                <Button variant="default" onClick={() => set_costing(true)}>
                    What it may cost…
                </Button>
            </div>
            {costing && <PenaltyDialog incident={incident} close={() => set_costing(false)} />}
            {filing && (
                <EntryDialog
                    incident={incident}
                    commands={commands}
                    close={() => set_filing(false)}
                />
            )}
        </>
    );
}

function What({ incident, commands }: { incident: Incident; commands: IncidentCommands }) {
    const c = incident.content;
    const { secured, exception, associate } = c.facts;
    const [correcting, set_correcting] = useState(false);
    return (
        <Panel
            title="What is known"
            side={
                incident.allowed_actions.includes('edit') && (
                    <Button
                        size="compact-sm"
                        variant="default"
                        onClick={() => set_correcting(true)}
                    >
                        Facts…
                    </Button>
                )
            }
        >
            <div className="stack">
                <p className="broken">{c.what}</p>
                <Facts
                    rows={[
                        ['Kind', plain(c.type)],
                        ['Where', plain(c.place)],
                        ['Told by', plain(c.source)],
                        [
                            'Happened',
                            [day_words(c.occurred_from), day_words(c.occurred_to)]
                                .filter(Boolean)
                                .join(' to '),
                        ],
                        [
                            'Learned',
                            c.facts.learned
                                .map((l) => `${day_words(l.on)}, ${l.who || plain(l.by)}`)
                                .join('; '),
                        ],
                        ['Who got it', c.recipient],
                        ['What went out', c.disclosed],
                        ['Left the house', c.reach === 'by_kind' ? '' : reach_words[c.reach]],
                        [
                            'Secured',
                            secured.method === 'none' ? '' : safeguard_words[secured.method],
                        ],
                        [
                            'Exception',
                            exception.kind === 'none'
                                ? ''
                                : `${exception_words[exception.kind]}. ${exception.why}`,
                        ],
                        [
                            'Business associate',
                            associate
                                ? `${associate.name}${associate.agent ? ', our agent' : ''}; discovered ${day_words(associate.discovered_on)}${associate.told_us_on ? `, told us ${day_words(associate.told_us_on)}` : ''}`
                                : '',
                        ],
                        ['Part 2', c.facts.part2 ? 'Records of a Part 2 program' : ''],
                        [
                            'Accounting of disclosures',
                            c.accounted
                                ? c.accounting_withdrawn
                                    ? 'Taken off each patient’s list again'
                                    : `On each patient’s list: ${c.accounted.description}, to ${c.accounted.recipient}`
                                : '',
                        ],
                        ['Conduct of', c.subject_name],
                        ['Release case', c.release_case],
                        ['Root cause', c.root_cause],
                        ['Lessons', c.lessons],
                    ]}
                />
            </div>
            {correcting && (
                <FactsDialog
                    incident={incident}
                    commands={commands}
                    close={() => set_correcting(false)}
                />
            )}
        </Panel>
    );
}

function OnFile({ incident }: { incident: Incident }) {
    const c = incident.content;
    const lines: [string, string][] = [
        ...c.containment.map((x): [string, string] => [
            'Contained',
            `${x.what} ${day_words(x.on)}, ${x.by}`,
        ]),
        ...c.actions.map((x): [string, string] => [
            'Action',
            `${x.what} ${x.owner}, ${x.done_on ? `done ${day_words(x.done_on)}` : `due ${day_words(x.due)}`}`,
        ]),
        ...c.sanctions.map((x): [string, string] => [
            'Sanction',
            `Level ${x.level}: ${x.who}, ${x.action}, ${day_words(x.on)}`,
        ]),
        ...c.facts.delay_reasons.map((x): [string, string] => [
            'Delay',
            `${day_words(x.on)}: ${x.text}`,
        ]),
    ];
    if (c.facts.hold) lines.push(['Hold', `${c.facts.hold.official}: ${c.facts.hold.statement}`]);
    if (!lines.length) return null;
    return (
        <Panel title="On file">
            <dl className="facts">
                {lines.map(([name, text], i) => (
                    <div key={i} style={{ display: 'contents' }}>
                        <dt>{name}</dt>
                        <dd className="broken">{text}</dd>
                    </div>
                ))}
            </dl>
        </Panel>
    );
}

function History({ incident }: { incident: Incident }) {
    const items = [...incident.history].reverse();
    return (
        <Panel title="History" bare>
            <div className="scroll" tabIndex={0} role="region" aria-label="History entries">
                <table className="grid timeline">
                    <thead>
                        <tr>
                            <th scope="col">When</th>
                            <th scope="col">Who</th>
                            <th scope="col">What</th>
                            <th scope="col">Note</th>
                            <th scope="col">Ledger</th>
                        </tr>
                    </thead>
                    <tbody>
                        {items.map((h, i) => (
                            <tr key={i}>
                                <td className="nowrap">
                                    <Moment at={h.at} />
                                </td>
                                <td>{h.actor}</td>
                                <td>{history_words[h.action] ?? h.action}</td>
                                <td className="broken">{h.note}</td>
                                <td className="nowrap">
                                    {h.entry_index !== undefined && (
                                        <Link to="/ledger" search={{ entry: h.entry_index }}>
                                            {h.entry_index}
                                        </Link>
                                    )}
                                </td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
        </Panel>
    );
}

export function IncidentPage() {
    const { id } = useParams({ from: '/privacy/incidents/$id' });
    const found = useIncident(id);
    const commands = useIncidentCommands(id);
    const incident = found.data;
    useTitle(incident?.number ?? 'Incident');
    if (found.isPending) return <Loading what="incident" lines={12} />;
    if (!incident) return <Failure page error={found.error} retry={() => found.refetch()} />;
    return (
        <div className="stack">
            <div className="head" style={{ marginBottom: 0 }}>
                <Link to="/privacy/incidents" className="small">
                    Incidents
                </Link>
                <h1>{incident.number}</h1>
                <span className={`state ${state_words[incident.state].tone}`}>
                    {state_words[incident.state].label}
                </span>
                <span>{incident.patient_name}</span>
                {incident.board.next_due && (
                    <span className="push">
                        <span className="quiet">Next due </span>
                        {day_words(incident.board.next_due)}
                    </span>
                )}
            </div>
            <div className="case">
                <div className="stack">
                    <What incident={incident} commands={commands} />
                    <People incident={incident} commands={commands} />
                    <OnFile incident={incident} />
                </div>
                <div className="stack first">
                    <Steps incident={incident} commands={commands} />
                    <Assessment incident={incident} commands={commands} />
                    <Clock incident={incident} />
                    <Notices incident={incident} commands={commands} />
                </div>
            </div>
            <History incident={incident} />
        </div>
    );
}
