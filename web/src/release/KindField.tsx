// Who asks: one of the kinds the law knows, found by typing.
// SPDX-License-Identifier: Apache-2.0
import type { RequesterKind } from '../api/types';
import { SearchChoice } from '../parts/search_choice';
import { useBound } from './form_parts';
import { find_kinds } from './kinds';
import { requester_words } from './words';

export function KindField() {
    const b = useBound('requester.kind');
    return (
        <SearchChoice<RequesterKind>
            id={b.id}
            label="Kind of requester"
            hint="Type a word: police, lawyer, insurer"
            error={b.error}
            value_label={requester_words[b.value as RequesterKind]}
            find={(text) =>
                find_kinds(text).map((g) => ({
                    label: g.label,
                    options: g.kinds.map((k) => ({ value: k, label: requester_words[k] })),
                }))
            }
            pick={b.set}
        />
    );
}
