export const rounding = {
  label: 'Hours are billed',
  none: 'As worked',
  up: 'Rounded up',
  nearest: 'Rounded to the nearest',
  down: 'Rounded down',
  steps: {
    up_one: 'Rounded up to the minute',
    up_other: 'Rounded up in steps of {{count}} minutes',
    nearest_one: 'Rounded to the nearest minute',
    nearest_other: 'Rounded to the nearest {{count}} minutes',
    down_one: 'Rounded down to the minute',
    down_other: 'Rounded down in steps of {{count}} minutes',
  },
  as: {
    workspace: 'As the workspace says',
    client: 'As the client or the workspace says',
    main: 'As the main project says',
  },
  help: 'Each entry by itself. Hours that are not billed yet change with it, worked hours never.',
  example:
    '{{worked}} becomes {{billed}}, each entry by itself. Hours that are not billed yet change with it, worked hours never.',
  previewTitle: 'Hours are rounded',
  preview: '{{billed}} hours are billed for {{worked}} worked. {{rules}}, each entry by itself.',
  workedHours: '{{hours}} worked',
  billed: 'billed {{hours}}',
} as const
