// The signed form: one that the desk keeps, or read aloud, every element of 45 CFR 164.508(c) beside
// its paragraph, the parts of the record it names, and what 42 CFR 2.31 wants besides.
// SPDX-License-Identifier: Apache-2.0
import { Button, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Authorization, Part2Consent, Segment } from '../api/types';
import { Panel } from '../parts/panel';
import { Failure } from '../parts/states';
import { Choice, Text, Tick, Ticks, useBound } from './form_parts';
import { form_line, form_state } from './kept_forms';
import type { RequestForm } from './request_form';

const at = (field: keyof Authorization) => `authorization.${field}`;

const combined = [
    { value: 'none', label: 'Nothing else' },
    { value: 'research_permission', label: 'A permission for the same research' },
    { value: 'other_authorization', label: 'Another authorization' },
    { value: 'other_document', label: 'Another document' },
];
const conditioned = [
    { value: 'none', label: 'Nothing depends on signing' },
    { value: 'research_treatment', label: 'Research-related treatment' },
    { value: 'plan_enrolment', label: 'Enrolment in a health plan' },
    { value: 'third_party_care', label: 'Care only for a third party' },
    { value: 'other', label: 'Something else' },
];

const part2_purposes = [
    { value: 'specific', label: 'A purpose that the form names' },
    { value: 'treatment_payment_operations', label: 'All treatment, payment and operations' },
    { value: 'proceedings', label: 'A proceeding against the patient' },
    { value: 'counseling_notes', label: 'Counseling notes' },
    { value: 'criminal_justice', label: 'Criminal justice supervision' },
];
const empty_consent: Part2Consent = {
    purpose: 'specific',
    names_patient: false,
    states_proceedings_exception: false,
    states_redisclosure: false,
    states_refusal: false,
    recipient_is_intermediary: false,
    names_participants: false,
    monitors_only: false,
};

function Part2Fields() {
    const b = useBound('authorization.part2');
    const in_part2 = (field: keyof Part2Consent) => `authorization.part2.${field}`;
    return (
        <fieldset className="plain">
            <legend>Substance use disorder records, 42 CFR 2.31</legend>
            <Checkbox
                id={b.id}
                label="It is also a consent under 42 CFR Part 2"
                checked={!!b.value}
                onChange={(e) => b.set(e.currentTarget.checked ? empty_consent : undefined)}
            />
            {!!b.value && (
                <div className="stack indented">
                    <div className="fields">
                        <Choice
                            path={in_part2('purpose')}
                            label="2.31(a)(5) What the consent is for"
                            data={part2_purposes}
                        />
                    </div>
                    <div className="checks">
                        <Tick
                            path={in_part2('names_patient')}
                            label="2.31(a)(1) It names the patient"
                        />
                        <Tick
                            path={in_part2('states_proceedings_exception')}
                            label="2.31(a)(4)(iii) It states that proceedings against the patient are excepted"
                        />
                        <Tick
                            path={in_part2('states_redisclosure')}
                            label="2.31(a)(10)(i) It states that the information may be disclosed again"
                        />
                        <Tick
                            path={in_part2('states_refusal')}
                            label="2.31(a)(10)(ii) It states what refusing to sign leads to"
                        />
                        <Tick
                            path={in_part2('recipient_is_intermediary')}
                            label="2.31(a)(4)(ii) The recipient is an intermediary"
                        />
                        <Tick
                            path={in_part2('names_participants')}
                            label="2.31(a)(4)(ii) It names the intermediary’s participants"
                        />
                        <Tick
                            path={in_part2('monitors_only')}
                            label="2.35 It goes only to those who monitor the patient"
                        />
                    </div>
                </div>
            )}
        </fieldset>
    );
}

