// Reading one case and acting on it: polls while a job runs, and turns a version conflict into a choice.
// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ApiError } from '../api/client';
import type { CaseView } from '../api/types';
import { differences } from './conflict';

const poll_ms = 700;

export function is_working(view: CaseView | undefined): boolean {
    return view?.state === 'releasing' && view.job?.state !== 'failed';
}

/** What was done a moment ago gets its place in the ledger a moment later. */
function is_being_written(view: CaseView | undefined): boolean {
    return !!view?.history.some(
        (h) => h.entry_index === undefined && Date.now() - Date.parse(h.at) < 10_000,
    );
}

export function useCase(id: string) {
    return useQuery({
        queryKey: ['case', id],
        queryFn: () => api.read_case(id),
        refetchInterval: (query) =>
            is_working(query.state.data)
                ? poll_ms
                : is_being_written(query.state.data)
                  ? 1_500
                  : 20_000,
    });
}

export interface CaseCommand {
    label: string;
    run: (view: CaseView) => Promise<CaseView>;
    done?: (view: CaseView) => void;
}

/** What of a case two people may disagree on. */
export function comparable(view: CaseView) {
    return { state: view.state, decision: view.decision?.answer ?? 'none', request: view.request };
}

/** The requester fetched what had gone out: nobody else changed anything. */
export const only_fetched = (mine: CaseView, theirs: CaseView) =>
    mine.state === 'released' && differences(comparable(mine), comparable(theirs)).length === 0;

export function useCaseCommands(id: string) {
    const queries = useQueryClient();
    const [conflict, set_conflict] = useState<{
        command: CaseCommand;
        mine: CaseView;
        theirs: CaseView;
    }>();
    const mutation = useMutation({
        mutationFn: ({ command, view }: { command: CaseCommand; view: CaseView }) =>
            command.run(view),
        onSuccess: (fresh, { command }) => {
            set_conflict(undefined);
            queries.setQueryData(['case', id], fresh);
            queries.invalidateQueries({ queryKey: ['cases'] });
            command.done?.(fresh);
        },
        onError: async (error, { command, view }) => {
            if (!(error instanceof ApiError) || error.fault !== 'conflict') return;
            const theirs = await api.read_case(id).catch(() => undefined);
            if (!theirs || theirs.version === view.version) return;
            queries.setQueryData(['case', id], theirs);
            if (only_fetched(view, theirs)) mutation.mutate({ command, view: theirs });
            else set_conflict({ command, mine: view, theirs });
        },
    });
    return {
        busy: mutation.isPending ? mutation.variables.command.label : undefined,
        error: conflict ? undefined : mutation.error,
        conflict,
        run: (command: CaseCommand, view: CaseView) => mutation.mutate({ command, view }),
        settle: () => {
            set_conflict(undefined);
            mutation.reset();
        },
    };
}
