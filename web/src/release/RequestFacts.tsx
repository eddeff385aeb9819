// The facts of a case as they were entered: who asks, on what ground, what is stated, for what, and
// each element of the authorization.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type {
    Authorization,
    CaseView,
    Finding,
    Process,
    ReleaseRequest,
    Scope,
    Segment,
} from '../api/types';
import { Facts, Panel } from '../parts/panel';
import { Cite } from '../parts/states';
import { Banner } from '../parts/patient';
import { day_words } from '../parts/when';
import { element_holds, elements, findings_of } from './authorization';
import { all_questions, statements_in_words, useGrounds } from './grounds';
import { part_words } from './segments';
import { requester_words, section_words } from './words';

export function Elements({
    authorization,
    findings,
}: {
    authorization: Authorization;
    findings: Finding[];
}) {
    return (
        <ul className="ruled" aria-label="Elements of the authorization">
            {elements.map((e) => {
                const holds = element_holds(e, authorization, findings);
                return (
                    <li key={e.paragraph} className="element">
                        <span
                            className={`mark-glyph ${holds ? 'ok' : 'bad'}`}
                            role="img"
                            aria-label={holds ? 'in order' : 'defect'}
                        >
                            {holds ? '✓' : '✕'}
                        </span>
                        <span className="cite">{e.paragraph}</span>
                        <span className="wrap">
                            <span className="quiet">{e.label}: </span>
                            {e.value(authorization) || 'missing'}
                        </span>
                        {findings_of(e, findings).map((f) => (
                            <span
                                key={f.rule}
                                className={`why ${f.severity === 'defect' ? 'bad' : 'warn'}`}
                            >
                                {f.message}
                            </span>
                        ))}
                    </li>
                );
            })}
        </ul>
    );
}

export function other_facts(a: Authorization, segments: Segment[]): [string, string][] {
    const rows: [string, string][] = [];
    if (a.revoked_on) rows.push(['Revoked', `${day_words(a.revoked_on)}, 164.508(b)(5)`]);
    if (a.combined_with !== 'none')
        rows.push(['Combined with', `${a.combined_with.replaceAll('_', ' ')}, 164.508(b)(3)`]);
    if (a.treatment_conditioned !== 'none')
        rows.push([
            'Conditioned',
            `${a.treatment_conditioned.replaceAll('_', ' ')}, 164.508(b)(4)`,
        ]);
    if (a.known_false) rows.push(['Known to be false', 'yes, 164.508(b)(2)(v)']);
    if (a.involves_remuneration)
        rows.push([
            'Remuneration',
            a.states_remuneration ? 'involved and stated' : 'involved, not stated',
        ]);
    if (!a.plain_language) rows.push(['Plain language', 'no, 164.508(c)(3)']);
    rows.push(['Copy given', a.copy_given ? 'yes' : 'no']);
    if (a.covers.length > 0)
        rows.push(['Names', a.covers.map((name) => part_words(name, segments)).join(', ')]);
    if (a.part2)
        rows.push(['Part 2 consent', `${a.part2.purpose.replaceAll('_', ' ')}, 42 CFR 2.31`]);
    return rows;
}

export function ScopeFacts({ scope, patient }: { scope: Scope; patient: string }) {
    const named = scope.encounters.length > 0 || scope.document_types.length > 0;
    const chart = useQuery({
        queryKey: ['chart', patient],
        queryFn: () => api.chart(patient),
        enabled: named,
    });
    const types = new Map(chart.data?.documents.map((d) => [d.type_code, d.type]));
    const visits = new Map(
        chart.data?.encounters.map((e) => [e.id, `${e.type} ${day_words(e.start)}`]),
    );
    if (scope.entire_record)
        return (
            <Facts
                rows={[
                    ['Scope', 'Entire record'],
                    ['Justification', scope.justification],
                ]}
            />
        );
    return (
        <Facts
            rows={[
                [
                    'Dates',
                    scope.from || scope.to
                        ? `${day_words(scope.from) || 'the beginning'} to ${day_words(scope.to) || 'today'}`
                        : 'all',
                ],
                [
                    'Encounters',
                    scope.encounters.map((id) => visits.get(id) ?? 'one encounter').join('; ') ||
                        'all',
                ],
                [
                    'Document types',
                    scope.document_types
                        .map((code) => types.get(code) ?? `LOINC ${code}`)
                        .join('; ') || 'all',
                ],
                ['Sections', scope.sections.map((s) => section_words[s]).join(', ') || 'all'],
            ]}
        />
    );
}

