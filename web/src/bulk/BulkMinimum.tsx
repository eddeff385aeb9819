// The minimum necessary of a bulk request: chosen once for all its charts, before they are released.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Bulk } from '../api/types';
import { Failure } from '../parts/states';
import { MinimumPanel, type Choosing } from '../release/MinimumCard';
import type { BulkCommands } from './use_bulk';

export function useBulkMinimum(bulk: Bulk) {
    return useQuery({
        queryKey: ['bulk-minimum', bulk.id, bulk.version],
        queryFn: () => api.bulk_minimum(bulk.id),
        enabled: bulk.state === 'open',
        placeholderData: (before) => before,
    });
}

export function BulkMinimum({
    bulk,
    found,
    commands,
    may_choose,
}: {
    bulk: Bulk;
    found: ReturnType<typeof useBulkMinimum>;
    commands: BulkCommands;
    may_choose: boolean;
}) {
    if (found.error) return <Failure error={found.error} retry={() => found.refetch()} />;
    if (!found.data) return null;
    const by: Choosing = {
        choose: (label, answer, done) =>
            commands.run(
                { label, run: (b) => api.choose_bulk_minimum(b.id, b.version, answer), done },
                bulk,
            ),
        busy: commands.busy,
        error: commands.error,
    };
    return (
        <div id="minimum">
            <MinimumPanel minimum={found.data} by={may_choose ? by : undefined} />
        </div>
    );
}
