import { Forbidden, NotFound, NotImplemented, type ApiAnswer, type Call } from './call.ts'
import { dayToMs } from './dates.ts'
import { documentPart } from './document-parts.ts'
import { listAnswer, writeElements, type Outcome } from './envelope.ts'
import type { DocumentRef } from './history.ts'
import { isUuid } from './ids.ts'
import { textIn, type Input } from './input.ts'
import { refusedJournal, saveJournal } from './journal-writes.ts'
import { journalJson } from './journal-json.ts'
import { listRecords } from './lists.ts'
import type { ManualJournal } from './records.ts'
import type { Fields } from './where.ts'

const journalFields: Fields<ManualJournal> = {
  manualjournalid: (journal) => journal.id,
  narration: (journal) => journal.narration,
  date: (journal) => ({ at: dayToMs(journal.date) }),
  status: (journal) => journal.status,
  lineamounttypes: (journal) => journal.lineAmountTypes,
  url: (journal) => journal.url,
  showoncashbasisreports: (journal) => journal.showOnCashBasisReports,
  updateddateutc: (journal) => ({ at: journal.updatedAt }),
}

/** GET (list and one), PUT and POST of /ManualJournals. Lines are listed only when paged. */
export function manualJournalsResource(call: Call): ApiAnswer {
  const [id] = call.path
  if (!call.world.switches.journalPermission) throw new Forbidden()
  if (id && call.path.length > 1) return documentPart(call, documentRef(call, one(call, id)))
  if (call.method === 'GET') {
    if (!id) {
      return listRecords(call, call.organisation.manualJournals, {
        plural: 'ManualJournals',
        fields: journalFields,
        json: (journal, isPaged) => JSON.stringify(journalJson(call, journal, isPaged)),
      })
    }
    const text = JSON.stringify(journalJson(call, one(call, id), true, true))
    return listAnswer(call.world, 'ManualJournals', [text])
  }
  if (call.method === 'PUT' && !id) {
    return writeElements(call, 'ManualJournals', (input) => createJournal(call, input))
  }
  if (call.method !== 'POST') throw new NotImplemented()
  return writeElements(call, 'ManualJournals', (input) => createOrUpdateJournal(call, input))
}

const documentRef = (call: Call, journal: ManualJournal): DocumentRef => ({
  kind: 'ManualJournals',
  id: journal.id,
  canBeOnline: false,
  touch: () =>
    call.writes.set(call.organisation.manualJournals, { ...journal, updatedAt: call.now }),
})

function one(call: Call, id: string): ManualJournal {
  const journal = isUuid(id) ? call.organisation.manualJournals.get(id.toLowerCase()) : undefined
  if (!journal) throw new NotFound()
  return journal
}

function createJournal(call: Call, input: Input): Outcome {
  const id = textIn(input, 'ManualJournalID')
  if (id && call.organisation.manualJournals.get(id.toLowerCase())) {
    return refusedJournal(input, ['A manual journal with the specified id already exists.'])
  }
  return saveJournal(call, input, undefined)
}

function createOrUpdateJournal(call: Call, input: Input): Outcome {
  const id = call.path[0] ?? textIn(input, 'ManualJournalID')
  if (!id) return saveJournal(call, input, undefined)
  const journal = call.organisation.manualJournals.get(id.toLowerCase())
  if (journal) return saveJournal(call, input, journal)
  if (call.path[0]) throw new NotFound()
  return refusedJournal(input, [
    'The document with the supplied id was not found for this endpoint.',
  ])
}
