// This deployment held against the Security Rule: what was found, what cannot be told from here, and what
// is in order. Proposed rules are shown apart, for they are not in force.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { DoctorRow } from '../api/types';
import { useTitle } from '../parts/keys';
import { Panel } from '../parts/panel';
import { Moment } from '../parts/moment';
import { Cite, Empty, Failure, Loading } from '../parts/states';
import { groups_of, health_words } from './security';

function Row({ row }: { row: DoctorRow }) {
    const health = health_words[row.health];
    return (
        <li>
            <span className={`mark-glyph ${health.tone}`} role="img" aria-label={health.label}>
                {health.glyph}
            </span>
            <div>
                <p>
                    {row.requirement} <Cite text={row.cite} />
                </p>
                <p className="quiet">Seen: {row.seen}</p>
                {row.to_do && <p>{row.to_do}</p>}
            </div>
        </li>
    );
}

export function SecurityPage() {
    useTitle('Security of this deployment');
    const doctor = useQuery({ queryKey: ['doctor'], queryFn: api.doctor });
    const answer = doctor.data;
    return (
        <>
            <div className="head">
                <h1>Security of this deployment</h1>
                <div className="line push">
                    {answer && (
                        <span className="quiet small">
                            Looked at <Moment at={answer.at} />
                        </span>
                    )}
                    <Button
                        variant="default"
                        loading={doctor.isFetching}
                        onClick={() => doctor.refetch()}
                    >
                        Look again
                    </Button>
                </div>
            </div>
            {doctor.isPending && <Loading what="the deployment" />}
            {doctor.isError && <Failure error={doctor.error} retry={doctor.refetch} />}
            {answer && (
                <div className="stack">
                    {groups_of(answer.rows).map((group) => (
                        <Panel key={group.title} title={`${group.title} (${group.rows.length})`}>
                            {group.rows.length === 0 ? (
                                <Empty title={group.none} />
                            ) : (
                                <ol className="proof">
                                    {group.rows.map((row) => (
                                        <Row key={row.item} row={row} />
                                    ))}
                                </ol>
                            )}
                        </Panel>
                    ))}
                    <p className="quiet">
                        Only what a machine can see is looked at. Risk analysis, training, contracts
                        and the building are for people to assess. On the server the same is told by
                        “muniment doctor”.
                    </p>
                </div>
            )}
        </>
    );
}
