// The requester's own page: asks for the code of the case and gets the package, once. Opening the page uses
// nothing up, for mail programs open links too. No account, no frame.
// SPDX-License-Identifier: Apache-2.0
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, ApiError } from '../api/client';
import { browser_language, Shell, type Language } from './Shell';
import { download_words } from './words';

function save(file: { name: string; bytes: Blob }) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file.bytes);
    link.download = file.name;
    link.click();
    // Some browsers begin to read only after the click has been handled.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export function DownloadPage({ token }: { token: string }) {
    const [language, set_language] = useState<Language>(browser_language);
    const [code, set_code] = useState('');
    const [tried, set_tried] = useState(false);
    const w = download_words[language];
    const get = useMutation({
        mutationFn: () => api.download(token, code.trim()),
        onSuccess: save,
    });
    useEffect(() => {
        document.title = w.title;
    }, [w]);
    if (get.data)
        return (
            <Shell language={language} set_language={set_language}>
                <section className="panel signed" role="status">
                    <h1>{w.done}</h1>
                    <p>{get.data.name}</p>
                    <p className="quiet">{w.open}</p>
                </section>
            </Shell>
        );
    const refused = get.error instanceof ApiError && get.error.fault === 'not_found';
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
                    if (code.trim()) get.mutate();
                }}
            >
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
                {get.error && (
                    <p className="bad" role="alert">
                        {refused ? w.refused : w.failed}
                    </p>
                )}
                <Button type="submit" size="md" loading={get.isPending}>
                    {w.get}
                </Button>
                <p className="quiet small">{w.once}</p>
            </form>
        </Shell>
    );
}
