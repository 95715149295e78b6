import type { timer as english } from '../en/timer.ts'
import type { Translation } from '../translation.ts'

export const timer: Translation<typeof english> = {
  start: 'Timer starten',
  startNow: 'Starten',
  stop: 'Timer stoppen',
  edit: 'Timer',
  discard: 'Weggooien',
  discarded: 'Timer weggegooid',
  saved: '{{duration}} opgeslagen op {{project}}',
  startedAt: 'Gestart om',
  midnightTitle: 'De timer liep door na middernacht',
  midnight:
    'Gestart om {{time}} op {{day}} voor {{project}}. Gesplitst om middernacht krijgt elke dag zijn eigen uren; anders gaat alles naar de eerste dag.',
  split: 'Splitsen om middernacht',
  keep: 'Alles op {{day}}',
}
