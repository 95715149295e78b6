import { type ExpenseValues, insertExpenses } from '#db/expenses.ts'
import { insertMileages, type MileageValues } from '#db/mileages.ts'
import { insertTimeEntries, type TimeEntryValues } from '#db/time-entries.ts'
import {
  type ExpenseFieldName,
  type ExpenseRow,
  type MileageFieldName,
  type MileageRow,
  readExpenseRow,
  readMileageRow,
} from '#domain/cost-sheets.ts'
import { type HoursFieldName, type HoursRow, readHoursRow } from '#domain/hours-sheet.ts'
import type { Matching } from '#domain/sheet-columns.ts'
import type { FileImportKind } from '#domain/sheet-kinds.ts'
import { priceExpenses } from './expenses.ts'
import { priceMileages } from './mileages.ts'
import { sheetOfPeople, sheetOfProjects, sheetOfTasks } from './sheet-records.ts'
import { type SheetKind, type SheetReading, sheetOfWork } from './sheet-work.ts'
import { priceTimeEntries } from './time-entries.ts'

const placeFields = { memberId: 'memberName', projectId: 'projectName' }

const hours = sheetOfWork<HoursRow, TimeEntryValues>({
  kind: 'hours',
  shownBy: ['projectName', 'notes'],
  dayField: 'workedOn',
  read: (cells, reading) => readHoursRow(cells, typed<HoursFieldName>(reading)),
  contentOf: (row) => [row.startedAt, row.endedAt, row.seconds, row.notes],
  dayOf: (row) => row.workedOn,
  secondsOf: (row) => row.seconds,
  wordsOf: (row) => [row.task],
  fields: {
    ...placeFields,
    taskId: 'taskName',
    seconds: 'duration',
    pauseSeconds: 'pause',
  },
  price: async (ctx, tx, { items, fieldOf }) => {
    const drafts = items.map(({ row, place }) => ({
      memberId: place.memberId,
      projectId: place.projectId ?? '',
      taskId: place.taskId,
      workedOn: row.workedOn,
      startedAt: row.startedAt,
      endedAt: row.endedAt,
      pauseSeconds: row.pauseSeconds,
      seconds: row.seconds,
      notes: row.notes,
      isBillable: row.isBillable,
    }))
    return await priceTimeEntries(ctx, tx, { drafts, fieldOf })
  },
  insert: async (tx, { workspaceId, records, createdAt }) => {
    await insertTimeEntries(tx, { workspaceId, entries: records, createdAt })
  },
})

const expenses = sheetOfWork<ExpenseRow, ExpenseValues>({
  kind: 'expenses',
  shownBy: ['projectName', 'productName', 'description'],
  dayField: 'spentOn',
  read: (cells, reading) => readExpenseRow(cells, typed<ExpenseFieldName>(reading)),
  contentOf: (row) => [
    row.product,
    row.description,
    row.quantity,
    row.unitPrice ?? row.grossUnitPrice,
  ],
  dayOf: (row) => row.spentOn,
  wordsOf: (row) => [row.product, row.unitPrice ?? row.grossUnitPrice],
  fields: { ...placeFields, productId: 'productName', vatRateId: 'vatRate' },
  price: async (ctx, tx, { items, fieldOf }) => {
    const drafts = items.map(({ row, place }) => ({
      memberId: place.memberId,
      projectId: place.projectId ?? '',
      productId: place.productId,
      spentOn: row.spentOn,
      description: row.description,
      quantity: row.quantity,
      unitPrice: row.unitPrice,
      grossUnitPrice: row.grossUnitPrice,
      currency: row.currency,
      vatRateId: place.vatRateId,
      isBillable: row.isBillable,
    }))
    return await priceExpenses(ctx, tx, { drafts, fieldOf })
  },
  insert: async (tx, { workspaceId, records, createdAt }) => {
    await insertExpenses(tx, { workspaceId, expenses: records, createdAt })
  },
})

const mileages = sheetOfWork<MileageRow, MileageValues>({
  kind: 'mileages',
  shownBy: ['projectName', 'fromPlace', 'toPlace'],
  dayField: 'travelledOn',
  read: (cells, reading) => readMileageRow(cells, typed<MileageFieldName>(reading)),
  contentOf: (row) => [
    row.fromPlace,
    row.toPlace,
    row.distanceKm,
    row.isReturnTrip,
    row.kind,
    row.purpose,
  ],
  dayOf: (row) => row.travelledOn,
  wordsOf: (row) => [`${row.distanceKm} km`],
  fields: placeFields,
  price: async (ctx, tx, { items, fieldOf }) => {
    const drafts = items.map(({ row, place }) => ({
      memberId: place.memberId,
      projectId: place.projectId ?? '',
      travelledOn: row.travelledOn,
      fromPlace: row.fromPlace,
      toPlace: row.toPlace,
      distanceKm: row.distanceKm,
      isReturnTrip: row.isReturnTrip,
      kind: row.kind,
      purpose: row.purpose,
      vehicle: row.vehicle,
      isBillable: row.isBillable,
    }))
    return await priceMileages(ctx, tx, { drafts, fieldOf })
  },
  insert: async (tx, { workspaceId, records, createdAt }) => {
    await insertMileages(tx, { workspaceId, mileages: records, createdAt })
  },
})

/** How each kind of file is checked and written. Clients are compared with each other, so they go their own way. */
export const sheetKinds: Record<Exclude<FileImportKind, 'clients'>, SheetKind> = {
  hours,
  expenses,
  mileages,
  projects: sheetOfProjects,
  tasks: sheetOfTasks,
  people: sheetOfPeople,
}

/** Only fields that the kind has are ever matched. */
function typed<Field extends string>({ matching, ...reading }: SheetReading) {
  return { ...reading, matching: matching as Matching<Field> }
}
