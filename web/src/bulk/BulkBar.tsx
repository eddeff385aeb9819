// How far a bulk request is, as one bar: what the requester has, what is ready, what waits for whom.
// SPDX-License-Identifier: Apache-2.0
import { progress_words, stage_counts, stages, total_of, type Counts } from './bulk';

export function BulkBar({ counts, small }: { counts: Counts; small?: boolean }) {
    const sum = stage_counts(counts);
    const total = total_of(counts) || 1;
    return (
        <div
            className="bulk-bar"
            data-small={small || undefined}
            role="img"
            aria-label={progress_words(counts)}
        >
            {stages
                .filter((s) => sum[s] > 0)
                .map((s) => (
                    <i key={s} className={s} style={{ flexGrow: sum[s] / total }} />
                ))}
        </div>
    );
}
