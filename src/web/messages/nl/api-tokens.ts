import type { apiTokens as english } from '../en/api-tokens.ts'
import type { Translation } from '../translation.ts'

export const apiTokens: Translation<typeof english> = {
  title: 'API-tokens',
  description:
    'Met een token kan een programma via de openbare API doen wat de eigenaar mag. Bewaar het net zo veilig als een wachtwoord.',
  reference: 'API-documentatie',
  create: 'Nieuw token',
  createTitle: 'Nieuw API-token',
  name: 'Naam',
  nameHelp: 'Wat het gaat gebruiken, zoals “Salarisscript”.',
  nameMissing: 'Vul een naam in.',
  createdTitle: 'Token gemaakt',
  createdHelp:
    'Kopieer het nu. Het is alleen deze keer te zien; Hourbook bewaart er alleen een vingerafdruk van.',
  token: 'Token',
  copy: 'Token kopiëren',
  copied: 'Gekopieerd',
  done: 'Klaar',
  list: 'Eigen API-tokens',
  created: 'Gemaakt',
  lastUsed: 'Laatst gebruikt',
  never: 'Nooit',
  revoke: 'Intrekken',
  revokeNamed: '{{name}} intrekken',
  revokeTitle: '“{{name}}” intrekken?',
  revokeText:
    'Programma’s met dit token werken meteen niet meer. Dit kan niet ongedaan worden gemaakt.',
  revoked: 'Token ingetrokken',
  emptyTitle: 'Geen API-tokens',
  empty: 'Maak er een voor elk programma dat via de API leest of schrijft.',
}
