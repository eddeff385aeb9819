// The frame around every page: departments on the left; search, purpose of use and user on top.
// SPDX-License-Identifier: Apache-2.0
import {
    ActionIcon,
    Button,
    NativeSelect,
    useComputedColorScheme,
    useMantineColorScheme,
} from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Icon } from './icons';
import { pages_for } from './pages';
import { Palette } from './Palette';
import { drafts_of } from '../parts/drafts';
import { Dialog, DialogFooter } from '../parts/dialog';
import { current_purpose, keep_purpose, my_purposes } from './purpose';
import { useSession } from './session';
import type { PurposeOfUse } from '../api/types';

function Rail({ path }: { path: string }) {
    const { permissions } = useSession().user;
    const mine = pages_for(permissions);
    // The longest address that the page begins with.
    const here = mine
        .filter((d) => d.icon && path.startsWith(d.to))
        .reduce((best, d) => (d.to.length > best.length ? d.to : best), '');
    return (
        <nav className="rail" aria-label="Departments">
            <ul>
                {mine.map(
                    (d) =>
                        d.icon && (
                            <li key={d.to}>
                                <Link
                                    to={d.to}
                                    activeOptions={{ exact: true }}
                                    aria-current={d.to === here ? 'page' : undefined}
                                >
                                    <Icon name={d.icon} />
                                    {d.label}
                                </Link>
                            </li>
                        ),
                )}
            </ul>
        </nav>
    );
}

function Purpose() {
    const queries = useQueryClient();
    const [purpose, set_purpose] = useState<PurposeOfUse>(current_purpose());
    return (
        <div className="purpose">
            <label htmlFor="purpose" className="quiet nowrap">
                Purpose
            </label>
            <NativeSelect
                id="purpose"
                w={138}
                data={my_purposes()}
                value={purpose}
                onChange={(e) => {
                    const value = e.currentTarget.value as PurposeOfUse;
                    keep_purpose(value);
                    set_purpose(value);
                    queries.invalidateQueries();
                }}
            />
        </div>
    );
}

function UserMenu() {
    const { user, sign_out } = useSession();
    const [asking, set_asking] = useState(false);
    const unsaved = () => drafts_of(localStorage, user.id).length;
    return (
        <>
            {asking && (
                <Dialog
                    title="Sign out and delete what is not saved?"
                    close={() => set_asking(false)}
                >
                    <p>
                        {unsaved() === 1
                            ? 'One form has typing that is not saved. A draft names a patient, so it'
                            : `${unsaved()} forms have typing that is not saved. A draft names a patient, so they`}{' '}
                        will not stay in this browser after you sign out.
                    </p>
                    <DialogFooter
                        label="Delete and sign out"
                        danger
                        run={sign_out}
                        cancel="Stay signed in"
                        close={() => set_asking(false)}
                    />
                </Dialog>
            )}
            <Button
                variant="subtle"
                color="gray"
                c="var(--mantine-color-text)"
                popoverTarget="user-menu"
            >
                {user.name || 'User'}
            </Button>
            <div id="user-menu" className="menu" popover="auto">
                <p className="strong">{user.name}</p>
                <p className="quiet small">{user.roles.join(', ').replaceAll('_', ' ')}</p>
                <Button
                    component={Link}
                    to="/account"
                    variant="default"
                    mt={8}
                    fullWidth
                    onClick={() => document.getElementById('user-menu')?.hidePopover()}
                >
                    Account
                </Button>
                <Button
                    variant="default"
                    mt={8}
                    fullWidth
                    onClick={() => {
                        if (!unsaved()) return void sign_out();
                        document.getElementById('user-menu')?.hidePopover();
                        set_asking(true);
                    }}
                >
                    Sign out
                </Button>
            </div>
        </>
    );
}

function SchemeToggle() {
    const { setColorScheme } = useMantineColorScheme();
    const scheme = useComputedColorScheme('light');
    const other = scheme === 'dark' ? 'light' : 'dark';
    return (
        <ActionIcon
            variant="subtle"
            color="gray"
            c="var(--quiet)"
            aria-label={`Use ${other} colours`}
            onClick={() => setColorScheme(other)}
        >
            <Icon name={other} />
        </ActionIcon>
    );
}

export function Frame() {
    const [searching, set_searching] = useState(false);
    const path = useRouterState({ select: (s) => s.location.pathname });
    const page = useRef<HTMLElement>(null);
    const first = useRef(true);
    useHotkeys([['mod+K', () => set_searching(true)]], []);
    // A new page starts at its top and takes the focus, so that keyboard and screen reader follow.
    useEffect(() => {
        if (first.current) {
            first.current = false;
            return;
        }
        page.current?.scrollTo(0, 0);
        page.current?.focus();
    }, [path]);
    return (
        <div className="frame">
            <a className="skip" href="#page">
                Skip to the page
            </a>
            <header className="top">
                <Link className="mark" to="/release" aria-label="Muniment, start page">
                    <img src="/icon.svg" width={26} height={26} alt="" />
                </Link>
                <button type="button" className="find" onClick={() => set_searching(true)}>
                    <Icon name="search" />
                    <span>Find a patient, case or page</span>
                    <kbd className="push">Ctrl K</kbd>
                </button>
                <div className="line push" style={{ flexWrap: 'nowrap' }}>
                    <Purpose />
                    <SchemeToggle />
                    <UserMenu />
                </div>
            </header>
            <Rail path={path} />
            <main className="page" id="page" ref={page} tabIndex={-1}>
                <Outlet />
            </main>
            <Palette opened={searching} close={() => set_searching(false)} />
        </div>
    );
}
