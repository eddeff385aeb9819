// How fast a job goes and how long it still takes, from what this page has seen of it.
// SPDX-License-Identifier: Apache-2.0

export interface Seen {
    at: number; // ms
    done: number;
}

const settle_ms = 1_500;

/** "about 2 min left, 12 per second"; "" while too little was seen to say so honestly. */
export function rest_words(first: Seen, now: Seen, total: number): string {
    const gone = now.at - first.at;
    const moved = now.done - first.done;
    if (total <= 0 || moved <= 0 || gone < settle_ms || now.done >= total) return '';
    const rate = moved / (gone / 1000);
    return `about ${span_words((total - now.done) / rate)} left, ${rate_words(rate)}`;
}

function span_words(seconds: number): string {
    if (seconds < 60) return `${Math.max(1, Math.ceil(seconds))} s`;
    if (seconds < 3600) return `${Math.ceil(seconds / 60)} min`;
    return `${(seconds / 3600).toFixed(1)} h`;
}

function rate_words(rate: number): string {
    if (rate >= 1) return `${Math.round(rate).toLocaleString('en-US')} per second`;
    return `${Math.max(1, Math.round(rate * 60))} per minute`;
}
