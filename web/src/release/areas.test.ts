// Goal: what is drawn on a page becomes an area that lies within it, whichever way it was drawn.
import { describe, expect, it } from 'vitest';
import { area_between, area_style, share_of } from './areas';

describe('areas of a page', () => {
    it.each([
        [0, 400, 0],
        [100, 400, 2500],
        [400, 400, 10000],
        [500, 400, 10000],
        [-3, 400, 0],
        [5, 0, 0],
    ])('%d of %d is %d', (offset, size, share) => expect(share_of(offset, size)).toBe(share));

    const area = { left: 1000, top: 2000, width: 3000, height: 500 };
    it.each([
        [{ x: 1000, y: 2000 }, { x: 4000, y: 2500 }, area],
        [{ x: 4000, y: 2500 }, { x: 1000, y: 2000 }, area],
        [{ x: 1000, y: 2500 }, { x: 4000, y: 2000 }, area],
        [{ x: 1000, y: 2000 }, { x: 1010, y: 9000 }, undefined],
        [{ x: 1000, y: 2000 }, { x: 4000, y: 2000 }, undefined],
    ])('between %o and %o: %o', (a, b, expected) => expect(area_between(a, b)).toEqual(expected));

    it('is shown where it lies', () =>
        expect(area_style(area)).toEqual({ left: '10%', top: '20%', width: '30%', height: '5%' }));
});
