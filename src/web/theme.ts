import {
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineTheme,
} from '@mantine/core'

// The whole visual language. Colour roles (--hb-*) are given here for light and dark; base.css and ui/*.css use only
// roles. Text roles keep at least 4.5:1 on every surface role.

const pine: MantineColorsTuple = [
  '#eef7f3',
  '#d9ede4',
  '#b2dbc9',
  '#84c7ac',
  '#55b38f',
  '#2b9a72',
  '#14825b',
  '#0b6b4f',
  '#085a42',
  '#054532',
]

const gray: MantineColorsTuple = [
  '#f7f7f5',
  '#f0f0ed',
  '#e8e8e4',
  '#dcdcd6',
  '#c9cac3',
  '#a3a59e',
  '#666861',
  '#4b4d47',
  '#31332e',
  '#1a1b19',
]

const dark: MantineColorsTuple = [
  '#e8e9e5',
  '#c4c6bf',
  '#a4a69f',
  '#8d8f88',
  '#343632',
  '#2a2c29',
  '#1e201d',
  '#161715',
  '#111210',
  '#0c0d0b',
]

const red: MantineColorsTuple = [
  '#fdeeec',
  '#fadad6',
  '#f4b4ad',
  '#ec8b81',
  '#e4665a',
  '#d9493c',
  '#c6382d',
  '#b3261e',
  '#931c16',
  '#741510',
]

/** Heights follow the pointer: 32 px for a mouse, 40 px for a finger (see base.css). */
const controlHeights: Record<string, string> = {
  xs: 'var(--hb-control-small)',
  sm: 'var(--hb-control)',
  md: 'var(--hb-control-large)',
}

type Sized = { size?: unknown }

function heightOf(props: Sized): string {
  return controlHeights[String(props.size ?? 'sm')] ?? 'var(--hb-control)'
}

const inputDefaults = { defaultProps: { size: 'sm' } }

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  colors: { pine, gray, dark, red },
  black: '#1a1b19',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.5', xl: '1.5' },
  fontWeights: { regular: '400', medium: '500', bold: '600' },
  headings: {
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    fontWeight: '600',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.75rem' },
      h2: { fontSize: '1rem', lineHeight: '1.5rem' },
      h3: { fontSize: '0.875rem', lineHeight: '1.25rem' },
      h4: { fontSize: '0.875rem', lineHeight: '1.25rem' },
      h5: { fontSize: '0.8125rem', lineHeight: '1.25rem' },
      h6: { fontSize: '0.8125rem', lineHeight: '1.25rem' },
    },
  },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '0.1875rem', sm: '0.25rem', md: '0.375rem', lg: '0.625rem', xl: '1rem' },
  defaultRadius: 'md',
  shadows: {
    xs: '0 1px 2px rgb(20 22 18 / 6%)',
    sm: '0 1px 2px rgb(20 22 18 / 6%), 0 2px 6px rgb(20 22 18 / 5%)',
    md: '0 2px 4px rgb(20 22 18 / 5%), 0 8px 24px rgb(20 22 18 / 10%)',
    lg: '0 4px 8px rgb(20 22 18 / 5%), 0 16px 40px rgb(20 22 18 / 14%)',
    xl: '0 8px 16px rgb(20 22 18 / 6%), 0 24px 64px rgb(20 22 18 / 18%)',
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    // Inside a landmark (see main.tsx), so that pop-ups are found like the rest of the page.
    Portal: { defaultProps: { target: '#overlays' } },
    Button: {
      defaultProps: { size: 'sm', variant: 'filled' },
      vars: (_theme: MantineTheme, props: Sized) => ({
        root: {
          '--button-height': heightOf(props),
          '--button-padding-x': props.size === 'xs' ? '10px' : '12px',
          '--button-fz': 'var(--mantine-font-size-sm)',
        },
      }),
    },
    ActionIcon: {
      defaultProps: { size: 'sm', variant: 'subtle', color: 'gray' },
      vars: (_theme: MantineTheme, props: Sized) => ({ root: { '--ai-size': heightOf(props) } }),
    },
    Input: {
      vars: (_theme: MantineTheme, props: Sized) => ({
        wrapper: { '--input-height': heightOf(props), '--input-fz': 'var(--hb-input-font)' },
      }),
    },
    InputWrapper: { defaultProps: { size: 'sm' } },
    TextInput: inputDefaults,
    PasswordInput: inputDefaults,
    NumberInput: { defaultProps: { size: 'sm', hideControls: true } },
    Textarea: { defaultProps: { size: 'sm', autosize: true, minRows: 2, maxRows: 8 } },
    Select: {
      defaultProps: { size: 'sm', allowDeselect: false, checkIconPosition: 'right' },
    },
    NativeSelect: inputDefaults,
    DatePickerInput: { defaultProps: { size: 'sm', valueFormat: 'YYYY-MM-DD' } },
    Checkbox: { defaultProps: { size: 'xs', radius: 'sm' } },
    Radio: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'sm', withThumbIndicator: false } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Tooltip: { defaultProps: { openDelay: 250, multiline: true, maw: 320, withArrow: false } },
    Menu: {
      defaultProps: {
        shadow: 'md',
        position: 'bottom-end',
        withinPortal: true,
        offset: 4,
        withInitialFocusPlaceholder: false,
      },
    },
    Popover: { defaultProps: { shadow: 'md' } },
    // A list of choices exists while it is open: kept, each is measured whenever its page is drawn.
    Combobox: { defaultProps: { shadow: 'md', offset: 4, keepMounted: false } },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'lg',
        shadow: 'xl',
        overlayProps: { backgroundOpacity: 0.35 },
        transitionProps: { transition: 'pop', duration: 120 },
      },
    },
    Drawer: {
      defaultProps: {
        position: 'right',
        shadow: 'xl',
        overlayProps: { backgroundOpacity: 0.25 },
        transitionProps: { duration: 160 },
      },
    },
    Anchor: { defaultProps: { underline: 'hover' } },
  },
})

