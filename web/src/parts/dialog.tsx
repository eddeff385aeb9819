// A dialog with its heading in the body: Mantine's own header is a second banner landmark.
// SPDX-License-Identifier: Apache-2.0
import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';

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
