import { generateOrganisation } from './generate-organisation.ts'
import type { Organisation } from './records.ts'
import type { World } from './world.ts'

/** The organisations of the demo: a Dutch one full of awkward contacts, and two plain ones. */
export function addDemoOrganisations(world: World, seed: number): void {
  const demo = generateOrganisation(world, {
    name: 'Demo Company (NL)',
    isDemo: true,
    contacts: 60,
    currencies: ['USD', 'GBP'],
    seed,
  })
  roughen(demo)
  generateOrganisation(world, {
    name: 'Kiwi Studio Ltd',
    baseCurrency: 'NZD',
    countryCode: 'NZ',
    contacts: 25,
    seed: seed + 1,
  })
  generateOrganisation(world, {
    name: 'Harbour Practice GmbH',
    countryCode: 'DE',
    contacts: 25,
    seed: seed + 2,
  })
}

const withoutNumber = [19, 33, 47]
const archived = [28, 55]
// The 42nd contact's number again, typed carelessly.
const twinOf = { position: 58, number: 'c-1042 ' }

/** What real address books have: no number, archived ones, the same number typed twice. */
function roughen(organisation: Organisation) {
  const contacts = organisation.contacts.inOrder()
  contacts.forEach((contact, position) => {
    if (withoutNumber.includes(position)) {
      organisation.contacts.set({ ...contact, accountNumber: null })
    }
    if (archived.includes(position)) organisation.contacts.set({ ...contact, status: 'ARCHIVED' })
    if (position === twinOf.position) {
      organisation.contacts.set({ ...contact, accountNumber: twinOf.number })
    }
  })
}
