// One kept authorization: what it says, whether it holds today, its scan or signature; revoked here,
// and sent from here to be signed.
// SPDX-License-Identifier: Apache-2.0
import { Button, CopyButton, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import type { KeptForm } from '../api/types';
import { useSession } from '../frame/session';
import { Dialog, DialogFooter } from '../parts/dialog';
import { useTitle } from '../parts/keys';
import { Facts, Panel } from '../parts/panel';
import { Banner } from '../parts/patient';
import { Cite, Failure, Loading } from '../parts/states';
import { day_words, instant_words, today } from '../parts/when';
import { useGrounds } from '../release/grounds';
import { ends_in_words, taken_words } from '../release/kept_forms';
import { Elements, other_facts } from '../release/RequestFacts';
import { FormState } from './FormTable';

function RevokeDialog({
    form,
    close,
    done,
}: {
    form: KeptForm;
    close: () => void;
    done: (fresh: KeptForm) => void;
}) {
    const [received_on, set_received_on] = useState(today());
    const [words, set_words] = useState('');
    const revoke = useMutation({
        mutationFn: () => api.revoke_form(form.id, form.version, received_on, words.trim()),
        onSuccess: done,
    });
    return (
        <Dialog title="Revoke this authorization" close={close}>
            <p>
                From the day it was received nothing more goes out on this form, in any case that
                rests on it. What was released before stands. <Cite text="45 CFR 164.508(b)(5)" />
            </p>
            <TextInput
                label="The revocation was received on"
                type="date"
                withAsterisk
                max={today()}
                data-autofocus
                value={received_on}
                onChange={(e) => set_received_on(e.currentTarget.value)}
            />
            <Textarea
                label="How it was revoked, in the patient’s words"
                withAsterisk
                autosize
                minRows={3}
                value={words}
                onChange={(e) => set_words(e.currentTarget.value)}
            />
            <DialogFooter
                label="Revoke"
                danger
                ready={!!received_on && !!words.trim()}
                busy={revoke.isPending}
                error={revoke.error}
                run={() => revoke.mutate()}
                close={close}
            />
        </Dialog>
    );
}

function SignLink({ form }: { form: KeptForm }) {
    const queries = useQueryClient();
    const link = useMutation({
        mutationFn: () => api.sign_link(form.id),
        onSuccess: () => queries.invalidateQueries({ queryKey: ['form', form.id] }),
    });
    const url = link.data && new URL(link.data.url, window.location.origin).href;
    return (
        <Panel title="To be signed by the patient">
            <div className="stack">
                <p>
                    The patient opens the link without an account, reads the text in English or
                    Spanish, and signs by typing a name. A new link ends the one before.
                </p>
                {url && (
                    <div className="line" style={{ alignItems: 'flex-end' }}>
                        <TextInput
                            label="Link for the patient"
                            readOnly
                            value={url}
                            style={{ flex: '1 1 260px' }}
                            onFocus={(e) => e.currentTarget.select()}
                        />
                        <CopyButton value={url}>
                            {({ copied, copy }) => (
                                <Button variant="default" onClick={copy}>
                                    {copied ? 'Copied' : 'Copy'}
                                </Button>
                            )}
                        </CopyButton>
                    </div>
                )}
                {link.data && (
                    <p className="quiet small">
                        Good until {instant_words(link.data.expires_at)}, once. It is shown only
                        now: copy it.
                    </p>
                )}
                {link.error && <Failure error={link.error} />}
                <div className="steps">
                    <Button
                        variant={url ? 'default' : 'filled'}
                        loading={link.isPending}
                        onClick={() => link.mutate()}
                    >
                        {url ? 'Make another link' : 'Make a signing link'}
                    </Button>
                </div>
            </div>
        </Panel>
    );
}

function Standing({ form, actions }: { form: KeptForm; actions: React.ReactNode }) {
    const { signature } = form;
    return (
        <Panel title="As of today" side={<FormState form={form} />}>
            <div className="stack">
                {form.findings.length > 0 && (
                    <ul className="ruled">
                        {form.findings.map((f, i) => (
                            <li key={i}>
                                <span
                                    className={`state ${f.severity === 'defect' ? 'bad' : 'warn'}`}
                                >
                                    {f.severity === 'defect' ? 'Defect' : 'Warning'}
                                </span>{' '}
                                {f.message} <Cite text={f.cite} />
                            </li>
                        ))}
                    </ul>
                )}
                <Facts
                    rows={[
                        [
                            'Ends',
                            <span key="e">
                                {day_words(form.expires_on) ||
                                    form.form.expiry_event ||
                                    'no end stated'}
                                {form.state === 'active' && form.expires_on && (
                                    <span className="strong">, {ends_in_words(form, today())}</span>
                                )}
                            </span>,
                        ],
                        ['Taken', taken_words(form)],
                        [
                            'Scan',
                            form.has_scan ? (
                                <a
                                    key="s"
                                    href={`/api/release/forms/${form.id}/scan`}
                                    target="_blank"
                                    rel="noopener"
                                >
                                    Open the scan (PDF)
                                </a>
                            ) : (
                                'none'
                            ),
                        ],
                        ...(signature
                            ? ([
                                  [
                                      'Signature',
                                      `${signature.name}, ${instant_words(signature.at)}, read in ${signature.language === 'es' ? 'Spanish' : 'English'}`,
                                  ],
                                  [
                                      'Text signed',
                                      <code key="t" className="wrap" title="SHA-256">
                                          {signature.text}
                                      </code>,
                                  ],
                              ] as [string, React.ReactNode][])
                            : []),
                        ...(form.form.revoked_on
                            ? ([['Revoked', day_words(form.form.revoked_on)]] as [string, string][])
                            : []),
                    ]}
                />
                {actions}
            </div>
        </Panel>
    );
}

export function FormPage() {
    const { id } = useParams({ from: '/release/forms/$id' });
    const go = useNavigate();
    const queries = useQueryClient();
    const { permissions } = useSession().user;
    const [revoking, set_revoking] = useState(false);
    const found = useQuery({ queryKey: ['form', id], queryFn: () => api.form(id) });
    const form = found.data;
    const chart = useQuery({
        queryKey: ['chart', form?.patient],
        queryFn: () => api.chart(form!.patient),
        enabled: !!form,
        staleTime: 60_000,
    });
    const segments = useGrounds().data?.segments ?? [];
    useTitle('Authorization');
    if (found.isPending) return <Loading what="authorization" lines={10} />;
    if (!form) return <Failure page error={found.error} retry={() => found.refetch()} />;
    const may_work = permissions.includes('release_work');
    const actions = may_work && (
        <div className="steps" role="group" aria-label="Next actions">
            {form.usable && (
                <Button
                    onClick={() => go({ to: '/release/new', search: { patient: form.patient } })}
                >
                    New request
                </Button>
            )}
            {form.state !== 'revoked' && (
                <Button variant="default" onClick={() => set_revoking(true)}>
                    Revoke…
                </Button>
            )}
        </div>
    );
    return (
        <div className="stack">
            <div className="head" style={{ marginBottom: 0 }}>
                <Link to="/release/forms" search={{ patient: form.patient }} className="small">
                    Authorizations
                </Link>
                <h1>Authorization for {form.form.recipient || 'a recipient not named'}</h1>
                <FormState form={form} />
            </div>
            {revoking && (
                <RevokeDialog
                    form={form}
                    close={() => set_revoking(false)}
                    done={(fresh) => {
                        queries.setQueryData(['form', id], fresh);
                        queries.invalidateQueries({ queryKey: ['forms'] });
                        queries.invalidateQueries({ queryKey: ['case'] });
                        set_revoking(false);
                    }}
                />
            )}
            <div className="case">
                <div className="stack">
                    <Panel title="Patient">
                        {chart.data && <Banner patient={chart.data.patient} />}
                        {chart.error && (
                            <Failure error={chart.error} retry={() => chart.refetch()} />
                        )}
                    </Panel>
                    <Panel title="What it says" side={<span className="cite">45 CFR 164.508</span>}>
                        <div className="stack">
                            <Elements authorization={form.form} findings={form.findings} />
                            <Facts rows={other_facts(form.form, segments)} />
                        </div>
                    </Panel>
                </div>
                <div className="stack first" aria-live="polite">
                    <Standing form={form} actions={actions} />
                    {form.state === 'draft' && may_work && <SignLink form={form} />}
                </div>
            </div>
        </div>
    );
}
