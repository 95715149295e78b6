type ListPage<Row> = { items: Row[]; nextCursor: string | null }

/** The largest page there is. */
export const pageLimit = 200

/** Every row of a list, read page by page. */
export async function readAll<Row>(
  read: (cursor: string | undefined) => Promise<ListPage<Row>>,
): Promise<Row[]> {
  const rows: Row[] = []
  let cursor: string | undefined
  do {
    // Each page names the next.
    // oxlint-disable-next-line no-await-in-loop
    const page = await read(cursor)
    rows.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return rows
}

/** What asks for a page. */
export function pageAfter(cursor: string | undefined) {
  return { limit: pageLimit, ...(cursor ? { cursor } : {}) }
}