/** What only a signed form shows: signature, statements, what it is tied to, which parts it names. */
function SignedFields({ segments }: { segments: Segment[] }) {
    return (
        <>
            <div className="fields">
                <div className="checks">
                    <Tick path={at('signed')} label="(c)(1)(vi) It is signed" />
                </div>
                <Text path={at('signed_on')} type="date" label="(c)(1)(vi) Date of the signature" />
                <Choice
                    path={at('signed_by')}
                    label="(c)(1)(vi) Signed by"
                    data={[
                        { value: 'patient', label: 'The patient' },
                        { value: 'representative', label: 'A representative' },
                    ]}
                />
                <Text
                    path={at('representative_authority')}
                    label="(c)(1)(vi) Representative's authority"
                />
            </div>
            <fieldset className="plain">
                <legend>Statements on the form</legend>
                <div className="checks">
                    <Tick
                        path={at('states_right_to_revoke')}
                        label="(c)(2)(i) The right to revoke, and how"
                    />
                    <Tick
                        path={at('states_conditioning')}
                        label="(c)(2)(ii) Whether treatment may depend on signing"
                    />
                    <Tick
                        path={at('states_redisclosure')}
                        label="(c)(2)(iii) The recipient may disclose it again"
                    />
                    <Tick path={at('plain_language')} label="(c)(3) Plain language" />
                    <Tick path={at('copy_given')} label="(c)(4) The patient was given a copy" />
                </div>
            </fieldset>
            <div className="fields">
                <Text path={at('revoked_on')} type="date" label="(b)(5) Revoked on" />
                <Choice path={at('combined_with')} label="(b)(3) Combined with" data={combined} />
                <Choice
                    path={at('treatment_conditioned')}
                    label="(b)(4) Conditioned on signing"
                    data={conditioned}
                />
            </div>
            {segments.length > 0 && (
                <Ticks
                    path={at('covers')}
                    legend="It names these parts of the record"
                    hint="none"
                    options={segments.map((s) => ({
                        value: s.name,
                        label: (
                            <>
                                {s.say} <span className="cite">{s.cite}</span>
                            </>
                        ),
                    }))}
                />
            )}
            <Part2Fields />
            <fieldset className="plain">
                <legend>Special circumstances</legend>
                <div className="checks">
                    <Tick
                        path={at('known_false')}
                        label="(b)(2)(v) Something material in it is known to be false"
                    />
                    <Tick
                        path={at('involves_remuneration')}
                        label="(a)(3), (a)(4) The recipient pays for the information"
                    />
                    <Tick
                        path={at('states_remuneration')}
                        label="(a)(3), (a)(4) The form says so"
                    />
                    <Tick path={at('research')} label="(b)(3)(i) It is for research" />
                </div>
            </fieldset>
        </>
    );
}

/** `to_be_signed`: the patient will sign on our page, which makes the statements itself. */
export function ElementFields({
    segments,
    to_be_signed,
}: {
    segments: Segment[];
    to_be_signed?: boolean;
}) {
    return (
        <div className="stack">
            <div className="fields">
                <Text
                    wide
                    long
                    path={at('information')}
                    label="(c)(1)(i) Information to be disclosed"
                    hint="As specifically as the form describes it"
                />
                <Text path={at('disclosing_party')} label="(c)(1)(ii) Who may disclose" />
                <Text path={at('recipient')} label="(c)(1)(iii) Who may receive" />
                <Text path={at('purpose')} label="(c)(1)(iv) Purpose" />
                <Text path={at('expires_on')} type="date" label="(c)(1)(v) Expires on" />
                <Text path={at('expiry_event')} label="(c)(1)(v) or expires with the event" />
                {!to_be_signed && (
                    <Text
                        path={at('event_occurred_on')}
                        type="date"
                        label="(b)(2)(i) Event occurred on"
                    />
                )}
            </div>
            {!to_be_signed && <SignedFields segments={segments} />}
        </div>
    );
}

const typed = '';

/** Kept authorizations of the patient, to be chosen instead of typing one again. */
function KeptForms({ patient }: { patient: string }) {
    const b = useBound('form');
    const kept = useQuery({
        queryKey: ['forms', patient],
        queryFn: () => api.forms({ patient }),
        enabled: !!patient,
    });
    const forms = (kept.data?.forms ?? []).filter((f) => f.state === 'active' || f.id === b.value);
    if (kept.error) return <Failure error={kept.error} retry={() => kept.refetch()} />;
    if (!forms.length) return null;
    return (
        <fieldset className="plain">
            <legend>Which form</legend>
            <div className="cards">
                {forms.map((f) => (
                    <label key={f.id} className="card" data-chosen={f.id === b.value || undefined}>
                        <input
                            type="radio"
                            name="kept-form"
                            checked={f.id === b.value}
                            onChange={() => b.set(f.id)}
                        />
                        <span>
                            {form_line(f)}{' '}
                            <span className={`state ${form_state(f).tone}`}>
                                {form_state(f).label}
                            </span>
                        </span>
                    </label>
                ))}
                <label className="card" data-chosen={!b.value || undefined}>
                    <input
                        type="radio"
                        name="kept-form"
                        checked={!b.value}
                        onChange={() => b.set(typed)}
                    />
                    <span>Another form: type what it says</span>
                </label>
            </div>
        </fieldset>
    );
}

export function FormFields({
    form,
    open,
    segments,
}: {
    form: RequestForm;
    open: boolean;
    segments: Segment[];
}) {
    const attached = useBound('attached');
    if (!open)
        return (
            <div>
                <Button variant="default" onClick={() => attached.set(true)}>
                    Attach a form that the patient signed
                </Button>
            </div>
        );
    return (
        <Panel
            title="Authorization"
            side={
                <>
                    <span className="cite">45 CFR 164.508</span>
                    {form.attached && (
                        <Button variant="default" onClick={() => attached.set(false)}>
                            No form
                        </Button>
                    )}
                </>
            }
        >
            <div className="stack">
                <KeptForms patient={form.patient} />
                {!form.form && <ElementFields segments={segments} />}
            </div>
        </Panel>
    );
}
