// A form whose typing is kept as a draft, and whose errors stand at their fields: what the request of
// one patient and that of many have in common.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { ApiError } from '../api/client';
import { useSession } from '../frame/session';
import { drop_draft, keep_draft, read_draft } from '../parts/drafts';
import { useInView } from '../parts/keys';
import { Failure } from '../parts/states';
import { instant_words } from '../parts/when';
import { FormContext, with_path } from './form_parts';
import { field_message, field_of, type FieldErrors } from './request_form';

export const focus_field = (path: string) => document.getElementById(`field-${path}`)?.focus();

/** `version` is the one the initial facts were read at; a draft brings the version it began with. */
export function useDraftForm<Form extends object, Answer>({
    initial,
    draft_name,
    version = 0,
    missing,
    submit,
    done,
    field = field_of,
}: {
    initial: Form;
    draft_name: string;
    version?: number;
    missing: (form: Form) => FieldErrors;
    submit: (form: Form, version: number) => Promise<Answer>;
    done: (answer: Answer) => void;
    /** The field that an error of the server is about. */
    field?: (error: ApiError) => string | undefined;
}) {
    const { user } = useSession();
    const draft = useMemo(
        () => read_draft<Form>(localStorage, user.id, draft_name),
        [user.id, draft_name],
    );
    const [form, set_form] = useState<Form>(draft ? { ...initial, ...draft.value } : initial);
    const [restored, set_restored] = useState(draft?.at);
    const base = useRef(draft?.version ?? version);
    const [errors, set_errors] = useState<FieldErrors>({});
    const [error, set_error] = useState<unknown>();
    const [busy, set_busy] = useState(false);
    const [touched, set_touched] = useState(false);

    useEffect(() => {
        if (!touched) return;
        const later = setTimeout(
            () => keep_draft(localStorage, user.id, draft_name, form, base.current),
            200,
        );
        return () => clearTimeout(later);
    }, [form, touched, user.id, draft_name]);

    const change = (path: string, value: unknown) => {
        set_touched(true);
        set_form((old) => with_path(old, path, value));
        set_errors(({ [path]: _, ...rest }) => rest);
    };
    const replace = (fresh: Form, at: number) => {
        base.current = at;
        set_touched(true);
        set_form(fresh);
        set_error(undefined);
        set_errors({});
    };
    const send = async (at = base.current) => {
        base.current = at;
        const lacks = missing(form);
        set_errors(lacks);
        set_error(undefined);
        if (Object.keys(lacks).length) return;
        set_busy(true);
        keep_draft(localStorage, user.id, draft_name, form, base.current);
        try {
            const answer = await submit(form, base.current);
            set_touched(false);
            drop_draft(localStorage, user.id, draft_name);
            done(answer);
        } catch (failure) {
            set_error(failure);
            const about =
                failure instanceof ApiError && failure.fault === 'incorrect'
                    ? field(failure)
                    : undefined;
            if (about) set_errors({ [about]: field_message(failure as ApiError) });
        } finally {
            set_busy(false);
        }
    };
    const discard = () => {
        drop_draft(localStorage, user.id, draft_name);
        set_touched(false);
        base.current = version;
        set_form(initial);
        set_restored(undefined);
    };
    return {
        form,
        set_form,
        errors,
        error,
        busy,
        touched,
        restored,
        change,
        replace,
        send,
        discard,
    };
}

export type Drafted = Omit<
    ReturnType<typeof useDraftForm<object, unknown>>,
    'form' | 'set_form' | 'replace'
> & { form: object };

function ErrorSummary({ errors, error }: { errors: FieldErrors; error: unknown }) {
    const named = Object.entries(errors);
    const box = useInView<HTMLDivElement>();
    if (!named.length)
        return (
            <div ref={box} tabIndex={-1}>
                <Failure error={error} />
            </div>
        );
    return (
        <div className="note bad-note" role="alert" ref={box} tabIndex={-1}>
            <p className="strong">
                {named.length === 1
                    ? 'One field needs attention'
                    : `${named.length} fields need attention`}
            </p>
            <ul style={{ margin: 0, paddingLeft: 18 }}>
                {named.map(([path, message]) => (
                    <li key={path}>
                        <a
                            href={`#field-${path}`}
                            onClick={(e) => {
                                e.preventDefault();
                                focus_field(path);
                            }}
                        >
                            {message}
                        </a>
                    </li>
                ))}
            </ul>
        </div>
    );
}

/** The form around its fields: the draft that is back, what is wrong, the buttons. */
export function DraftForm({
    drafted,
    submit_label,
    cancel,
    children,
}: {
    drafted: Drafted;
    submit_label: string;
    cancel: () => void;
    children: ReactNode;
}) {
    const { form, errors, error, busy, touched, restored, change, send, discard } = drafted;
    const clash = error instanceof ApiError && error.fault === 'conflict';
    return (
        <FormContext.Provider value={{ form, errors, change }}>
            <form
                className="form"
                noValidate
                onSubmit={(e) => {
                    e.preventDefault();
                    void send();
                }}
                onKeyDown={(e) => {
                    if (e.key !== 'Enter' || !(e.ctrlKey || e.metaKey)) return;
                    e.preventDefault();
                    void send();
                }}
            >
                {restored && (
                    <div className="note line" role="status">
                        <span>
                            Your draft of {instant_words(new Date(restored).toISOString())} is back.
                        </span>
                        <Button variant="default" onClick={discard}>
                            Discard the draft
                        </Button>
                    </div>
                )}
                {children}
                {!clash && (!!error || Object.keys(errors).length > 0) && (
                    <ErrorSummary errors={errors} error={error} />
                )}
                <div className="sticky">
                    <Button type="submit" loading={busy}>
                        {submit_label}
                    </Button>
                    <Button variant="default" onClick={cancel}>
                        Cancel
                    </Button>
                    <span className="quiet small" role="status">
                        {touched ? 'Draft kept in this browser' : ''}
                    </span>
                    <span className="quiet small push">
                        <kbd>Ctrl</kbd> <kbd>Enter</kbd> sends
                    </span>
                </div>
            </form>
        </FormContext.Provider>
    );
}
