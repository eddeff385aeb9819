// Who looked into the own record, when and why; each with its place in the ledger and a proof.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { api } from '../api/client';
import { Moment } from '../parts/moment';
import { who_words } from './words';
import { Empty, Failure, Loading, TooMany } from '../parts/states';

const page_size = 50;

function save(name: string, text: string) {
    const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    URL.revokeObjectURL(url);
}

function Proof({ id, index }: { id: string; index: number }) {
    const get = useMutation({
        mutationFn: () => api.my_proof(id),
        onSuccess: (proof) =>
            save(`entry-${proof.index}-proof.json`, JSON.stringify(proof, undefined, 2)),
    });
    return (
        <>
            <Button variant="default" loading={get.isPending} onClick={() => get.mutate()}>
                Save the proof of entry {index}
            </Button>
            {get.error && <Failure error={get.error} />}
        </>
    );
}

export function Accesses() {
    const pages = useInfiniteQuery({
        queryKey: ['portal', 'accesses'],
        initialPageParam: 0,
        queryFn: ({ pageParam }) => api.my_accesses(pageParam, page_size),
        getNextPageParam: (last, all) => {
            const shown = all.reduce((sum, page) => sum + page.accesses.length, 0);
            return shown < last.total ? shown : undefined;
        },
    });
    if (pages.isPending) return <Loading what="who looked" />;
    if (pages.error) return <Failure page error={pages.error} retry={() => pages.refetch()} />;
    const rows = pages.data.pages.flatMap((page) => page.accesses);
    const { total, ledger_size } = pages.data.pages[0];
    if (rows.length === 0) return <Empty title="Nobody has looked into your record yet" />;
    return (
        <div className="stack">
            <h1>Who looked into your record</h1>
            <p>
                {total} looks, the latest first. Every look is written down before anything is
                shown, in a ledger of {ledger_size} entries that nobody can change without being
                found out. Does a look seem wrong to you? Complain under My requests.
            </p>
            <ul className="cards">
                {rows.map((row) => (
                    <li key={row.id} className="panel">
                        <div className="body stack tight">
                            <div className="strong">{who_words(row.who)}</div>
                            <div>
                                <Moment at={row.at} />
                            </div>
                            {row.who !== 'You' && <div>{row.why}</div>}
                            {row.who !== 'You' && row.tie && <div>{row.tie}</div>}
                            {row.what && <div className="quiet">What: {row.what}</div>}
                            {row.index !== undefined && (
                                <div>
                                    <Proof id={row.id} index={row.index} />
                                </div>
                            )}
                        </div>
                    </li>
                ))}
            </ul>
            <TooMany
                shown={rows.length}
                total={total}
                more={() => pages.fetchNextPage()}
                busy={pages.isFetchingNextPage}
            />
        </div>
    );
}
