// Entry of the web client.
// SPDX-License-Identifier: Apache-2.0
import '@mantine/core/styles.css';
import './app.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from './api/client';
import { SessionGate, useSession } from './frame/session';
import { router } from './router';
import { download_address } from './public/words';
import { sign_address } from './sign/words';
import { theme, variables } from './theme';

const SignPage = lazy(() => import('./sign/SignPage').then((m) => ({ default: m.SignPage })));

const DownloadPage = lazy(() =>
    import('./public/DownloadPage').then((m) => ({ default: m.DownloadPage })),
);

const Portal = lazy(() => import('./portal/Portal').then((m) => ({ default: m.Portal })));

/** A patient's own side has a shell of its own; everybody else works at the desks. */
function Sides() {
    const { permissions } = useSession().user;
    if (permissions.includes('portal') && !permissions.includes('release_read'))
        return (
            <Suspense fallback={null}>
                <Portal />
            </Suspense>
        );
    return <RouterProvider router={router} />;
}

const queries = new QueryClient({
    defaultOptions: {
        queries: {
            staleTime: 5_000,
            refetchOnWindowFocus: true,
            retry: (count, error) =>
                count < 2 &&
                error instanceof ApiError &&
                ['busy', 'unavailable'].includes(error.fault),
        },
    },
});

// A patient's signing page and a requester's download need no session and know no other page.
const signing = sign_address(window.location.pathname);
const download = download_address(window.location.pathname);

// The server's policy allows styles made at run time under the nonce of this answer only. The second
// name is where the dialogs' scroll lock looks for it.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
Object.assign(globalThis, { __webpack_nonce__: nonce });

createRoot(document.getElementById('root')!).render(
    <StrictMode>
        <MantineProvider
            theme={theme}
            cssVariablesResolver={variables}
            defaultColorScheme="auto"
            getStyleNonce={() => nonce}
        >
            <QueryClientProvider client={queries}>
                {signing ? (
                    <Suspense fallback={null}>
                        <SignPage {...signing} />
                    </Suspense>
                ) : download ? (
                    <Suspense fallback={null}>
                        <DownloadPage {...download} />
                    </Suspense>
                ) : (
                    <SessionGate>
                        <Sides />
                    </SessionGate>
                )}
            </QueryClientProvider>
        </MantineProvider>
    </StrictMode>,
);
