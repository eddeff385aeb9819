// The incident of a page and the commands on it: each answers with the incident as it is then.
// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Incident } from '../api/types';

export interface IncidentCommand {
    label: string;
    run: () => Promise<Incident>;
    done?: () => void;
}

export function useIncident(id: string) {
    return useQuery({
        queryKey: ['incident', id],
        queryFn: () => api.incident(id),
        // While a job writes the letters down, its progress is seen.
        refetchInterval: (query) => (query.state.data?.content.mailing ? 2_000 : false),
    });
}

export function useIncidentCommands(id: string) {
    const queries = useQueryClient();
    const mutation = useMutation({
        mutationFn: (command: IncidentCommand) => command.run(),
        onSuccess: (fresh, command) => {
            queries.setQueryData(['incident', id], fresh);
            queries.invalidateQueries({ queryKey: ['incidents'] });
            queries.invalidateQueries({ queryKey: ['incident-people', id] });
            queries.invalidateQueries({ queryKey: ['breach-log'] });
            command.done?.();
        },
        // What somebody else did meanwhile is shown; what was typed stays in its form.
        onError: () => queries.invalidateQueries({ queryKey: ['incident', id] }),
    });
    return {
        busy: mutation.isPending ? mutation.variables.label : undefined,
        failed: mutation.error ? mutation.variables?.label : undefined,
        error: mutation.error,
        run: (command: IncidentCommand) => mutation.mutate(command),
    };
}
export type IncidentCommands = ReturnType<typeof useIncidentCommands>;
