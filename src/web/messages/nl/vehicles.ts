import type { vehicles as english } from '../en/vehicles.ts'
import type { Translation } from '../translation.ts'

export const vehicles: Translation<typeof english> = {
  title: 'Voertuigen',
  description: 'Waarmee ritten worden gemaakt.',
  find: 'Zoek op naam of kenteken',
  new: 'Nieuw voertuig',
  edit: 'Voertuig bewerken',
  name: 'Voertuig',
  licencePlate: 'Kenteken',
  nameMissing: 'Vul de naam van het voertuig in.',
  shows: 'Welke voertuigen zichtbaar zijn',
  emptyTitle: 'Nog geen voertuigen',
  empty: 'Voeg de auto’s, bussen en fietsen toe waarmee ritten worden gemaakt.',
  nothingTitle: 'Geen voertuig gevonden',
  nothing: 'Pas de zoekopdracht of het filter aan.',
}
