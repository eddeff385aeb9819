// Ctrl-K: one box that finds patients, release cases and pages, and opens what is chosen.
// SPDX-License-Identifier: Apache-2.0
import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { api } from '../api/client';
import { patient_line } from '../parts/patient';
import { Failure } from '../parts/states';
import { requester_words, state_words } from '../release/words';
import { find_pages, pages_for } from './pages';
import { useSession } from './session';

interface Hit {
    key: string;
    kind: 'Patient' | 'Case' | 'Page';
    title: string;
    line: string;
    open: () => void;
}

/** Pages by what is typed now, so that Enter never opens an older find; the rest by what was asked. */
function useHits(typed: string, q: string, close: () => void) {
    const go = useNavigate();
    const { permissions } = useSession().user;
    const patients = useQuery({
        queryKey: ['patients', q, 8],
        queryFn: () => api.patients(q, 8),
        enabled: q.length >= 2,
    });
    const cases = useQuery({
        queryKey: ['cases', 'palette', q],
        queryFn: () => api.cases({ q, limit: 8 }),
        enabled: q.length >= 2,
    });
    const found = find_pages(pages_for(permissions), typed).map((p): Hit => ({
        key: p.to,
        kind: 'Page',
        title: p.label,
        line: '',
        open: () => {
            close();
            go({ to: p.to });
        },
    }));
    const hits: Hit[] =
        q.length < 2 || q !== typed.trim()
            ? found
            : [
                  ...found,
                  ...(cases.data?.cases ?? []).map((c): Hit => ({
                      key: c.id,
                      kind: 'Case',
                      title: `${c.number}  ${c.patient_name}`,
                      line: `${state_words[c.state].label}, ${requester_words[c.requester_kind]} ${c.requester_name}`,
                      open: () => {
                          close();
                          go({ to: '/release/cases/$id', params: { id: c.id } });
                      },
                  })),
                  ...(patients.data?.patients ?? []).map((p): Hit => ({
                      key: p.id,
                      kind: 'Patient',
                      title: p.name,
                      line: patient_line(p),
                      open: () => {
                          close();
                          go({
                              to: '/chart/$patient',
                              params: { patient: p.id },
                              search: { tab: 'documents' },
                          });
                      },
                  })),
              ];
    return {
        hits,
        busy: q !== typed.trim() || patients.isFetching || cases.isFetching,
        error: patients.error ?? cases.error,
    };
}

function Search({ close }: { close: () => void }) {
    const [text, set_text] = useState('');
    const [at, set_at] = useState(0);
    const [q] = useDebouncedValue(text.trim(), 150);
    const { hits, busy, error } = useHits(text, q, close);
    useEffect(() => {
        document.getElementById(`hit-${at}`)?.scrollIntoView({ block: 'nearest' });
    }, [at]);
    const on_key = (event: React.KeyboardEvent) => {
        if (event.key === 'ArrowDown') {
            event.preventDefault();
            set_at(Math.min(at + 1, hits.length - 1));
        }
        if (event.key === 'ArrowUp') {
            event.preventDefault();
            set_at(Math.max(at - 1, 0));
        }
        if (event.key === 'Enter') {
            event.preventDefault();
            hits[at]?.open();
        }
    };
    return (
        <>
            <TextInput
                data-autofocus
                aria-label="Search patients, cases and pages"
                placeholder="Name, MRN, case number or page"
                value={text}
                size="md"
                autoComplete="off"
                role="combobox"
                aria-expanded={hits.length > 0}
                aria-controls="palette-list"
                aria-activedescendant={hits[at] ? `hit-${at}` : undefined}
                onChange={(e) => {
                    set_text(e.currentTarget.value);
                    set_at(0);
                }}
                onKeyDown={on_key}
            />
            <p className="quiet small" aria-live="polite" style={{ marginTop: 6 }}>
                {q.length < 2
                    ? 'Two letters find patients and cases. Arrow keys choose, Enter opens.'
                    : busy
                      ? 'Searching…'
                      : hits.length
                        ? `${hits.length} found`
                        : `Nothing matches “${q}”.`}
            </p>
            {error && <Failure error={error} />}
            {hits.length > 0 && (
                <ul className="choices" id="palette-list" role="listbox" aria-label="Found">
                    {hits.map((h, i) => (
                        <li
                            key={h.key}
                            id={`hit-${i}`}
                            role="option"
                            aria-selected={i === at}
                            onMouseEnter={() => set_at(i)}
                            onClick={h.open}
                        >
                            <span className="quiet small" style={{ width: 52 }}>
                                {h.kind}
                            </span>
                            <span className="strong">{h.title}</span>
                            <span className="quiet">{h.line}</span>
                        </li>
                    ))}
                </ul>
            )}
        </>
    );
}

export function Palette({ opened, close }: { opened: boolean; close: () => void }) {
    return (
        <Modal.Root opened={opened} onClose={close} size="lg" yOffset="10vh">
            <Modal.Overlay />
            <Modal.Content aria-label="Search" bg="var(--paper)">
                <Modal.Body pt={16}>
                    <Search close={close} />
                </Modal.Body>
            </Modal.Content>
        </Modal.Root>
    );
}
