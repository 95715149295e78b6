import type { offline as english } from '../en/offline.ts'
import type { Translation } from '../translation.ts'

export const offline: Translation<typeof english> = {
  newVersion: 'Er is een nieuwe versie van Hourbook.',
  useNewVersion: 'Opnieuw laden',
}
