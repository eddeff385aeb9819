// Where somebody begins who names no page: the first of those she may open.
// SPDX-License-Identifier: Apache-2.0
import { Navigate } from '@tanstack/react-router';
import { pages_for } from './pages';
import { useSession } from './session';

export function Start() {
    const mine = pages_for(useSession().user.permissions).filter((page) => page.icon);
    return <Navigate to={mine[0]?.to ?? '/training'} replace />;
}
