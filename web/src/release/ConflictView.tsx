// Shown when two people changed one case: both versions side by side, and the choice is the user's.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { useInView } from '../parts/keys';
import { differences, field_words } from './conflict';

export function ConflictView({
    mine,
    theirs,
    mine_label,
    keep_mine,
    take_theirs,
}: {
    mine: unknown;
    theirs: unknown;
    mine_label: string;
    keep_mine: () => void;
    take_theirs: () => void;
}) {
    const rows = differences(mine, theirs);
    const box = useInView<HTMLElement>();
    return (
        <section
            ref={box}
            tabIndex={-1}
            className="note warn-note stack"
            role="alert"
            aria-label="Conflicting versions"
        >
            <div>
                <h2>Someone else changed this case</h2>
                <p>
                    {rows.length === 0
                        ? 'The contents are the same; only the version moved on.'
                        : `${rows.length} ${rows.length === 1 ? 'field differs' : 'fields differ'}. Nothing has been overwritten.`}
                </p>
            </div>
            {rows.length > 0 && (
                <div className="scroll" tabIndex={0} role="region" aria-label="Differences">
                    <table className="versions">
                        <thead>
                            <tr>
                                <th scope="col">Field</th>
                                <th scope="col">Mine</th>
                                <th scope="col">Theirs (saved)</th>
                            </tr>
                        </thead>
                        <tbody>
                            {rows.map((d) => (
                                <tr key={d.field}>
                                    <th scope="row">{field_words(d.field)}</th>
                                    <td>{d.mine || '(empty)'}</td>
                                    <td>{d.theirs || '(empty)'}</td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
            <div className="steps">
                <Button variant="default" onClick={take_theirs}>
                    Use theirs
                </Button>
                <Button onClick={keep_mine}>{mine_label}</Button>
            </div>
        </section>
    );
}
