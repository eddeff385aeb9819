// Pages that are made on the spot to be looked at: they open in a tab of their own.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Failure } from './states';

/** How long the tab may be reloaded. */
const kept_ms = 300_000;

export function LookAtPdf({
    label,
    load,
}: {
    label: string;
    /** Absent: there is nothing to look at yet. */
    load: (() => Promise<Blob>) | undefined;
}) {
    const look = useMutation({
        mutationFn: async ({ pages, tab }: { pages: Promise<Blob>; tab: Window | null }) => {
            try {
                const url = URL.createObjectURL(await pages);
                if (tab) tab.location.href = url;
                setTimeout(() => URL.revokeObjectURL(url), kept_ms);
            } catch (error) {
                tab?.close();
                throw error;
            }
        },
    });
    return (
        <>
            {look.error && <Failure error={look.error} />}
            <div>
                <Button
                    variant="default"
                    disabled={!load}
                    loading={look.isPending}
                    onClick={() =>
                        // Opened in the click itself, or the browser takes it for a pop-up.
                        load && look.mutate({ pages: load(), tab: window.open('', '_blank') })
                    }
                >
                    {label}
                </Button>
            </div>
        </>
    );
}
