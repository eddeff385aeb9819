// Days and instants in words. A day is never turned into an instant: "2026-11-22" is read as text.
// SPDX-License-Identifier: Apache-2.0
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "2026-11-02" or an instant's first ten characters -> "2 Nov 2026"; "" when absent. */
export function day_words(day: string | undefined): string {
    const parts = day?.match(/^(\d{4})-(\d{2})-(\d{2})/);
    if (!parts) return day ?? '';
    return `${Number(parts[3])} ${months[Number(parts[2]) - 1]} ${parts[1]}`;
}

/** An instant in the reader's own time zone: "2 Nov 2026, 14:05". */
export function instant_words(instant: string | undefined): string {
    if (!instant) return '';
    const at = new Date(instant);
    if (Number.isNaN(at.getTime())) return instant;
    const two = (n: number) => String(n).padStart(2, '0');
    return `${at.getDate()} ${months[at.getMonth()]} ${at.getFullYear()}, ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The reader's calendar day, as the server writes days. */
export function today(now = new Date()): string {
    const two = (n: number) => String(n).padStart(2, '0');
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Whole days from one calendar day to another; negative when `to` is earlier. */
export function days_between(from: string, to: string): number {
    return Math.round(
        (Date.parse(`${to.slice(0, 10)}T00:00:00Z`) -
            Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) /
            86_400_000,
    );
}

export function age_words(birth: string | undefined, on: string): string {
    if (!birth) return '';
    const years =
        Number(on.slice(0, 4)) - Number(birth.slice(0, 4)) - (on.slice(5) < birth.slice(5) ? 1 : 0);
    return `${years} y`;
}

export function size_words(bytes: number): string {
    if (bytes < 1000) return `${bytes} B`;
    if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
    return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
