// The patient's own page: reads the authorization in English or Spanish and signs it by name. No
// account, no frame; the link is the key, and it works once.
// SPDX-License-Identifier: Apache-2.0
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { api, ApiError } from '../api/client';
import { browser_language, Shell, type Language } from '../public/Shell';
import { sign_words } from './words';

export function SignPage({ id, token }: { id: string; token: string }) {
    const [chosen, set_chosen] = useState<Language>();
    const [name, set_name] = useState('');
    const [agrees, set_agrees] = useState(false);
    const [tried, set_tried] = useState(false);
    const title = useId();
    const page = useQuery({
        queryKey: ['sign', id, token],
        queryFn: () => api.sign_page(id, token),
        retry: false,
        staleTime: Infinity,
        refetchOnWindowFocus: false,
    });
    const language: Language =
        chosen ?? (page.data ? (page.data.language === 'es' ? 'es' : 'en') : browser_language());
    const w = sign_words[language];
    const sign = useMutation({ mutationFn: () => api.sign(id, token, name.trim(), language) });
    useEffect(() => {
        document.title = w.title;
    }, [w]);
    const gone = (error: unknown) => error instanceof ApiError && error.fault === 'not_found';
    const shell = { language, set_language: set_chosen };

    if (page.isPending)
        return (
            <Shell {...shell}>
                <p className="quiet" role="status">
                    {w.loading}
                </p>
            </Shell>
        );
    if (sign.data)
        return (
            <Shell {...shell} facility={sign.data.facility}>
                <section className="panel signed" role="status">
                    <h1>{w.thanks}</h1>
                    <p>{w.signed(sign.data.name)}</p>
                    <p className="quiet">{w.keep}</p>
                    <Button variant="default" size="sm" onClick={() => window.print()}>
                        {w.print}
                    </Button>
                </section>
                <article className="panel text" lang={language}>
                    {(language === 'es' ? page.data?.text_es : page.data?.text)?.map((p, i) => (
                        <p key={i}>{p}</p>
                    ))}
                    <p className="strong">{sign.data.name}</p>
                </article>
            </Shell>
        );
    if (page.error || gone(sign.error))
        return (
            <Shell {...shell}>
                <section className="panel signed" role="alert">
                    <h1>{gone(page.error ?? sign.error) ? w.gone : w.failed}</h1>
                    <p>{gone(page.error ?? sign.error) ? w.gone_help : w.failed_help}</p>
                    {!gone(page.error ?? sign.error) && (
                        <Button size="sm" onClick={() => page.refetch()}>
                            {w.again}
                        </Button>
                    )}
                </section>
            </Shell>
        );
    if (!page.data) return null;
    const text = language === 'es' ? page.data.text_es : page.data.text;
    const missing = tried && (!name.trim() || !agrees);
    return (
        <Shell {...shell} facility={page.data.facility}>
            <h1 id={title}>{w.title}</h1>
            <p className="quiet">{w.intro(page.data.patient)}</p>
            <article className="panel text" lang={language} aria-labelledby={title}>
                {text.map((p, i) => (
                    <p key={i}>{p}</p>
                ))}
            </article>
            <form
                noValidate
                className="stack"
                onSubmit={(e) => {
                    e.preventDefault();
                    set_tried(true);
                    if (name.trim() && agrees) sign.mutate();
                }}
            >
                <Checkbox
                    size="md"
                    label={w.agree}
                    checked={agrees}
                    error={tried && !agrees ? w.need_tick : undefined}
                    onChange={(e) => set_agrees(e.currentTarget.checked)}
                />
                <TextInput
                    size="md"
                    label={w.name}
                    description={w.name_help}
                    autoComplete="name"
                    value={name}
                    error={tried && !name.trim() ? w.need_name : undefined}
                    onChange={(e) => set_name(e.currentTarget.value)}
                />
                {sign.error && (
                    <p className="bad" role="alert">
                        {w.failed_help}
                    </p>
                )}
                {missing && (
                    <p className="unseen" role="alert">
                        {w.need_both}
                    </p>
                )}
                <Button type="submit" size="md" loading={sign.isPending}>
                    {w.sign}
                </Button>
                <p className="quiet small">{w.refuse}</p>
            </form>
        </Shell>
    );
}
