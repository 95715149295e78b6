import { answered, api } from '#client/api.ts'
import type { UninvoicedSearch } from './uninvoiced-search.ts'

const pageSize = 100

export async function readUninvoiced(search: UninvoicedSearch, cursor: string | undefined) {
  const query = { ...search, limit: pageSize, ...(cursor ? { cursor } : {}) }
  return await answered(api.GET('/api/v1/uninvoiced', { params: { query } }))
}
