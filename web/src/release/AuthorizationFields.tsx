// The signed form, read aloud: every element of 45 CFR 164.508(c) beside its paragraph.
// SPDX-License-Identifier: Apache-2.0
import { Panel } from '../parts/panel';
import { Choice, Text, Tick } from './form_parts';
import type { Authorization } from '../api/types';

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

export function AuthorizationFields() {
    return (
        <Panel
            title="Authorization"
            side={<span className="cite">45 CFR 164.508: enter what the signed form says</span>}
        >
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
                    <Text
                        path={at('event_occurred_on')}
                        type="date"
                        label="(b)(2)(i) Event occurred on"
                    />
                </div>
                <div className="fields">
                    <div className="checks">
                        <Tick path={at('signed')} label="(c)(1)(vi) It is signed" />
                    </div>
                    <Text
                        path={at('signed_on')}
                        type="date"
                        label="(c)(1)(vi) Date of the signature"
                    />
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
                    <Choice
                        path={at('combined_with')}
                        label="(b)(3) Combined with"
                        data={combined}
                    />
                    <Choice
                        path={at('treatment_conditioned')}
                        label="(b)(4) Conditioned on signing"
                        data={conditioned}
                    />
                </div>
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
            </div>
        </Panel>
    );
}
