import type { Transaction } from '#db/database.ts'
import { z } from 'zod'

/** Every background job, by name, with the shape of what it is told. */
export const jobs = {
  /** Reads contacts from Xero and finds what each would change. */
  'read-contacts': z.object({ workspaceId: z.uuid(), importId: z.uuid() }),
  /** Writes the chosen rows of an import that was read. */
  'apply-contact-import': z.object({ workspaceId: z.uuid(), importId: z.uuid() }),
  /** Tells Xero the numbers that an import gave to contacts without one. */
  'number-contacts': z.object({ workspaceId: z.uuid(), importId: z.uuid() }),
  /** Finds out what the rows of a file would change. */
  'check-file-import': z.object({ workspaceId: z.uuid(), importId: z.uuid() }),
  /** Writes the chosen rows of a file. */
  'apply-file-import': z.object({ workspaceId: z.uuid(), importId: z.uuid() }),
  /** Looks which workspaces have their night now, and starts their import. */
  'start-nightly-imports': z.object({}),
  /** Writes down which budgets have reached a percentage at which they warn. */
  'check-budgets': z.object({}),
  /** Speaks to every organisation once a day: an access that is not used ends, and one that was ended is noticed. */
  'check-xero-connections': z.object({}),
  /** Makes sure that a refresh of tokens which was begun is kept: Xero takes the replaced token for half an hour only. */
  'keep-xero-access': z.object({
    workspaceId: z.uuid(),
    connectionId: z.uuid(),
    refreshedAt: z.iso.datetime(),
  }),
  /** Sends what is planned, and settles what is uncertain, of one Xero organisation. */
  'send-xero-documents': z.object({ workspaceId: z.uuid(), connectionId: z.uuid() }),
  /** Voids, updates and credits documents that one Xero organisation has. */
  'change-xero-documents': z.object({ workspaceId: z.uuid(), connectionId: z.uuid() }),
  /** Sends files and notes that go with documents of one Xero organisation. */
  'attach-to-xero-documents': z.object({ workspaceId: z.uuid(), connectionId: z.uuid() }),
  /** Looks whose documents are to be read back from Xero now, and starts it. */
  'start-document-readings': z.object({}),
  /** Reads what became of the documents of one Xero organisation. */
  'read-documents-back': z.object({ workspaceId: z.uuid(), connectionId: z.uuid() }),
  /** Follows what Xero's webhooks told of the documents of one Xero organisation. */
  'follow-xero-events': z.object({ workspaceId: z.uuid(), connectionId: z.uuid() }),
  /** Looks which workspaces remind by themselves and have not today. */
  'start-reminders': z.object({}),
  /** Reminds a client of an overdue invoice, if that is still due. */
  'send-due-reminder': z.object({ workspaceId: z.uuid(), invoiceId: z.uuid() }),
  /** Looks which recurring invoices are to be made. */
  'start-recurring-invoices': z.object({}),
  /** Makes what is due of one recurring invoice. */
  'make-recurring-invoices': z.object({ workspaceId: z.uuid(), recurringInvoiceId: z.uuid() }),
  /** Sends an invoice that was made by itself. */
  'email-recurring-invoice': z.object({ workspaceId: z.uuid(), invoiceId: z.uuid() }),
  /** Takes an e-mail to the mail server. */
  'send-email': z.object({ workspaceId: z.uuid(), emailId: z.uuid() }),
} as const

export type JobName = keyof typeof jobs
export type JobPayload<Name extends JobName> = z.infer<(typeof jobs)[Name]>

export type EnqueueOptions = {
  /** Jobs with the same lane run one at a time, in the order they were enqueued: one lane for each Xero organisation. */
  lane?: string
  /** Not before this many seconds. */
  afterSeconds?: number
}

/** Puts a job in the queue as part of the transaction that wants it. */
export type Enqueue = <Name extends JobName>(
  tx: Transaction,
  name: Name,
  payload: JobPayload<Name>,
  options?: EnqueueOptions,
) => Promise<void>

/** Puts any number of jobs of one name in the queue, each in its lane, by one statement. */
export type EnqueueAll = <Name extends JobName>(
  tx: Transaction,
  name: Name,
  jobs: readonly { payload: JobPayload<Name>; lane: string }[],
) => Promise<void>
