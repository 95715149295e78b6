import type { List, listSorts } from '#domain/lists.ts'
import type { Permission } from '#domain/permissions.ts'
import type { Icon } from '../ui/icons.tsx'

/** A list of names that are kept in one way: tags, vehicles, teams, tasks, products, VAT rates. */
export type Catalogue<Row extends CatalogueRow, Input, Of extends List = List> = {
  /** Its words among the messages. */
  noun: 'tags' | 'vehicles' | 'teams' | 'tasks' | 'products' | 'vatRates'
  list: Of
  permission: Permission
  icon: Icon
  read: (query: CatalogueQuery<Of>) => Promise<{ items: Row[]; nextCursor: string | null }>
  create: (input: Input, headers: WriteHeaders) => Promise<unknown>
  update: (
    id: string,
    changes: Input | { isArchived: boolean },
    headers: WriteHeaders,
  ) => Promise<unknown>
  remove: (id: string, headers: WriteHeaders) => Promise<unknown>
}

export type CatalogueRow = { id: string; name: string; archivedAt: string | null }

export type WriteHeaders = { 'Idempotency-Key': string }

type CatalogueQuery<Of extends List> = {
  q?: string
  archived?: 'true' | 'all'
  sort?: (typeof listSorts)[Of][number]
  isDescending?: 'true'
  cursor?: string
  limit: number
}

/** What the form of one row is given; without a row it makes a new one. */
export type DrawerProps<Row> = { row: Row | undefined; onClose: () => void }

/** What a list is called in addresses and query keys. */
export function pathOf(list: List): string {
  return list.replace('_', '-')
}