const lightRoles = {
  '--hb-canvas': '#ffffff',
  '--hb-sidebar': '#f7f7f5',
  '--hb-sunken': '#f9f9f7',
  '--hb-line': '#e8e8e4',
  '--hb-line-strong': '#cfd0c9',
  '--hb-line-control': '#8b8d86',
  '--hb-ink': '#1a1b19',
  '--hb-ink-soft': '#4b4d47',
  '--hb-ink-dim': '#62645d',
  '--hb-track': '#f0f0ed',
  '--hb-raised': '#ffffff',
  '--hb-hover': 'rgb(26 27 25 / 4.5%)',
  '--hb-pressed': 'rgb(26 27 25 / 8%)',
  '--hb-accent': '#0b6b4f',
  '--hb-accent-ink': '#085a42',
  '--hb-accent-tint': '#e9f4ef',
  '--hb-focus': '#14825b',
  '--hb-neutral-ink': '#4b4d47',
  '--hb-neutral-tint': '#f0f0ed',
  '--hb-info-ink': '#1c4f92',
  '--hb-info-tint': '#e9f0fa',
  '--hb-success-ink': '#0e6539',
  '--hb-success-tint': '#e5f4ea',
  '--hb-warning-ink': '#784a00',
  '--hb-warning-tint': '#fcf1da',
  '--hb-danger-ink': '#a1231b',
  '--hb-danger-tint': '#fdedeb',
}

const darkRoles: Record<keyof typeof lightRoles, string> = {
  '--hb-canvas': '#161715',
  '--hb-sidebar': '#111210',
  '--hb-sunken': '#1b1c1a',
  '--hb-line': '#292b28',
  '--hb-line-strong': '#40433e',
  '--hb-line-control': '#72756d',
  '--hb-ink': '#e8e9e5',
  '--hb-ink-soft': '#c4c6bf',
  '--hb-ink-dim': '#a4a69f',
  '--hb-track': '#0f100e',
  '--hb-raised': '#2f312d',
  '--hb-hover': 'rgb(232 233 229 / 5.5%)',
  '--hb-pressed': 'rgb(232 233 229 / 10%)',
  '--hb-accent': '#55b38f',
  '--hb-accent-ink': '#7fcbaa',
  '--hb-accent-tint': '#17291f',
  '--hb-focus': '#55b38f',
  '--hb-neutral-ink': '#c4c6bf',
  '--hb-neutral-tint': '#2a2c29',
  '--hb-info-ink': '#9dc2f3',
  '--hb-info-tint': '#17263b',
  '--hb-success-ink': '#84d3a5',
  '--hb-success-tint': '#132c1e',
  '--hb-warning-ink': '#edc36f',
  '--hb-warning-tint': '#332810',
  '--hb-danger-ink': '#f4a49c',
  '--hb-danger-tint': '#3a1a17',
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...lightRoles,
    '--mantine-color-body': lightRoles['--hb-canvas'],
    '--mantine-color-text': lightRoles['--hb-ink'],
    '--mantine-color-dimmed': lightRoles['--hb-ink-dim'],
    '--mantine-color-placeholder': '#73756e',
    '--mantine-color-error': lightRoles['--hb-danger-ink'],
    '--mantine-color-default-border': lightRoles['--hb-line-strong'],
    '--mantine-color-default-hover': lightRoles['--hb-sidebar'],
    '--mantine-color-gray-light-color': lightRoles['--hb-ink-soft'],
    '--mantine-color-gray-outline': lightRoles['--hb-ink-soft'],
  },
  dark: {
    ...darkRoles,
    '--mantine-color-body': darkRoles['--hb-canvas'],
    '--mantine-color-text': darkRoles['--hb-ink'],
    '--mantine-color-dimmed': darkRoles['--hb-ink-dim'],
    '--mantine-color-placeholder': '#8d8f88',
    '--mantine-color-disabled': '#2a2c29',
    '--mantine-color-disabled-color': darkRoles['--hb-ink-dim'],
    '--mantine-color-error': darkRoles['--hb-danger-ink'],
    '--mantine-color-default': '#1e201d',
    '--mantine-color-default-border': darkRoles['--hb-line-strong'],
    '--mantine-color-default-hover': '#262824',
    '--mantine-color-gray-light-color': darkRoles['--hb-ink-soft'],
    '--mantine-color-gray-outline': darkRoles['--hb-ink-soft'],
  },
})
