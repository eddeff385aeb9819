// The rows of one section of a chart, a page at a time, newest first.
// SPDX-License-Identifier: Apache-2.0
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { ChartRows, Id } from '../api/types';

const page_rows = 100;

export function useChartRows<K extends keyof ChartRows>(patient: Id, kind: K) {
    const query = useInfiniteQuery({
        queryKey: ['chart-rows', patient, kind],
        queryFn: ({ pageParam }) => api.chart_rows(patient, kind, pageParam, page_rows),
        initialPageParam: 0,
        getNextPageParam: (last, pages) => {
            const shown = pages.reduce((sum, p) => sum + p.rows.length, 0);
            return last.rows.length > 0 && shown < last.total ? shown : undefined;
        },
        staleTime: 60_000,
    });
    const rows: ChartRows[K][] = query.data?.pages.flatMap((p) => p.rows) ?? [];
    return {
        isPending: query.isPending,
        error: query.error,
        isFetchingNextPage: query.isFetchingNextPage,
        refetch: query.refetch,
        rows,
        total: query.data?.pages[0]?.total ?? 0,
        more: () => {
            void query.fetchNextPage();
        },
    };
}
