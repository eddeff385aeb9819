// Days and instants in words. A day is never turned into an instant: "2026-11-22" is read as text.
// SPDX-License-Identifier: Apache-2.0
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "2026-11-02" or an instant's first ten characters -> "2 Nov 2026"; "" when absent. */
export function day_words(day: string | undefined): string {
    const parts = day?.match(/^(\d{4})-(\d{2})-(\d{2})/);
    if (!parts) return day ?? '';
    return `${Number(parts[3])} ${months[Number(parts[2]) - 1]} ${parts[1]}`;
}

// The facility's time zone, an IANA name: its days and times are shown, wherever the reader sits.
// Undefined until somebody is signed in; pages for requesters show days only.
let zone: string | undefined;
export function use_zone(name: string | undefined) {
    zone = name;
}
export const zone_name = () => zone;

// "2026-11-02 14:05" of the wall clock there, in parts.
function wall(at: Date): Record<string, string> {
    const words = new Intl.DateTimeFormat('en-GB', {
        timeZone: zone,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
    });
    return Object.fromEntries(words.formatToParts(at).map((p) => [p.type, p.value]));
}

/** An instant in the facility's time zone: "2 Nov 2026, 14:05". */
export function instant_words(instant: string | undefined): string {
    if (!instant) return '';
    const at = new Date(instant);
    if (Number.isNaN(at.getTime())) return instant;
    const there = wall(at);
    return `${Number(there.day)} ${months[Number(there.month) - 1]} ${there.year}, ${there.hour}:${there.minute}`;
}

/** Says which clock a time was read from: "America/Chicago; 2026-11-02T20:05:00Z". */
export function instant_title(instant: string): string {
    return zone ? `Time at the facility, ${zone}; ${instant}` : instant;
}

/** The facility's calendar day, as the server writes days. */
export function today(now = new Date()): string {
    const there = wall(now);
    return `${there.year}-${there.month}-${there.day}`;
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
