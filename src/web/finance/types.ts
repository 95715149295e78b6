import type { components, operations } from '#client/openapi.ts'

// The shapes of the API that the pages of this area speak of.

type Schemas = components['schemas']

export type XeroExport = Schemas['XeroExport']
export type ExportPreview = Schemas['XeroExportPreview']
export type PreviewDocument = ExportPreview['documents'][number]
export type PreviewLine = PreviewDocument['lines'][number]
export type LeftOut = ExportPreview['leftOut'][number]
export type XeroDocument = Schemas['XeroDocument']
export type UninvoicedProject = Schemas['UninvoicedProject']
/** An invoice of a list, without its lines. */
export type InvoiceSummary = Schemas['InvoiceSummary']
export type Invoice = Schemas['Invoice']
export type Allowance = Schemas['Allowance']

type PreviewBody = operations['previewXeroExport']['requestBody']['content']['application/json']
export type ExportItems = PreviewBody['items']
export type ExportRequest = Required<
  Pick<PreviewBody, 'per' | 'groupBy' | 'issuedOn' | 'status'>
> & {
  attach: Attach
  brandingThemeId?: string | null
  email: boolean
}
export type Attach = Required<NonNullable<PreviewBody['attach']>>

export const noItems: ExportItems = {
  timeEntryIds: [],
  expenseIds: [],
  mileageIds: [],
  instalments: [],
  subscriptionPeriods: [],
  uninvoiced: [],
}

/** Why something cannot be done, for disabled buttons; null when it can. */
export function reasonOf({ allowed, because }: Allowance): string | null {
  return allowed ? null : (because?.message ?? '')
}
