// Where the law lists the fields that may go, no record goes: the desk writes down what it gives, field
// by field, and the package holds that sheet.
// SPDX-License-Identifier: Apache-2.0
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import type { CaseView } from '../api/types';
import { Facts, Panel } from '../parts/panel';
import { name_words } from './grounds';
import type { useCaseCommands } from './use_case';

/** The fields that may go, with what was already written down. */
export function fields_to_give(
    only: string[],
    given: Record<string, string>,
): [field: string, value: string][] {
    return only.map((field) => [field, given[field] ?? '']);
}

export function GivenCard({
    view,
    commands,
}: {
    view: CaseView;
    commands: ReturnType<typeof useCaseCommands>;
}) {
    const [typed, set_typed] = useState<Record<string, string>>({});
    const only = view.decision?.only ?? [];
    if (!only.length) return null;
    const rows = fields_to_give(only, { ...view.given, ...typed });
    const label = 'Keep what is given';
    if (!view.allowed_actions.includes('write') || view.package)
        return (
            <Panel title="What is given">
                <Facts rows={rows.map(([field, value]) => [name_words(field), value])} />
            </Panel>
        );
    return (
        <Panel
            title="What is given"
            side={<span className="quiet small">No record goes: only what stands here</span>}
        >
            <form
                className="stack"
                onSubmit={(e) => {
                    e.preventDefault();
                    commands.run(
                        {
                            label,
                            run: (v) => api.give(v.id, v.version, Object.fromEntries(rows)),
                            done: () => set_typed({}),
                        },
                        view,
                    );
                }}
            >
                <div className="fields">
                    {rows.map(([field, value]) => (
                        <TextInput
                            key={field}
                            label={name_words(field)}
                            value={value}
                            onChange={(e) =>
                                set_typed({ ...typed, [field]: e.currentTarget.value })
                            }
                        />
                    ))}
                </div>
                <div className="line">
                    <Button type="submit" variant="default" loading={commands.busy === label}>
                        {label}
                    </Button>
                    <span className="quiet small">Empty fields are not given.</span>
                </div>
            </form>
        </Panel>
    );
}
