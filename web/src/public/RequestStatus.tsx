// How a request stands, for whoever has its number and code: no account, no frame. The code is asked for
// each time and kept nowhere, not in the address either.
// SPDX-License-Identifier: Apache-2.0
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, ApiError } from '../api/client';
import type { RequestStatusView } from '../api/types';
import { money } from '../release/letters';
import { Facts } from '../parts/panel';
import { Cite } from '../parts/states';
import { browser_language, Shell, type Language } from './Shell';
import { day_in, status_words } from './status_words';

function rows(found: RequestStatusView, language: Language): [string, React.ReactNode][] {
    const w = status_words[language];
    const over = ['sent', 'refused', 'withdrawn', 'called back'].includes(found.state);
    const until = found.extended_until;
    return [
        [w.request, found.number],
        [w.received, day_in(language, found.received_on)],
        ...(found.due_on && !over && !until
            ? [
                  [
                      w.due,
                      <span key="d">
                          {day_in(language, found.due_on)} <Cite text={found.due_cite} />
                      </span>,
                  ] as [string, React.ReactNode],
              ]
            : []),
        ...(until
            ? [
                  [
                      w.extended,
                      <span key="e">
                          {day_in(language, until)} <Cite text="45 CFR 164.524(b)(2)(ii)" />
                      </span>,
                  ] as [string, React.ReactNode],
              ]
            : []),
        [w.fee, found.fee_cents === undefined ? w.no_fee : money(found.fee_cents)],
    ];
}

function Found({ found, language }: { found: RequestStatusView; language: Language }) {
    const w = status_words[language];
    const state = w.states[found.state] ?? { label: found.state, meaning: '' };
    return (
        <section className="panel signed" role="status">
            <h1>{state.label}</h1>
            <p>{state.meaning}</p>
            <Facts rows={rows(found, language)} />
            {found.manifest && (
                <div className="tight">
                    <h2>{w.package}</h2>
                    <code className="wrap">{found.manifest}</code>
                    <p className="quiet">{w.check}</p>
                </div>
            )}
            {found.contact_phone && (
                <p>
                    {w.questions}{' '}
                    <a href={`tel:${found.contact_phone.replace(/[^\d+]/g, '')}`}>
                        {found.contact_phone}
                    </a>
                </p>
            )}
        </section>
    );
}

export function RequestStatus() {
    const [language, set_language] = useState<Language>(browser_language);
    const [number, set_number] = useState('');
    const [code, set_code] = useState('');
    const [tried, set_tried] = useState(false);
    const w = status_words[language];
    const look = useMutation({
        mutationFn: () => api.request_status(number.trim(), code.trim()),
        gcTime: 0,
    });
    useEffect(() => {
        document.title = w.title;
    }, [w]);
    if (look.data)
        return (
            <Shell language={language} set_language={set_language} facility={look.data.facility}>
                <Found found={look.data} language={language} />
                <div>
                    <Button
                        variant="default"
                        size="sm"
                        onClick={() => {
                            look.reset();
                            set_number('');
                            set_code('');
                            set_tried(false);
                        }}
                    >
                        {w.again}
                    </Button>
                </div>
            </Shell>
        );
    const fault = look.error instanceof ApiError ? look.error.fault : undefined;
    return (
        <Shell language={language} set_language={set_language}>
            <h1>{w.title}</h1>
            <p className="quiet">{w.intro}</p>
            <form
                noValidate
                className="stack"
                onSubmit={(e) => {
                    e.preventDefault();
                    set_tried(true);
                    if (number.trim() && code.trim()) look.mutate();
                }}
            >
                <TextInput
                    size="md"
                    label={w.number}
                    description={w.number_help}
                    autoComplete="off"
                    spellCheck={false}
                    value={number}
                    error={tried && !number.trim() ? w.need_number : undefined}
                    onChange={(e) => set_number(e.currentTarget.value)}
                />
                <TextInput
                    size="md"
                    label={w.code}
                    description={w.code_help}
                    autoComplete="off"
                    spellCheck={false}
                    value={code}
                    error={tried && !code.trim() ? w.need_code : undefined}
                    onChange={(e) => set_code(e.currentTarget.value)}
                />
                {look.error && (
                    <p className="bad" role="alert">
                        {fault === 'not_found' ? w.wrong : fault === 'busy' ? w.busy : w.failed}
                    </p>
                )}
                <Button type="submit" size="md" loading={look.isPending}>
                    {w.look}
                </Button>
            </form>
            <p className="quiet small">
                <a href="/">{w.staff}</a>
            </p>
        </Shell>
    );
}
