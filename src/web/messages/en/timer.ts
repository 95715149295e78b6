export const timer = {
  start: 'Start timer',
  startNow: 'Start',
  stop: 'Stop timer',
  edit: 'Timer',
  discard: 'Discard',
  discarded: 'Timer discarded',
  saved: '{{duration}} saved on {{project}}',
  startedAt: 'Started at',
  midnightTitle: 'The timer ran past midnight',
  midnight:
    'It was started at {{time}} on {{day}} for {{project}}. Split at midnight, each day gets its own hours; otherwise all of it goes on the first day.',
  split: 'Split at midnight',
  keep: 'All on {{day}}',
} as const