export function request_rows(r: ReleaseRequest): [string, React.ReactNode][] {
    const who = r.requester;
    const rows: [string, React.ReactNode][] = [
        ['Requester', `${who.name}${who.organization ? `, ${who.organization}` : ''}`],
        ['Kind', requester_words[who.kind]],
        ['Address', [who.address, who.state].filter(Boolean).join(', ')],
        ['Contact', [who.phone, who.email].filter(Boolean).join(', ')],
        ['Purpose', r.purpose],
        ['Received', day_words(r.received_on)],
        [
            'Format',
            r.manner === 'inspection'
                ? 'To look at it here'
                : r.format === 'electronic'
                  ? 'Electronic copy'
                  : 'Paper copy',
        ],
        [
            'Identity',
            r.identity_verified ? (
                `verified: ${r.verification_method || 'method not given'}`
            ) : (
                <span className="bad">not verified, 164.514(h)</span>
            ),
        ],
    ];
    if (who.kind === 'treating_provider') rows.push(['Treatment', r.treatment_statement]);
    return rows;
}

/** What the clerk found out for the ground, question by question. */
export function GroundFacts({
    request,
    decided,
}: {
    request: ReleaseRequest;
    /** The ground that was taken where the request names none. */
    decided?: string;
}) {
    const grounds = useGrounds().data;
    const name = request.ground || decided;
    const ground = grounds?.grounds.find((g) => g.name === name);
    const stated = statements_in_words(
        request.statements,
        ground?.questions ?? all_questions(grounds),
    );
    return (
        <Panel title="What it rests on" side={ground && <Cite text={ground.cite} />}>
            <div className="stack">
                <p>
                    {ground?.say ??
                        (name ? (
                            name.replaceAll('_', ' ')
                        ) : (
                            <span className="quiet">
                                Not stated: the first ground of this requester is taken.
                            </span>
                        ))}
                </p>
                {stated.length > 0 && (
                    <ul className="ruled" aria-label="What is stated">
                        {stated.map((s) => (
                            <li key={s.question} className="stated">
                                <span>
                                    {s.question} <Cite text={s.cite} />
                                </span>
                                <span className="strong">{s.answer}</span>
                            </li>
                        ))}
                    </ul>
                )}
                {ground && ground.questions.length > stated.length && (
                    <p className="quiet small">
                        {ground.questions.length - stated.length} of {ground.questions.length}{' '}
                        questions are not answered.
                    </p>
                )}
            </div>
        </Panel>
    );
}

export function ProcessFacts({ process }: { process: Process }) {
    return (
        <Panel title="The order, subpoena or other process">
            <Facts
                rows={[
                    ['Issued by', process.issuer],
                    ['Number', process.number],
                    ['Issued on', day_words(process.issued_on)],
                    ['Asks for', process.describes],
                    [
                        'Its days',
                        process.from || process.to
                            ? `${day_words(process.from) || 'the beginning'} to ${day_words(process.to) || 'today'}`
                            : 'not limited',
                    ],
                ]}
            />
        </Panel>
    );
}

export function RequestFacts({ view }: { view: CaseView }) {
    const a = view.request.authorization;
    const segments = useGrounds().data?.segments ?? [];
    return (
        <div className="stack">
            <Panel title="Patient">
                <Banner patient={view.patient} />
            </Panel>
            <Panel title="Request">
                <Facts rows={request_rows(view.request)} />
            </Panel>
            <GroundFacts request={view.request} decided={view.decision?.ground} />
            {view.request.process && <ProcessFacts process={view.request.process} />}
            <Panel title="What was asked for">
                <ScopeFacts scope={view.request.scope} patient={view.request.patient} />
            </Panel>
            {a && (
                <Panel
                    title="Authorization"
                    side={
                        <>
                            {view.request.form && (
                                <span className="quiet small">kept, as it is today</span>
                            )}
                            <span className="cite">45 CFR 164.508</span>
                        </>
                    }
                >
                    <div className="stack">
                        <Elements authorization={a} findings={view.decision?.findings ?? []} />
                        <Facts rows={other_facts(a, segments)} />
                    </div>
                </Panel>
            )}
        </div>
    );
}
