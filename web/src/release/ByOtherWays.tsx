// The package as an encrypted file, whose passphrase is read out on the telephone, and the printed copy.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { api } from '../api/client';
import type { CaseView } from '../api/types';
import { instant_words } from '../parts/when';
import type { useCaseCommands } from './use_case';

const label = 'Make encrypted file';

export function EncryptedFile({
    view,
    commands,
}: {
    view: CaseView;
    commands: ReturnType<typeof useCaseCommands>;
}) {
    return (
        <div className="tight" aria-live="polite">
            <h3>Encrypted file</h3>
            {view.passphrase ? (
                <>
                    <p>
                        Passphrase: <code className="passphrase">{view.passphrase}</code>
                    </p>
                    <p className="quiet small">
                        Read it out on the telephone to the requester; never send it with the file.
                        A new file gets a new passphrase. Each download is recorded as a delivery.
                    </p>
                </>
            ) : (
                <p className="quiet small">
                    An AES-256 archive for e-mail or a medium. Its passphrase goes by telephone.
                </p>
            )}
            <div className="steps">
                {view.passphrase && (
                    <Button
                        variant="default"
                        component="a"
                        href={`/api/release/cases/${view.id}/package.zip`}
                        download
                    >
                        Download package.zip
                    </Button>
                )}
                <Button
                    variant="default"
                    loading={commands.busy === label}
                    onClick={() =>
                        commands.run({ label, run: (v) => api.encrypt(v.id, v.version) }, view)
                    }
                >
                    {view.passphrase ? 'Make a new passphrase' : label}
                </Button>
            </div>
        </div>
    );
}

export function PrintedCopy({ view }: { view: CaseView }) {
    if (view.printed)
        return (
            <p>
                Printed by {view.printed.by}, {instant_words(view.printed.at)}.
            </p>
        );
    if (!view.allowed_actions.includes('print')) return null;
    return (
        <p>
            Waits to be printed: <Link to="/release/print-queue">print queue</Link>
        </p>
    );
}
