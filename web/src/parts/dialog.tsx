// A dialog with its heading in the body (Mantine's own header is a second banner landmark), and the
// buttons at its end.
// SPDX-License-Identifier: Apache-2.0
import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { Failure } from './states';

export function Dialog({
    title,
    close,
    children,
    wide,
}: {
    title: string;
    close: () => void;
    children: ReactNode;
    /** For a page of text. */
    wide?: boolean;
}) {
    return (
        <Modal.Root opened onClose={close} size={wide ? 860 : 'md'}>
            <Modal.Overlay />
            <Modal.Content aria-label={title} bg="var(--paper)">
                <Modal.Body p={16}>
                    <div className="stack">
                        <h2>{title}</h2>
                        {children}
                    </div>
                </Modal.Body>
            </Modal.Content>
        </Modal.Root>
    );
}

/** What the dialog does, and the way out. Without `run` the button sends the form around it. */
export function DialogFooter({
    label,
    close,
    run,
    ready = true,
    busy,
    error,
    danger,
    cancel = 'Cancel',
}: {
    label: string;
    close: () => void;
    run?: () => void;
    ready?: boolean;
    busy?: boolean;
    /** Why the last try failed; what was typed stays. */
    error?: unknown;
    danger?: boolean;
    cancel?: string;
}) {
    return (
        <>
            {!!error && <Failure error={error} />}
            <div className="steps">
                <Button
                    type={run ? 'button' : 'submit'}
                    color={danger ? 'red' : undefined}
                    disabled={!ready}
                    loading={busy}
                    onClick={run}
                >
                    {label}
                </Button>
                <Button variant="default" onClick={close}>
                    {cancel}
                </Button>
            </div>
        </>
    );
}
