import type { rounding as english } from '../en/rounding.ts'
import type { Translation } from '../translation.ts'

export const rounding: Translation<typeof english> = {
  label: 'Uren worden gefactureerd',
  none: 'Zoals gewerkt',
  up: 'Naar boven afgerond',
  nearest: 'Op het dichtstbijzijnde afgerond',
  down: 'Naar beneden afgerond',
  steps: {
    up_one: 'Naar boven afgerond op hele minuten',
    up_other: 'Naar boven afgerond per {{count}} minuten',
    nearest_one: 'Afgerond op de dichtstbijzijnde minuut',
    nearest_other: 'Afgerond op de dichtstbijzijnde {{count}} minuten',
    down_one: 'Naar beneden afgerond op hele minuten',
    down_other: 'Naar beneden afgerond per {{count}} minuten',
  },
  as: {
    workspace: 'Zoals bij de werkruimte',
    client: 'Zoals bij de klant of de werkruimte',
    main: 'Zoals bij het hoofdproject',
  },
  help: 'Elke registratie apart. Wat nog niet is gefactureerd verandert mee, gewerkte uren nooit.',
  example:
    '{{worked}} wordt {{billed}}, elke registratie apart. Wat nog niet is gefactureerd verandert mee, gewerkte uren nooit.',
  previewTitle: 'Uren zijn afgerond',
  preview:
    '{{billed}} uur gefactureerd voor {{worked}} uur werk. {{rules}}, elke registratie apart.',
  workedHours: '{{hours}} gewerkt',
  billed: 'factuur {{hours}}',
}
