// Entry of the web client.
// SPDX-License-Identifier: Apache-2.0
import '@mantine/core/styles.css';
import './app.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from './api/client';
import { SessionGate } from './frame/session';
import { router } from './router';
import { theme, variables } from './theme';

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

createRoot(document.getElementById('root')!).render(
    <StrictMode>
        <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
            <QueryClientProvider client={queries}>
                <SessionGate>
                    <RouterProvider router={router} />
                </SessionGate>
            </QueryClientProvider>
        </MantineProvider>
    </StrictMode>,
);
