// The few line drawings of the frame, 18 px, drawn here so that nothing is fetched from elsewhere.
// SPDX-License-Identifier: Apache-2.0
const paths = {
    release: 'M4 3h7l3 3v3M4 3v12h5M11 12h6m-2.500-2.500L17 12l-2.500 2.500',
    chart: 'M3 4h12M3 8h7M3 12h5m4.500-1.500a2.500 2.500 0 1 0 0 .01M14 13l2.500 2.500',
    accounting: 'M4 2.500h10v13H4zM6.500 6h5M6.500 9h5M6.500 12h3',
    ledger: 'M9 2.500v3M9 5.500 4.500 9M9 5.500 13.500 9M3 9h3v3H3zM12 9h3v3h-3zM4.500 12v3M13.500 12v3',
    quality: 'M3 15.500h12M4.500 13V9.500M8 13V6M11.500 13V8M14.500 13V3.500',
    reviews:
        'M1.500 9s3-5 7.500-5 7.500 5 7.500 5-3 5-7.500 5-7.500-5-7.500-5ZM9 6.700a2.300 2.300 0 1 0 0 4.600 2.300 2.300 0 0 0 0-4.600Z',
    trail: 'M4 3v12M4 4.500h.01M7.500 4.500H15M4 9h.01M7.500 9h5M4 13.500h.01M7.500 13.500H15',
    status: 'M2.500 10h3l2-5 3 9 2-4h3',
    board: 'M3 4h12v11.500H3zM3 7.500h12M6 2.500v3M12 2.500v3M9 10v2.500l1.800 1',
    forms: 'M4 2.500h7l3 3v10H4zM11 2.500v3h3M6.500 12c1.500-3 2-3 2.200-1.500s.8 1.500 2.800-.5',
    print: 'M5 6V2.500h8V6M5 13H3V6h12v7h-2M5 10.500h8v5H5z',
    incident: 'M9 2.500 16 15H2zM9 7v4M9 12.700v.6',
    rights: 'M9 2.500a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM3 15.500c0-3.500 2.500-5 6-5s6 1.500 6 5',
    people: 'M6.500 8.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5ZM2 15c0-3 2-4.500 4.500-4.500S11 12 11 15M11.500 4a2.200 2.200 0 1 1 .5 4.400M13 10.500c2 .3 3 1.800 3 4.500',
    training:
        'M1.500 7 9 3.500 16.500 7 9 10.500zM4.500 8.500V12c1.500 1.800 7.500 1.800 9 0V8.500M16.500 7v4.500',
    emergency: 'M9 2.500 16 15H2zM9 7v4M9 12.500v.5',
    blocking: 'M2 6h9M8.500 3 11.500 6 8.500 9M16 12H7M9.500 9 6.500 12 9.500 15M14.500 2.500v5',
    settings:
        'M3 5h6M12 5h3M3 13h3M9 13h6M10.500 3.500a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3ZM7.500 11.500a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3Z',
    search: 'M8 13A5 5 0 1 0 8 3a5 5 0 0 0 0 10Zm4-1 3.500 3.500',
    light: 'M9 6a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM9 1.500v2M9 14.500v2M1.500 9h2M14.500 9h2M3.700 3.700l1.400 1.400M12.900 12.900l1.400 1.400M3.700 14.300l1.400-1.400M12.900 5.100l1.400-1.400',
    dark: 'M15 10.500A6.500 6.500 0 0 1 7.500 3 6.500 6.500 0 1 0 15 10.500Z',
};

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
    return (
        <svg
            width="18"
            height="18"
            viewBox="0 0 18 18"
            aria-hidden="true"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.4"
            strokeLinecap="round"
            strokeLinejoin="round"
        >
            <path d={paths[name]} />
        </svg>
    );
}
