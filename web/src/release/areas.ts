// Areas of a page that came as an image, in 1/10000 of its width and height, as the server wants them.
// SPDX-License-Identifier: Apache-2.0
import type { Redaction } from '../api/types';

export type Area = NonNullable<Redaction['area']>;
export interface Point {
    x: number;
    y: number;
}

export const page_size = 10_000;
export const whole_page: Area = { left: 0, top: 0, width: page_size, height: page_size };

/** Where `offset` of `size` lies, from 0 to 10000; what is beside the page lies at its edge. */
export function share_of(offset: number, size: number): number {
    if (!(size > 0)) return 0;
    return Math.min(page_size, Math.max(0, Math.round((offset / size) * page_size)));
}

/** The rectangle between two corners; undefined when it is no more than a slip of the hand. */
export function area_between(a: Point, b: Point): Area | undefined {
    const area = {
        left: Math.min(a.x, b.x),
        top: Math.min(a.y, b.y),
        width: Math.abs(a.x - b.x),
        height: Math.abs(a.y - b.y),
    };
    return area.width < 30 || area.height < 30 ? undefined : area;
}

export function area_style(area: Area) {
    const percent = (share: number) => `${share / 100}%`;
    return {
        left: percent(area.left),
        top: percent(area.top),
        width: percent(area.width),
        height: percent(area.height),
    };
}
