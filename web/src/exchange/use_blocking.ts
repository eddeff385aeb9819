// The case of a page and the commands on it: each answers with the case as it is then.
// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import type { BlockingCase } from '../api/types';

export interface BlockingCommand {
    label: string;
    run: () => Promise<BlockingCase>;
    done?: () => void;
}

export function useBlockingCase(id: string) {
    return useQuery({ queryKey: ['blocking-case', id], queryFn: () => api.blocking_case(id) });
}

export function useBlockingFacts() {
    return useQuery({
        queryKey: ['blocking-facts'],
        queryFn: () => api.blocking_facts(),
        staleTime: Infinity,
    });
}

export function useBlockingCommands(id: string) {
    const queries = useQueryClient();
    // The answer to a command leaves out the comparison with other cases.
    const refresh = () => {
        queries.invalidateQueries({ queryKey: ['blocking-case', id] });
        queries.invalidateQueries({ queryKey: ['blocking'] });
    };
    const mutation = useMutation({
        mutationFn: (command: BlockingCommand) => command.run(),
        onSuccess: (_, command) => {
            refresh();
            command.done?.();
        },
        // What somebody else did meanwhile is shown; what was typed stays in its form.
        onError: refresh,
    });
    return {
        busy: mutation.isPending ? mutation.variables.label : undefined,
        failed: mutation.error ? mutation.variables?.label : undefined,
        error: mutation.error,
        run: (command: BlockingCommand) => mutation.mutate(command),
    };
}
export type BlockingCommands = ReturnType<typeof useBlockingCommands>;
