// The patient's authorizations on the chart page: one line, opened when wanted.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../api/client';
import { useSession } from '../frame/session';
import { Failure } from '../parts/states';
import { counts_in_words } from '../release/kept_forms';
import { FormTable } from './FormTable';

export function ChartForms({ patient }: { patient: string }) {
    const may = useSession().user.permissions.includes('release_read');
    const found = useQuery({
        queryKey: ['forms', patient],
        queryFn: () => api.forms({ patient }),
        enabled: may,
    });
    if (!may || found.isPending) return null;
    if (found.error) return <Failure error={found.error} retry={() => found.refetch()} />;
    const forms = found.data.forms;
    return (
        <section className="panel folded" aria-label="Authorizations of this patient">
            <details>
                <summary>
                    <span className="strong">Authorizations</span>{' '}
                    <span className="quiet">{counts_in_words(forms)}</span>
                </summary>
                <div className="stack" style={{ marginTop: 8 }}>
                    {forms.length > 0 && <FormTable forms={forms} of_patient />}
                    <p>
                        <Link to="/release/forms/new" search={{ patient }}>
                            Take a form
                        </Link>
                    </p>
                </div>
            </details>
        </section>
    );
}
