// The fields that every request has, of one patient or of many: who asks and how, and how much.
// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { Panel } from '../parts/panel';
import { Choice, Text, Tick, Ticks } from './form_parts';
import { KindField } from './KindField';
import type { RequestForm } from './request_form';
import { section_words, us_states } from './words';

const formats = [
    { value: 'electronic', label: 'Electronic' },
    { value: 'paper', label: 'Paper' },
];
const manners = [
    { value: 'copy', label: 'A copy' },
    { value: 'inspection', label: 'To look at it here' },
];
const states = [
    { value: '', label: 'Not stated' },
    ...us_states.map((s) => ({ value: s, label: s })),
];
const extras = [
    { value: 'fhir', label: 'FHIR bundle' },
    { value: 'ccda', label: 'C-CDA document' },
];

/** `side` stands in the heading. */
export function RequesterFields({
    form,
    side,
    many,
    children,
}: {
    form: RequestForm;
    side?: ReactNode;
    /** The charts of many patients go as files, whoever asks. */
    many?: boolean;
    /** More about the request, beside its days. */
    children?: ReactNode;
}) {
    return (
        <Panel title="Requester" side={side}>
            <div className="stack">
                <div className="fields">
                    <KindField />
                    <Text path="requester.name" label="Name" required />
                    <Text path="requester.organization" label="Organization" />
                    <Text path="requester.address" label="Address" wide />
                    <Text path="requester.phone" label="Telephone" type="tel" />
                    <Text path="requester.email" label="E-mail" type="email" />
                    <Choice path="requester.state" label="State of the requester" data={states} />
                    {form.requester.kind === 'treating_provider' && (
                        <Text
                            wide
                            long
                            path="treatment_statement"
                            label="Statement that the provider treats the patient"
                            hint="As given by the provider, 45 CFR 164.506(c)(2)"
                        />
                    )}
                </div>
                <div className="fields">
                    <Text
                        path="purpose"
                        label="Purpose"
                        hint={
                            many
                                ? undefined
                                : '“At the request of the individual” is enough for a patient'
                        }
                    />
                    <Text path="received_on" label="Received on" type="date" required />
                    {children}
                    {!many && (
                        <>
                            <Choice path="format" label="Format asked for" data={formats} />
                            <Choice path="manner" label="A copy or to look" data={manners} />
                        </>
                    )}
                    <div className="checks">
                        <Tick
                            path="identity_verified"
                            label="Identity and authority verified, 164.514(h)"
                        />
                    </div>
                    <Text path="verification_method" label="How it was verified" />
                </div>
                {form.format === 'electronic' && form.manner === 'copy' && (
                    <Ticks
                        path="extras"
                        legend="Machine-readable, beside the PDF"
                        hint="none"
                        options={extras}
                    />
                )}
            </div>
        </Panel>
    );
}
/** `children`: choices that only a chart can offer. */
export function ScopeFields({ form, children }: { form: RequestForm; children?: ReactNode }) {
    const sections = Object.entries(section_words).map(([value, label]) => ({ value, label }));
    return (
        <Panel title="Scope" side={<span className="quiet small">Nothing ticked means all</span>}>
            <div className="stack">
                <Tick path="scope.entire_record" label="The entire record, 164.514(d)(5)" />
                {form.scope.entire_record && (
                    <Text
                        long
                        path="scope.justification"
                        label="Why the entire record is needed"
                        required
                    />
                )}
                {!form.scope.entire_record && (
                    <>
                        <div className="fields">
                            <Text path="scope.from" type="date" label="From" />
                            <Text path="scope.to" type="date" label="To" />
                        </div>
                        <Ticks
                            path="scope.sections"
                            legend="Sections"
                            hint="all"
                            options={sections}
                        />
                        {children}
                    </>
                )}
            </div>
        </Panel>
    );
}
