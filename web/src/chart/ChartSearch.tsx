// Finding a chart.
// SPDX-License-Identifier: Apache-2.0
import { useNavigate } from '@tanstack/react-router';
import { useTitle } from '../parts/keys';
import { Panel } from '../parts/panel';
import { PatientPicker } from '../parts/patient';

export function ChartSearch() {
    useTitle('Chart search');
    const go = useNavigate();
    return (
        <div style={{ maxWidth: 720 }}>
            <div className="head">
                <h1>Chart search</h1>
            </div>
            <Panel title="Find a patient">
                <PatientPicker
                    autofocus
                    label="Name or MRN"
                    pick={(p) =>
                        go({
                            to: '/chart/$patient',
                            params: { patient: p.id },
                            search: { tab: 'documents' },
                        })
                    }
                />
                <p className="quiet small" style={{ marginTop: 8 }}>
                    Opening a chart is recorded with your name and purpose of use.
                </p>
            </Panel>
        </div>
    );
}
