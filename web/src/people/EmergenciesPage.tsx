// Emergencies for the privacy officer: who broke the glass and why, what was opened in that hour,
// and the finding. Due in three business days.
// SPDX-License-Identifier: Apache-2.0
import { Button, Radio, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { people_api } from '../api/people';
import type { Emergency, EmergencyFile, EmergencyFinding } from '../api/types';
import { useSession } from '../frame/session';
import { useKeys, useTitle } from '../parts/keys';
import { Moment } from '../parts/moment';
import { Facts, Panel } from '../parts/panel';
import { Empty, Failure, Loading } from '../parts/states';
import { day_words, today } from '../parts/when';
import { emergency_rule, reason_words } from './words';

const finding_words: Record<EmergencyFinding, string> = {
    waiting: 'Waits for review',
    appropriate: 'Appropriate',
    inappropriate: 'Inappropriate',
};

function Due({ emergency }: { emergency: Emergency }) {
    if (emergency.finding !== 'waiting')
        return (
            <span className={`state ${emergency.finding === 'appropriate' ? 'ok' : 'bad'}`}>
                {finding_words[emergency.finding]}
            </span>
        );
    const late = !!emergency.due && emergency.due < today();
    return (
        <span className={late ? 'bad nowrap' : 'nowrap'}>
            {day_words(emergency.due)}
            {late && ', overdue'}
        </span>
    );
}

export function EmergenciesPage() {
    useTitle('Emergencies');
    const go = useNavigate();
    const { show } = useSearch({ from: '/people/emergencies' });
    const found = useQuery({
        queryKey: ['emergencies', show ?? ''],
        queryFn: () => people_api.emergencies(show === 'all' ? undefined : 'waiting'),
        refetchInterval: 30_000,
    });
    const [at, set_at] = useState(0);
    const list = found.data?.emergencies ?? [];
    useKeys({
        j: () => set_at(Math.min(at + 1, list.length - 1)),
        k: () => set_at(Math.max(at - 1, 0)),
        Enter: () => {
            if (list[at]) go({ to: '/people/emergencies/$id', params: { id: list[at].id } });
        },
    });
    return (
        <div className="stack">
            <div className="head" style={{ marginBottom: 0 }}>
                <h1>Emergencies</h1>
                <div className="line" role="group" aria-label="Which">
                    {([undefined, 'all'] as const).map((one) => (
                        <Button
                            key={one ?? 'waiting'}
                            variant={one === show ? 'filled' : 'default'}
                            aria-pressed={one === show}
                            onClick={() =>
                                go({
                                    to: '/people/emergencies',
                                    search: { show: one },
                                    replace: true,
                                })
                            }
                        >
                            {one ? 'All' : 'Waiting'}
                        </Button>
                    ))}
                </div>
            </div>
            {found.isPending && <Loading what="emergencies" />}
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {found.data && !list.length && (
                <Empty
                    title={show ? 'Nobody has broken the glass' : 'No emergency waits for review'}
                />
            )}
            {list.length > 0 && (
                <div className="scroll" tabIndex={0} role="region" aria-label="Emergencies">
                    <table className="grid">
                        <thead>
                            <tr>
                                <th scope="col">Number</th>
                                <th scope="col">Who</th>
                                <th scope="col">When</th>
                                <th scope="col" className="later">
                                    Reason
                                </th>
                                <th scope="col">Review due</th>
                            </tr>
                        </thead>
                        <tbody>
                            {list.map((e, i) => (
                                <tr
                                    key={e.id}
                                    className={i === at ? 'here' : undefined}
                                    aria-current={i === at || undefined}
                                >
                                    <td className="nowrap">
                                        <Link to="/people/emergencies/$id" params={{ id: e.id }}>
                                            {e.number}
                                        </Link>
                                    </td>
                                    <td>{e.user_name}</td>
                                    <td className="nowrap">
                                        <Moment at={e.begins} />
                                    </td>
                                    <td className="later">{reason_words[e.reason]}</td>
                                    <td>
                                        <Due emergency={e} />
                                    </td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
        </div>
    );
}

function Opened({ file }: { file: EmergencyFile }) {
    if (!file.opened.length) return <p className="quiet body">Nothing was opened in that hour.</p>;
    return (
        <div className="scroll" tabIndex={0} role="region" aria-label="What was opened">
            <table className="grid">
                <thead>
                    <tr>
                        <th scope="col">When</th>
                        <th scope="col">What</th>
                        <th scope="col">Records</th>
                        <th scope="col">By</th>
                    </tr>
                </thead>
                <tbody>
                    {file.opened.map((o, i) => (
                        <tr key={i}>
                            <td className="nowrap">
                                <Moment at={o.at} />
                            </td>
                            <td>{o.action}</td>
                            <td>
                                {o.seen
                                    .map((s) => `${s.what.replaceAll('_', ' ')} ${s.records}`)
                                    .join(', ')}
                            </td>
                            <td>{o.relation}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

function Review({ emergency }: { emergency: Emergency }) {
    const queries = useQueryClient();
    const [finding, set_finding] = useState<EmergencyFinding>('waiting');
    const [note, set_note] = useState('');
    const save = useMutation({
        mutationFn: () => people_api.review_emergency(emergency.id, finding, note),
        onSuccess: () => queries.invalidateQueries(),
    });
    return (
        <form
            className="stack"
            onSubmit={(e) => {
                e.preventDefault();
                save.mutate();
            }}
        >
            <Radio.Group
                label="Finding"
                value={finding}
                onChange={(value) => set_finding(value as EmergencyFinding)}
            >
                <div className="stack" style={{ gap: 12, marginTop: 8 }}>
                    <Radio
                        size="xs"
                        value="appropriate"
                        label="Appropriate: the emergency was one"
                    />
                    <Radio
                        size="xs"
                        value="inappropriate"
                        label="Inappropriate: open an incident"
                    />
                </div>
            </Radio.Group>
            <Textarea
                label="Why"
                required
                autosize
                minRows={2}
                maxLength={4000}
                value={note}
                onChange={(e) => set_note(e.currentTarget.value)}
            />
            {save.error && <Failure error={save.error} />}
            <div className="steps">
                <Button
                    type="submit"
                    loading={save.isPending}
                    disabled={finding === 'waiting' || !note.trim()}
                >
                    Record the finding
                </Button>
            </div>
        </form>
    );
}

export function EmergencyPage() {
    const { id } = useParams({ from: '/people/emergencies/$id' });
    const { user } = useSession();
    const found = useQuery({
        queryKey: ['emergency', id],
        queryFn: () => people_api.emergency(id),
    });
    useTitle(found.data ? `Emergency ${found.data.emergency.number}` : 'Emergency');
    if (found.isPending) return <Loading what="emergency" lines={10} />;
    if (found.error) return <Failure page error={found.error} retry={() => found.refetch()} />;
    const e = found.data.emergency;
    const may_review = user.permissions.includes('privacy_work') && e.user !== user.id;
    return (
        <div className="stack">
            <div className="head" style={{ marginBottom: 0 }}>
                <h1>Emergency {e.number}</h1>
                <Due emergency={e} />
                <span className="cite push">{emergency_rule}</span>
            </div>
            <Panel title="What was said">
                <Facts
                    rows={[
                        ['Who', e.user_name],
                        ['From', <Moment key="from" at={e.begins} />],
                        ['Until', <Moment key="until" at={e.ends} />],
                        ['Reason', reason_words[e.reason]],
                        [
                            'Words',
                            <span key="words" className="broken">
                                {e.words}
                            </span>,
                        ],
                    ]}
                />
            </Panel>
            <Panel title="What was opened in that hour" bare>
                <Opened file={found.data} />
            </Panel>
            <Panel title="Finding">
                {e.finding === 'waiting' ? (
                    may_review ? (
                        <Review emergency={e} />
                    ) : (
                        <p className="quiet">
                            A privacy officer records it; not the person herself.
                        </p>
                    )
                ) : (
                    <Facts
                        rows={[
                            ['Finding', finding_words[e.finding]],
                            ['Why', e.note],
                            ['By', e.reviewer],
                        ]}
                    />
                )}
            </Panel>
        </div>
    );
}
