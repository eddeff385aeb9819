// Everything that is taken out of the documents of a case, and words that are taken out wherever they stand.
// SPDX-License-Identifier: Apache-2.0
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import type { CaseView, Preview, Redaction } from '../api/types';
import { Panel } from '../parts/panel';
import { Cite } from '../parts/states';
import { day_words } from '../parts/when';
import { phrases_of } from './passages';
import { usual_cite, WhyFields } from './RedactDialog';
import type { useCaseCommands } from './use_case';

type Commands = ReturnType<typeof useCaseCommands>;
const put_back = 'Put back';
const take_out = 'Take them out';

function Everywhere({ view, commands }: { view: CaseView; commands: Commands }) {
    const [words, set_words] = useState('');
    const [reason, set_reason] = useState('');
    const [cite, set_cite] = useState(usual_cite);
    const phrases = phrases_of(words);
    return (
        <details>
            <summary>Take out words everywhere</summary>
            <form
                className="stack"
                style={{ marginTop: 8 }}
                onSubmit={(e) => {
                    e.preventDefault();
                    commands.run(
                        {
                            label: take_out,
                            run: (v) =>
                                api.redact(v.id, v.version, v.redactions, {
                                    words: phrases,
                                    reason: reason.trim(),
                                    cite: cite.trim(),
                                }),
                        },
                        view,
                    );
                }}
            >
                <Textarea
                    label="Words or names, one a line"
                    description="Whole words, any case, in every document that goes"
                    withAsterisk
                    autosize
                    minRows={2}
                    value={words}
                    onChange={(e) => set_words(e.currentTarget.value)}
                />
                <WhyFields
                    reason={reason}
                    cite={cite}
                    set_reason={set_reason}
                    set_cite={set_cite}
                />
                <div className="steps">
                    <Button
                        type="submit"
                        variant="default"
                        disabled={!phrases.length || !reason.trim()}
                        loading={commands.busy === take_out}
                    >
                        {take_out}
                    </Button>
                </div>
            </form>
        </details>
    );
}

export function TakenOut({
    view,
    preview,
    commands,
}: {
    view: CaseView;
    preview: Preview;
    commands: Commands;
}) {
    const title = (r: Redaction) => {
        const document = preview.documents.find((d) => d.id === r.document);
        if (!document) return 'A document that does not go';
        return `${document.title || document.type}${document.date ? `, ${day_words(document.date)}` : ''}`;
    };
    const without = (one: Redaction) =>
        commands.run(
            {
                label: put_back,
                run: (v) =>
                    api.redact(
                        v.id,
                        v.version,
                        v.redactions.filter((r) => JSON.stringify(r) !== JSON.stringify(one)),
                        { words: [], reason: '', cite: '' },
                    ),
            },
            view,
        );
    return (
        <Panel title={`Taken out of documents: ${view.redactions.length}`}>
            <div className="stack">
                {view.redactions.length === 0 ? (
                    <p className="quiet">
                        Nothing. “Take out…” beside a document removes passages from what goes; the
                        record itself stays as it is.
                    </p>
                ) : (
                    <ul className="ruled limited" tabIndex={0} aria-label="What is taken out">
                        {view.redactions.map((r, i) => (
                            <li key={i} className="line one-row">
                                <span>
                                    {title(r)}
                                    {r.page > 0 && `, page ${r.page}`}:{' '}
                                    <span className="strong">[removed: {r.reason}]</span>{' '}
                                    <Cite text={r.cite} />
                                </span>
                                <Button
                                    className="push"
                                    variant="subtle"
                                    size="compact-xs"
                                    h={24}
                                    aria-label={`Put back passage ${i + 1} of ${title(r)}`}
                                    disabled={!!commands.busy}
                                    onClick={() => without(r)}
                                >
                                    {put_back}
                                </Button>
                            </li>
                        ))}
                    </ul>
                )}
                <Everywhere view={view} commands={commands} />
            </div>
        </Panel>
    );
}
