// A moment as people read it, in the facility's time zone; which clock that is stands in its title.
// SPDX-License-Identifier: Apache-2.0
import { instant_title, instant_words } from './when';

export function Moment({ at }: { at: string | undefined }) {
    if (!at) return null;
    return (
        <time dateTime={at} title={instant_title(at)}>
            {instant_words(at)}
        </time>
    );
}
