// Every write of the API calls audit() in its verb. These are the others: who writes it down for them, or why nobody does.

/** Verbs that leave it to a file they call, or to one that this one calls. */
export const auditedElsewhere: Record<string, string[]> = {
  voidXeroDocument: ['src/app/parts/request-change.ts'],
  updateXeroDocument: ['src/app/parts/request-change.ts'],
  emailXeroDocument: ['src/app/parts/request-change.ts'],
  markXeroDocumentSent: ['src/app/parts/request-change.ts'],
  creditXeroDocument: ['src/app/parts/request-change.ts'],
  releaseCreditedDocument: ['src/app/parts/follow-documents.ts'],
  remindInvoice: ['src/app/parts/plan-reminder.ts'],
  createSalesTransaction: ['src/app/parts/post-sale.ts'],
  createSalesTransactions: [
    'src/app/sales-transactions/create-sales-transaction.ts',
    'src/app/parts/post-sale.ts',
  ],
  submitWork: ['src/app/parts/hand-in.ts'],
  takeBackWork: ['src/app/parts/hand-in.ts'],
  approveWork: ['src/app/parts/decide.ts'],
  rejectWork: ['src/app/parts/decide.ts'],
  startContactImport: ['src/app/parts/begin-import.ts'],
  retryRefusedDocuments: ['src/app/exports/retry-xero-document.ts'],
  changeMany: ['src/app/parts/list-writes.ts', 'src/app/catalogue/update-tag.ts'],
  fixXeroFinding: ['src/app/xero/update-xero-settings.ts'],
}

const isWork = 'Work is written all day; what it is billed by is in the ledger.'
const isRead = 'It reads, and changes nothing that people keep.'
const isOwnView = 'How somebody looks at a report is no setting of the workspace.'
const isNotApplied = 'Nothing changes before the import is applied, and that is written down.'

/** Verbs that are not written down, and why. */
export const notAudited: Record<string, string> = {
  createTimeEntries: isWork,
  updateTimeEntry: isWork,
  deleteTimeEntry: isWork,
  createExpenses: isWork,
  updateExpense: isWork,
  deleteExpense: isWork,
  deleteExpenses: isWork,
  restoreExpenses: isWork,
  createMileages: isWork,
  updateMileage: isWork,
  deleteMileage: isWork,
  deleteMileages: isWork,
  restoreMileages: isWork,
  addReceipt: isWork,
  deleteReceipt: isWork,
  updateTimeEntries: isWork,
  deleteTimeEntries: isWork,
  restoreTimeEntries: isWork,
  saveTimesheetCells: isWork,
  copyTimesheetWeek: isWork,
  startTimer: isWork,
  updateTimer: isWork,
  stopTimer: isWork,
  discardTimer: isWork,
  previewTimesheetCopy: isRead,
  updateMe: 'What somebody reads Hourbook in is no setting of the workspace.',
  setFavourites: 'What a person keeps at hand is no setting of the workspace.',
  createReportView: isOwnView,
  updateReportView: isOwnView,
  deleteReportView: isOwnView,
  createFileImport: isNotApplied,
  matchFileImport: isNotApplied,
  updateFileImportRows: isNotApplied,
  updateContactImportRows: isNotApplied,
  previewWriteOffs: isRead,
  previewXeroExport: isRead,
  previewRateChange: isRead,
  previewReRating: isRead,
  previewSalesTransactions: isRead,
  previewXeroDocumentUpdate: isRead,
  previewXeroDocumentCredit: isRead,
  refreshXeroDocument: isRead,
  refreshXeroExport: isRead,
  linkXeroIdentity: 'Nothing is linked before Xero has said who it is, and that is written down.',
  startXeroConsent: 'Nothing is connected before the consent is given, and that is written down.',
}
