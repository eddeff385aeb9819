// The fields of each kind of request. None asks why, where the law lets nobody ask.
// SPDX-License-Identifier: Apache-2.0
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { RightsAsk, RightsKind } from '../api/types';

/** What is asked of a kind, still blank. */
export function empty_ask(kind: RightsKind): RightsAsk {
    const blank: Partial<RightsAsk> = {
        access: { what: '', form: 'electronic', send_to: '' },
        amendment: {
            items: [],
            wrong: '',
            right: '',
            reason: '',
            tell: [],
            from_other_entity: false,
        },
        restriction: {
            keeps_from: 'health_plan',
            named: '',
            paid_in_full: false,
            what: '',
            items: [],
        },
        confidential: {
            of: 'provider',
            wish: { by: 'mail', at: '', not_at: '', about: '' },
            endangered: false,
        },
        accounting: { part2: false },
        complaint: { what: '' },
    };
    return { kind, [kind]: blank[kind as keyof RightsAsk] } as RightsAsk;
}

function Long({ label, value, set }: { label: string; value: string; set: (v: string) => void }) {
    return (
        <Textarea
            label={label}
            autosize
            minRows={2}
            value={value}
            onChange={(e) => set(e.currentTarget.value)}
        />
    );
}

export function AskFields({ ask, set }: { ask: RightsAsk; set: (ask: RightsAsk) => void }) {
    const { access, amendment, restriction, confidential, accounting, complaint } = ask;
    if (access)
        return (
            <>
                <Long
                    label="Which records?"
                    value={access.what}
                    set={(what) => set({ ...ask, access: { ...access, what } })}
                />
                <NativeSelect
                    label="In which form?"
                    data={[
                        { value: 'electronic', label: 'Electronic' },
                        { value: 'paper', label: 'On paper' },
                        { value: 'inspection', label: 'I want to look at them' },
                    ]}
                    value={access.form}
                    onChange={(e) =>
                        set({ ...ask, access: { ...access, form: e.currentTarget.value } })
                    }
                />
            </>
        );
    if (amendment) {
        const put = (more: Partial<typeof amendment>) =>
            set({ ...ask, amendment: { ...amendment, ...more } });
        return (
            <>
                <Long
                    label="What is wrong or missing?"
                    value={amendment.wrong}
                    set={(wrong) => put({ wrong })}
                />
                <Long
                    label="What should it say?"
                    value={amendment.right}
                    set={(right) => put({ right })}
                />
                <Long
                    label="Why should it be changed?"
                    value={amendment.reason}
                    set={(reason) => put({ reason })}
                />
            </>
        );
    }
    if (restriction) {
        const put = (more: Partial<typeof restriction>) =>
            set({ ...ask, restriction: { ...restriction, ...more } });
        return (
            <>
                <Long
                    label="What should be kept back?"
                    value={restriction.what}
                    set={(what) => put({ what })}
                />
                <NativeSelect
                    label="From whom?"
                    data={[
                        { value: 'health_plan', label: 'My health plan' },
                        { value: 'named', label: 'A person or place I name' },
                        { value: 'everyone', label: 'Everyone' },
                    ]}
                    value={restriction.keeps_from}
                    onChange={(e) =>
                        put({
                            keeps_from: e.currentTarget.value as typeof restriction.keeps_from,
                            paid_in_full: false,
                        })
                    }
                />
                {restriction.keeps_from === 'named' && (
                    <TextInput
                        label="Which person or place?"
                        value={restriction.named}
                        onChange={(e) => put({ named: e.currentTarget.value })}
                    />
                )}
                {restriction.keeps_from === 'health_plan' && (
                    <Checkbox
                        label="I, or somebody for me, paid for this care in full"
                        checked={restriction.paid_in_full}
                        onChange={(e) => put({ paid_in_full: e.currentTarget.checked })}
                    />
                )}
            </>
        );
    }
    if (confidential) {
        const { wish } = confidential;
        const put = (more: Partial<typeof wish>) =>
            set({ ...ask, confidential: { ...confidential, wish: { ...wish, ...more } } });
        return (
            <>
                <p>You need not tell us why.</p>
                <NativeSelect
                    label="How should we reach you?"
                    data={[
                        { value: 'mail', label: 'By mail' },
                        { value: 'telephone', label: 'By telephone' },
                        { value: 'email', label: 'By email' },
                        { value: 'portal', label: 'Here in the portal' },
                        { value: 'in_person', label: 'In person' },
                    ]}
                    value={wish.by}
                    onChange={(e) => put({ by: e.currentTarget.value as typeof wish.by })}
                />
                <TextInput
                    label="Address, number or email"
                    value={wish.at}
                    onChange={(e) => put({ at: e.currentTarget.value })}
                />
                <TextInput
                    label="Where should we not reach you?"
                    value={wish.not_at}
                    onChange={(e) => put({ not_at: e.currentTarget.value })}
                />
            </>
        );
    }
    if (accounting)
        return (
            <TextInput
                type="date"
                label="From which day? Leave it blank for the last six years."
                value={accounting.from ?? ''}
                onChange={(e) =>
                    set({
                        ...ask,
                        accounting: { ...accounting, from: e.currentTarget.value || undefined },
                    })
                }
            />
        );
    if (complaint)
        return (
            <Long
                label="What happened?"
                value={complaint.what}
                set={(what) => set({ ...ask, complaint: { ...complaint, what } })}
            />
        );
    return null;
}
