import type { Database } from '#db/database.ts'
import type { BrokenRow } from '#db/ledger-proofs.ts'
import {
  countProven,
  inSnapshot,
  listProvenWorkspaces,
  proofNames,
  type ProofName,
  proofsOf,
  streamBroken,
} from '#db/ledger-snapshot.ts'
import { StartupProblem } from './startup-problem.ts'

/** What each proof looks at, after its number, and how a place is told where it does not hold. */
const words: Record<ProofName, { looksAt: string; says(row: BrokenRow): string }> = {
  steps: {
    looksAt: 'steps of the ledger, each after the one before, each release freeing all of it',
    says: ({ id, of, expected, found }) =>
      expected === null
        ? `item ${id}, document ${of}: step ${found} follows none`
        : `item ${id}, document ${of}: step ${found} does not free the ${expected} that the step before bills`,
  },
  items: {
    looksAt: 'items billed or written off, each there and billable',
    says: ({ id, of, expected, found }) =>
      found === null
        ? `${expected} ${id}: document ${of} bills it, and it is not there`
        : `${expected} ${id}: document ${of} bills it, and it is not billable`,
  },
  amounts: {
    looksAt: 'instalments and subscription periods, each billed for what it is',
    says: ({ id, of, expected, found }) =>
      `item ${id}, document ${of}: it comes to ${expected}, and ${found} is billed of it`,
  },
  documents: {
    looksAt: 'documents that bill items, none of them closed',
    says: ({ id, of, expected, found }) =>
      found === null
        ? `item ${id}: it is billed on line ${expected} of document ${of}, which is not there`
        : `item ${id}: document ${of} still bills it, though it is discarded, voided or credited`,
  },
  lines: {
    looksAt: 'lines, each asking for its items: quantity, price and amount',
    says: ({ id, of, expected, found }) =>
      `line ${id} of document ${of}: it asks for ${expected}, its items are ${found}`,
  },
  freed: {
    looksAt: 'releases, none on a document that still asks for the work',
    says: ({ id, of, expected }) =>
      `item ${id}: it is free again, though line ${expected} of document ${of} still asks for it`,
  },
  fixed_prices: {
    looksAt: 'fixed prices, none exceeded',
    says: ({ id, expected, found }) =>
      `project ${id}: ${found} is billed of a fixed price of ${expected ?? '0.00'}`,
  },
  periods: {
    looksAt: 'subscription periods, none billed across another',
    says: ({ id, of, expected, found }) =>
      `project ${of}, period ${id}: ${expected} is billed, and so is ${found}`,
  },
  write_offs: {
    looksAt: 'write-offs, each covering what it says',
    says: ({ id, expected, found }) =>
      `write-off ${id}: it says ${expected ?? 'nothing'}, the ledger ${found ?? 'nothing'}`,
  },
  hour_sums: {
    looksAt: 'sums of hours that Uninvoiced reads, each what its hours add up to',
    says: ({ id, of, expected, found }) =>
      `project ${id}, quarter from ${of}: its hours are ${expected}, the sums say ${found}`,
  },
  rounded_hours: {
    looksAt:
      'billable hours, each rounded by its rule, and what is open by the rule of its project',
    says: ({ id, of, expected, found }) =>
      `hour ${id} of project ${of}: its rounding should be ${expected} seconds, and is ${found}`,
  },
  line_amounts: {
    looksAt: 'lines of own invoices, quantity × price with tax half up',
    says: ({ id, of, expected, found }) =>
      `line ${id} of invoice ${of}: net and tax should be ${expected}, and are ${found}`,
  },
  invoice_totals: {
    looksAt: 'own invoices, each the sum of its lines',
    says: ({ id, of, expected, found }) =>
      `invoice ${of ?? 'draft'} (${id}): its lines come to ${expected}, it says ${found}`,
  },
  xero_lines: {
    looksAt: 'lines of invoices in Xero, quantity × price',
    says: ({ id, of, expected, found }) =>
      `line ${id} of Xero document ${of}: net should be ${expected}, and is ${found}`,
  },
  xero_totals: {
    looksAt: 'invoices in Xero, each the sum of its lines',
    says: ({ id, expected, found }) =>
      `Xero document ${id}: its lines come to ${expected}, it says ${found}`,
  },
  credits: {
    looksAt: 'credited lines, none for more than the line asks for',
    says: ({ id, of, expected, found }) =>
      `line ${id} of invoice ${of}: ${found ?? 'nothing'} is credited of ${expected ?? 'nothing'}`,
  },
  payments: {
    looksAt: 'payments, none of more than its invoice asks for',
    says: ({ id, of, expected, found }) =>
      `invoice ${of ?? 'draft'} (${id}): ${found} is paid of ${expected}`,
  },
  journals: {
    looksAt: 'sales transactions and their reversals, each sums to zero',
    says: ({ id, of, found }) =>
      `journal ${id} of invoice ${of}: its lines sum to ${found}, not zero`,
  },
  sales: {
    looksAt: 'invoices posted as sales transactions, each line for line',
    says: ({ id, of, expected, found }) =>
      `journal ${id} of invoice ${of}: the invoice says ${expected}, the journal ${found}, or their lines differ`,
  },
  numbers: {
    looksAt: 'invoice numbers, without gaps',
    says: ({ id, of, expected, found }) =>
      found === null
        ? `series ${of}: number ${id} of ${expected} is missing`
        : `invoice ${of} (${id}): its number is beyond the ${expected ?? 'absent'} that its series has given`,
  },
}

/**
 * Proves that the ledger holds, for all workspaces or one, as the database is at this moment; it changes nothing. Answers 0 when
 * all holds and 1 when something does not.
 */
export async function verifyLedger(
  db: Database,
  { workspaceId, say }: { workspaceId?: string | undefined; say(line: string): void },
): Promise<number> {
  return await inSnapshot(db, async (tx) => {
    const workspaces = await listProvenWorkspaces(tx, { workspaceId })
    if (workspaceId !== undefined && workspaces.length === 0)
      throw new StartupProblem(`There is no workspace ${workspaceId}.`)
    let broken = 0
    for (const { workspaceId: id, name } of workspaces) {
      say(`${name} (${id})`)
      const proofs = proofsOf(id)
      for (const proof of proofNames) {
        let wrong = 0
        // One connection holds the snapshot, so one thing is asked at a time.
        // oxlint-disable-next-line no-await-in-loop
        for await (const row of streamBroken(tx, proofs[proof])) {
          wrong += 1
          say(`  ✗ ${words[proof].says(row)}`)
        }
        // oxlint-disable-next-line no-await-in-loop
        const count = await countProven(tx, proofs[proof])
        say(
          `  ${wrong === 0 ? '✓' : '✗'} ${count} ${words[proof].looksAt}${wrong === 0 ? '' : `: ${wrong} wrong`}`,
        )
        broken += wrong
      }
    }
    say(
      broken === 0
        ? `The ledger holds in ${workspaces.length} ${workspaces.length === 1 ? 'workspace' : 'workspaces'}.`
        : `The ledger does not hold: ${broken} ${broken === 1 ? 'thing is' : 'things are'} wrong.`,
    )
    return broken === 0 ? 0 : 1
  })
}
