// Gives a patient the accounting for a period as a letter: until when it is due, whether it is free,
// the pages looked at first; and those that were given before.
// SPDX-License-Identifier: Apache-2.0
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { Accounting, AccountingAsk } from '../api/types';
import { useSession } from '../frame/session';
import { Facts, Panel } from '../parts/panel';
import { LookAtPdf } from '../parts/pdf';
import { Cite, Failure } from '../parts/states';
import { day_words, today } from '../parts/when';
import { given_words, is_late, language_of } from './accounting';

export type Period = Omit<AccountingAsk, 'language'>;

const six_years = '45 CFR 164.528(a)(3)';

function letter_of(id: string) {
    return `/api/release/accounting/${id}`;
}

function PeriodFields({ period, set }: { period: Period; set: (period: Period) => void }) {
    const field = (name: 'requested_on' | 'from' | 'to', label: string) => (
        <TextInput
            label={label}
            type="date"
            max={today()}
            value={period[name] ?? ''}
            onChange={(e) => set({ ...period, [name]: e.currentTarget.value || undefined })}
        />
    );
    return (
        <div className="pair">
            {field('requested_on', 'Requested on')}
            {field('from', 'From')}
            {field('to', 'To')}
        </div>
    );
}

function Duties({ view }: { view: Accounting }) {
    const listed = view.rows.length;
    return (
        <Facts
            rows={[
                [
                    'Period',
                    <>
                        {day_words(view.from)} to {day_words(view.to)} <Cite text={six_years} />
                    </>,
                ],
                [
                    'On the letter',
                    listed === 0
                        ? 'No disclosure; the letter says so'
                        : `${listed} ${listed === 1 ? 'line' : 'lines'}`,
                ],
                [
                    'Due',
                    <>
                        <span className="strong">{day_words(view.due_on)}</span>; with a written
                        statement {day_words(view.extended_until)} <Cite text={view.due_cite} />
                    </>,
                ],
                [
                    'Fee',
                    <>
                        <span className={`state ${view.free ? 'ok' : 'warn'}`}>
                            {view.free ? 'Free' : 'Not free'}
                        </span>{' '}
                        {view.fee_say.replace(/^Free: t/, 'T')}
                    </>,
                ],
            ]}
        />
    );
}

export function GiveAccounting({
    view,
    error,
    retry,
    period,
    set_period,
}: {
    /** Of the period; absent while it is read, or when it cannot be. */
    view: Accounting | undefined;
    error: unknown;
    retry: () => void;
    period: Period;
    set_period: (period: Period) => void;
}) {
    const may_work = useSession().user.permissions.includes('release_work');
    const queries = useQueryClient();
    const [language, set_language] = useState<AccountingAsk['language']>('english');
    const ask: AccountingAsk = { ...period, language };
    const give = useMutation({
        mutationFn: () => api.give_accounting(ask),
        onSuccess: () => queries.invalidateQueries({ queryKey: ['accounting', period.patient] }),
    });
    return (
        <Panel title="Give the accounting">
            <div className="stack">
                <PeriodFields
                    period={period}
                    set={(p) => {
                        give.reset();
                        set_period(p);
                    }}
                />
                <p className="quiet small">
                    Empty: requested today, the six years before, up to the request.
                </p>
                {!!error && <Failure error={error} retry={retry} />}
                {view && <Duties view={view} />}
                {may_work && (
                    <>
                        <NativeSelect
                            label="Language of the letter"
                            data={[
                                { value: 'english', label: 'English' },
                                { value: 'spanish', label: 'Spanish' },
                            ]}
                            value={language}
                            onChange={(e) =>
                                set_language(e.currentTarget.value as AccountingAsk['language'])
                            }
                        />
                        {give.error && <Failure error={give.error} />}
                        <div className="steps">
                            <Button
                                disabled={!view}
                                loading={give.isPending}
                                onClick={() => give.mutate()}
                            >
                                Give the accounting
                            </Button>
                            <LookAtPdf
                                label="Look at the letter"
                                load={view && (() => api.preview_accounting(ask))}
                            />
                        </div>
                    </>
                )}
                <div role="status">
                    {give.data && (
                        <p className="ok">
                            Given and kept.{' '}
                            <a href={letter_of(give.data.id)} target="_blank" rel="noopener">
                                Open the letter (PDF)
                            </a>
                        </p>
                    )}
                </div>
            </div>
        </Panel>
    );
}

export function GivenBefore({ given }: { given: Accounting['given'] }) {
    return (
        <Panel title="Given before" side={<Cite text="45 CFR 164.528(d)" />}>
            {given.length === 0 && (
                <p className="quiet">No accounting was given to this patient.</p>
            )}
            {given.length > 0 && (
                <ul className="ruled limited" tabIndex={0} aria-label="Accountings given">
                    {given.map((g) => (
                        <li key={g.id} className="tight">
                            <div className="line">
                                <a href={letter_of(g.id)} target="_blank" rel="noopener">
                                    Letter of {day_words(g.given.given_on)} (PDF)
                                </a>
                                <span className="quiet">
                                    {language_of(g.given.template_id)}, {g.given.given_by}
                                </span>
                                {is_late(g) && <span className="state bad">Late</span>}
                            </div>
                            <div>{given_words(g)}</div>
                            <div className="quiet small">
                                Requested {day_words(g.given.requested_on)}, due{' '}
                                {day_words(g.due_on)}
                            </div>
                        </li>
                    ))}
                </ul>
            )}
        </Panel>
    );
}
