// Reading one bulk request and acting on it: followed closely while its job runs; what somebody else
// changed meanwhile is read again before the next try.
// SPDX-License-Identifier: Apache-2.0
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, ApiError } from '../api/client';
import type { Bulk, BulkLine } from '../api/types';
import { is_working } from './bulk';

export const page_size = 50;
/** The most lines that one answer holds. */
const answer_max = 200;

export function useBulk(id: string) {
    return useQuery({
        queryKey: ['bulk', id],
        queryFn: () => api.bulk(id),
        refetchInterval: (query) => (is_working(query.state.data) ? 1_000 : 20_000),
    });
}

export function useLines(bulk: Bulk, group: string | undefined, page: number) {
    const queries = useQueryClient();
    // Whatever moved a line to another group shows in the counts first.
    const counts = JSON.stringify(bulk.groups);
    useEffect(() => {
        queries.invalidateQueries({ queryKey: ['bulk-lines', bulk.id] });
    }, [queries, bulk.id, bulk.version, counts]);
    return useQuery({
        queryKey: ['bulk-lines', bulk.id, group, page],
        queryFn: () =>
            api.bulk_lines(bulk.id, { group, offset: (page - 1) * page_size, limit: page_size }),
        placeholderData: keepPreviousData,
    });
}

/** Every line of a group, however many answers that takes. */
export async function all_lines(id: string, group: string): Promise<BulkLine[]> {
    const lines: BulkLine[] = [];
    for (;;) {
        const some = await api.bulk_lines(id, { group, offset: lines.length, limit: answer_max });
        lines.push(...some.lines);
        if (some.lines.length < answer_max || lines.length >= some.total) return lines;
    }
}

export interface BulkCommand {
    label: string;
    run: (bulk: Bulk) => Promise<Bulk>;
    done?: (bulk: Bulk) => void;
}

export function useBulkCommands(id: string) {
    const queries = useQueryClient();
    const mutation = useMutation({
        mutationFn: ({ command, bulk }: { command: BulkCommand; bulk: Bulk }) => command.run(bulk),
        onSuccess: (fresh, { command }) => {
            queries.setQueryData(['bulk', id], fresh);
            // Its counts are those before the act.
            queries.invalidateQueries({ queryKey: ['bulk', id] });
            queries.invalidateQueries({ queryKey: ['bulks'] });
            command.done?.(fresh);
        },
        onError: (error) => {
            if (error instanceof ApiError && error.fault === 'conflict')
                queries.invalidateQueries({ queryKey: ['bulk', id] });
        },
    });
    return {
        busy: mutation.isPending ? mutation.variables.command.label : undefined,
        error: mutation.error,
        run: (command: BulkCommand, bulk: Bulk) => mutation.mutate({ command, bulk }),
        settle: () => mutation.reset(),
    };
}
export type BulkCommands = ReturnType<typeof useBulkCommands>;
