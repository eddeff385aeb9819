// Small bound inputs of the request form: one path into the form's value, one label, one error.
// SPDX-License-Identifier: Apache-2.0
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { createContext, useContext, type ReactNode } from 'react';
import type { FieldErrors } from './request_form';

interface Bound {
    form: object;
    errors: FieldErrors;
    change: (path: string, value: unknown) => void;
}
export const FormContext = createContext<Bound>({} as Bound);

export function at_path(value: unknown, path: string): unknown {
    return path
        .split('.')
        .reduce<unknown>((v, key) => (v as Record<string, unknown> | undefined)?.[key], value);
}

export function with_path<T>(value: T, path: string, to: unknown): T {
    const [head, ...rest] = path.split('.');
    const inner = (value as Record<string, unknown>)[head];
    return { ...value, [head]: rest.length ? with_path(inner ?? {}, rest.join('.'), to) : to };
}

function useBound(path: string) {
    const { form, errors, change } = useContext(FormContext);
    return {
        value: at_path(form, path),
        error: errors[path],
        set: (to: unknown) => change(path, to),
        id: `field-${path}`,
    };
}

/** The field of a path, for inputs that are made elsewhere. */
export { useBound };

export function Text({
    path,
    label,
    hint,
    wide,
    long,
    type,
    required,
}: {
    path: string;
    label: string;
    hint?: string;
    wide?: boolean;
    long?: boolean;
    type?: 'date' | 'email' | 'tel';
    required?: boolean;
}) {
    const b = useBound(path);
    const common = {
        id: b.id,
        label,
        description: hint,
        error: b.error,
        withAsterisk: required,
        className: wide ? 'wide' : undefined,
        value: (b.value as string | undefined) ?? '',
        onChange: (e: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
            b.set(e.currentTarget.value),
    };
    return long ? (
        <Textarea {...common} autosize minRows={2} />
    ) : (
        <TextInput {...common} type={type} />
    );
}

export function Choice({
    path,
    label,
    hint,
    data,
}: {
    path: string;
    label: string;
    hint?: string;
    data: { value: string; label: string }[];
}) {
    const b = useBound(path);
    return (
        <NativeSelect
            id={b.id}
            label={label}
            description={hint}
            error={b.error}
            data={data}
            value={b.value as string}
            onChange={(e) => b.set(e.currentTarget.value)}
        />
    );
}

export function Tick({ path, label }: { path: string; label: ReactNode }) {
    const b = useBound(path);
    return (
        <Checkbox
            id={b.id}
            label={label}
            error={b.error}
            checked={!!b.value}
            onChange={(e) => b.set(e.currentTarget.checked)}
        />
    );
}

/** One of a few, each shown; the arrow keys move, and a key of `keys` chooses at once. */
export function OneOf({
    name,
    legend,
    value,
    choices,
    keys = {},
    set,
}: {
    name: string;
    legend: ReactNode;
    value: string;
    choices: [string, string][];
    keys?: Record<string, string>;
    set: (value: string) => void;
}) {
    return (
        <fieldset
            className="one-of"
            onKeyDown={(e) => {
                const chosen = keys[e.key.toLowerCase()];
                if (chosen === undefined || e.ctrlKey || e.metaKey || e.altKey) return;
                e.preventDefault();
                set(chosen);
                e.currentTarget
                    .querySelector<HTMLInputElement>(`input[value="${chosen}"]`)
                    ?.focus();
            }}
        >
            <legend>{legend}</legend>
            <div className="segments">
                {choices.map(([v, label]) => (
                    <label
                        key={v}
                        data-chosen={v === value || undefined}
                        data-none={!v || undefined}
                    >
                        <input
                            type="radio"
                            name={name}
                            value={v}
                            checked={v === value}
                            onChange={() => set(v)}
                        />
                        {label}
                    </label>
                ))}
            </div>
        </fieldset>
    );
}

/** Several of a list; none ticked means all of them. */
export function Ticks({
    path,
    legend,
    hint,
    options,
}: {
    path: string;
    legend: string;
    hint: string;
    options: { value: string; label: ReactNode }[];
}) {
    const b = useBound(path);
    const chosen = (b.value as string[] | undefined) ?? [];
    return (
        <fieldset className="plain">
            <legend>
                {legend}{' '}
                <span className="quiet" style={{ fontWeight: 400 }}>
                    {chosen.length ? `${chosen.length} chosen` : hint}
                </span>
            </legend>
            {b.error && (
                <p className="bad" role="alert">
                    {b.error}
                </p>
            )}
            <div
                className="checks columns"
                tabIndex={options.length > 24 ? 0 : undefined}
                role={options.length > 24 ? 'group' : undefined}
                aria-label={options.length > 24 ? legend : undefined}
            >
                {options.map((o) => (
                    <Checkbox
                        key={o.value}
                        label={o.label}
                        checked={chosen.includes(o.value)}
                        onChange={(e) =>
                            b.set(
                                e.currentTarget.checked
                                    ? [...chosen, o.value]
                                    : chosen.filter((c) => c !== o.value),
                            )
                        }
                    />
                ))}
            </div>
        </fieldset>
    );
}
