// The look: 13 px text, 4 px cells, neutral greys, one accent; every text colour is AA on its ground.
// SPDX-License-Identifier: Apache-2.0
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const accent: MantineColorsTuple = [
    '#eef4fb',
    '#d9e6f4',
    '#b7d0ea',
    '#92b8df',
    '#709fd2',
    '#4f85bf',
    '#2f689f',
    '#1f4f86',
    '#183f6c',
    '#112e50',
];
const gray: MantineColorsTuple = [
    '#f7f8f9',
    '#eff1f3',
    '#e3e6e9',
    '#d3d7dc',
    '#b9bfc7',
    '#8d95a0',
    '#6a727d',
    '#535b66',
    '#353b43',
    '#1a1d21',
];
const dark: MantineColorsTuple = [
    '#e3e6ea',
    '#c3c8cf',
    '#a6aeb8',
    '#868f9a',
    '#3c424a',
    '#31363d',
    '#262a30',
    '#1c1f23',
    '#16181b',
    '#101214',
];

const small = { defaultProps: { size: 'xs' } };

const red: MantineColorsTuple = [
    '#fdf1f0',
    '#fbe0de',
    '#f4bebb',
    '#ec9a95',
    '#e27a74',
    '#d4544e',
    '#bf3030',
    '#a81e1e',
    '#8a1717',
    '#6b1010',
];

export const theme = createTheme({
    primaryColor: 'accent',
    primaryShade: { light: 7, dark: 6 },
    colors: { accent, gray, dark, red },
    black: '#1a1d21',
    fontFamily:
        'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif',
    fontFamilyMonospace:
        'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
    fontSizes: { xs: '13px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
    spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
    radius: { xs: '2px', sm: '3px', md: '4px', lg: '6px', xl: '8px' },
    defaultRadius: 'sm',
    respectReducedMotion: true,
    focusRing: 'auto',
    cursorType: 'pointer',
    components: {
        Button: { defaultProps: { size: 'xs' }, styles: { root: { fontWeight: 600 } } },
        InputWrapper: {
            defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
        },
        TextInput: small,
        Textarea: small,
        NativeSelect: small,
        Checkbox: small,
        Radio: small,
        PasswordInput: small,
        SegmentedControl: small,
        Fieldset: { defaultProps: { variant: 'unstyled' } },
        ModalRoot: { defaultProps: { radius: 'md', transitionProps: { duration: 0 } } },
    },
});

export const variables: CSSVariablesResolver = () => ({
    variables: {},
    light: {
        '--mantine-color-body': '#f6f7f8',
        '--mantine-color-text': '#1a1d21',
        '--mantine-color-dimmed': '#535b66',
        '--mantine-color-placeholder': '#69717c',
        '--mantine-color-error': '#a81e1e',
        '--mantine-color-default-border': '#b9bfc7',
    },
    dark: {
        '--mantine-color-body': '#16181b',
        '--mantine-color-text': '#e3e6ea',
        '--mantine-color-dimmed': '#a6aeb8',
        '--mantine-color-placeholder': '#949da8',
        '--mantine-color-error': '#ff9188',
        '--mantine-color-default': '#1c1f23',
        '--mantine-color-default-border': '#4a515a',
        '--mantine-color-anchor': '#92b8df',
    },
});
