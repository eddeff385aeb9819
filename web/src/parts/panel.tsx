// A titled box and a list of facts: the only two containers of the client.
// SPDX-License-Identifier: Apache-2.0
import { useId, type ReactNode } from 'react';

export function Panel({
    title,
    side,
    children,
    bare,
}: {
    title: string;
    side?: ReactNode;
    children: ReactNode;
    bare?: boolean;
}) {
    const id = useId();
    return (
        <section className="panel" aria-labelledby={id}>
            <header>
                <h2 id={id}>{title}</h2>
                {side && <div className="line push">{side}</div>}
            </header>
            {bare ? children : <div className="body">{children}</div>}
        </section>
    );
}

/** Rows whose value is empty are shown as "not given", so that absence is seen. */
export function Facts({ rows }: { rows: [string, ReactNode][] }) {
    return (
        <dl className="facts">
            {rows.map(([name, value]) => (
                <div key={name} style={{ display: 'contents' }}>
                    <dt>{name}</dt>
                    <dd>
                        {value === '' || value === undefined ? (
                            <span className="quiet">not given</span>
                        ) : (
                            value
                        )}
                    </dd>
                </div>
            ))}
        </dl>
    );
}
