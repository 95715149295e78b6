import type { Address } from '#domain/invoice-parties.ts'
import type { LetterheadLayout, LogoType } from '#domain/letterhead.ts'
import type { Database, Transaction } from './database.ts'

export type Letterhead = {
  /** Empty: the workspace's name. */
  legalName: string
  address: Address
  registrationNumber: string
  vatNumber: string
  iban: string
  bic: string
  email: string
  phone: string
  website: string
  paymentTerms: string
  footer: string
  layout: LetterheadLayout
  /** Such as '#1f6f54'. */
  accentColor: string
  showsPaymentCode: boolean
  showsHours: boolean
  /** Where e-invoices are from, such as '0106:12345678'. */
  electronicAddress: string
  /** Whether the e-invoice goes along in e-mails. */
  attachesEInvoice: boolean
  hasLogo: boolean
}
export type LetterheadFields = Omit<Letterhead, 'hasLogo'>
export type Logo = { content: Buffer; mediaType: LogoType }

// What is in force before anything was filled in; the columns have the same defaults.
const blank: Letterhead = {
  legalName: '',
  address: {},
  registrationNumber: '',
  vatNumber: '',
  iban: '',
  bic: '',
  email: '',
  phone: '',
  website: '',
  paymentTerms: '',
  footer: '',
  layout: 'classic',
  accentColor: '#1f6f54',
  showsPaymentCode: true,
  showsHours: false,
  electronicAddress: '',
  attachesEInvoice: false,
  hasLogo: false,
}

type Key = { workspaceId: string }

export async function getLetterhead(db: Database, { workspaceId }: Key): Promise<Letterhead> {
  const row = await db
    .selectFrom('letterheads')
    .where('workspace_id', '=', workspaceId)
    .select([
      'legal_name as legalName',
      'address',
      'registration_number as registrationNumber',
      'vat_number as vatNumber',
      'iban',
      'bic',
      'email',
      'phone',
      'website',
      'payment_terms as paymentTerms',
      'footer',
      'layout',
      'accent_color as accentColor',
      'shows_payment_code as showsPaymentCode',
      'shows_hours as showsHours',
      'electronic_address as electronicAddress',
      'attaches_e_invoice as attachesEInvoice',
    ])
    .select((eb) => eb('logo', 'is not', null).$castTo<boolean>().as('hasLogo'))
    .executeTakeFirst()
  return row ? { ...row, address: row.address as Address } : blank
}

/** Changes the fields that are given. */
export async function setLetterhead(
  tx: Transaction,
  { workspaceId, changes }: Key & { changes: Partial<LetterheadFields> },
): Promise<void> {
  const values = {
    legal_name: changes.legalName,
    address: changes.address && JSON.stringify(changes.address),
    registration_number: changes.registrationNumber,
    vat_number: changes.vatNumber,
    iban: changes.iban,
    bic: changes.bic,
    email: changes.email,
    phone: changes.phone,
    website: changes.website,
    payment_terms: changes.paymentTerms,
    footer: changes.footer,
    layout: changes.layout,
    accent_color: changes.accentColor,
    shows_payment_code: changes.showsPaymentCode,
    shows_hours: changes.showsHours,
    electronic_address: changes.electronicAddress,
    attaches_e_invoice: changes.attachesEInvoice,
  }
  await keepRow(tx, { workspaceId })
  await tx.updateTable('letterheads').set(values).where('workspace_id', '=', workspaceId).execute()
}

export async function findLogo(db: Database, { workspaceId }: Key): Promise<Logo | undefined> {
  const row = await db
    .selectFrom('letterheads')
    .where('workspace_id', '=', workspaceId)
    .select(['logo', 'logo_type as mediaType'])
    .executeTakeFirst()
  return row?.logo && row.mediaType ? { content: row.logo, mediaType: row.mediaType } : undefined
}

export async function setLogo(
  tx: Transaction,
  { workspaceId, logo }: Key & { logo: Logo | null },
): Promise<void> {
  await keepRow(tx, { workspaceId })
  await tx
    .updateTable('letterheads')
    .set({ logo: logo?.content ?? null, logo_type: logo?.mediaType ?? null })
    .where('workspace_id', '=', workspaceId)
    .execute()
}

async function keepRow(tx: Transaction, { workspaceId }: Key): Promise<void> {
  await tx
    .insertInto('letterheads')
    .values({ workspace_id: workspaceId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
