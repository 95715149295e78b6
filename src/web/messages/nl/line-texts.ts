import type { lineTexts as english } from '../en/line-texts.ts'
import type { Translation } from '../translation.ts'

export const lineTexts: Translation<typeof english> = {
  title: 'Regelteksten',
  description: 'Wat er op de regels van facturen staat, hier en in Xero.',
  hours: 'Uren',
  hoursHelp: 'Een tekst voor elke manier van groeperen.',
  others: 'Onkosten en kilometers',
  project: 'Per project',
  task: 'Per taak',
  user: 'Per persoon',
  day: 'Per dag',
  entry: 'Elke boeking apart',
  expense: 'Onkosten',
  mileage: 'Kilometers',
  example: 'Wordt:',
  placeholdersHelp:
    'Wat binnen een regel verschilt, valt weg, met het scheidingsteken erbij; van dagen staan de eerste en de laatste er, van notities elke één keer.',
  unknown: '{{placeholder}} bestaat niet.',
  saved: 'Regelteksten opgeslagen',
  useOurs: 'Teksten van Hourbook gebruiken',
  examples: {
    client: 'Bakkerij Noord',
    project: 'Website',
    task: 'Ontwerp',
    person: 'Anna Smit',
    notes: 'Schetsen van de startpagina',
    product: 'Treinkaartje',
    route: 'Zwolle – Delft',
  },
}
