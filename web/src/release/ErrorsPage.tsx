// The desk's error log: what was found in its own work in a period, and noting one more.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import type { ErrorFound } from '../api/types';
import { useSession } from '../frame/session';
import { useTitle } from '../parts/keys';
import { last_days, PeriodPicker } from '../parts/period';
import { Empty, Failure, Loading } from '../parts/states';
import { day_words, today } from '../parts/when';
import { ErrorDialog } from './ErrorDialog';
import { error_words } from './errors';

const spans: [number, string][] = [
    [30, '30 days'],
    [90, '90 days'],
    [365, 'A year'],
];

function ErrorTable({ errors }: { errors: ErrorFound[] }) {
    return (
        <div className="scroll" tabIndex={0} role="region" aria-label="Errors found">
            <table className="grid">
                <thead>
                    <tr>
                        <th scope="col">Found</th>
                        <th scope="col">Case</th>
                        <th scope="col">Kind</th>
                        <th scope="col">What went wrong</th>
                        <th scope="col" className="later">
                            By
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {errors.map((e) => (
                        <tr key={e.id}>
                            <td className="nowrap">{day_words(e.found_on)}</td>
                            <td className="nowrap">
                                <Link to="/release/cases/$id" params={{ id: e.release_case }}>
                                    {e.case_number}
                                </Link>
                            </td>
                            <td className="nowrap">{error_words[e.kind]}</td>
                            <td className="broken">{e.note}</td>
                            <td className="later">{e.found_by}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

export function ErrorsPage() {
    useTitle('Error log');
    const may_work = useSession().user.permissions.includes('release_work');
    const go = useNavigate();
    const asked = useSearch({ from: '/release/errors' });
    const period = { ...last_days(365, today()), ...asked };
    const [open, set_open] = useState(false);
    const [noted, set_noted] = useState<ErrorFound>();
    const found = useQuery({
        queryKey: ['errors', period],
        queryFn: () => api.errors(period),
        placeholderData: keepPreviousData,
    });
    const errors = found.data?.errors ?? [];
    return (
        <div className="stack">
            <div className="head" style={{ marginBottom: 0 }}>
                <h1>Error log</h1>
                {found.data && <span className="quiet">{found.data.total} found</span>}
                <div className="line push">
                    <Link to="/release/quality">Figures</Link>
                    {may_work && (
                        <Button
                            onClick={() => {
                                set_noted(undefined);
                                set_open(true);
                            }}
                        >
                            Note an error…
                        </Button>
                    )}
                </div>
            </div>
            <PeriodPicker
                period={period}
                spans={spans}
                today={today()}
                set={(search) => go({ to: '/release/errors', search, replace: true })}
            />
            <div role="status">
                {noted && (
                    <p className="ok">
                        {error_words[noted.kind]} is noted of {noted.case_number}.
                    </p>
                )}
            </div>
            {found.isPending && <Loading what="error log" />}
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {found.data && !found.error && errors.length === 0 && (
                <Empty title="No error was found in this period">
                    <p>What is noted here is counted in the figures of the desk.</p>
                </Empty>
            )}
            {!found.error && errors.length > 0 && <ErrorTable errors={errors} />}
            {!found.error && found.data && found.data.total > errors.length && (
                <p className="quiet">
                    The newest {errors.length} of {found.data.total}; a shorter period shows the
                    others.
                </p>
            )}
            {open && (
                <ErrorDialog
                    close={() => set_open(false)}
                    done={(error) => {
                        set_noted(error);
                        set_open(false);
                    }}
                />
            )}
        </div>
    );
}
