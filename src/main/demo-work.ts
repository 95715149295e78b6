import type { NewExpense } from '#app/expenses/create-expenses.ts'
import type { NewMileage } from '#app/mileages/create-mileages.ts'
import type { NewTimeEntry } from '#app/time/create-time-entries.ts'
import { addDays, weekdayOf } from '#domain/work-day.ts'
import { assert } from '#lib/assert.ts'
import {
  demoClients,
  demoExpenseNotes,
  demoNotes,
  demoPeople,
  type DemoProduct,
  demoProducts,
  demoProjects,
  type DemoTask,
  demoTripPurposes,
} from './demo-company.ts'

/** The ids that names of the demo company have in this database. */
export type DemoIds = {
  members: ReadonlyMap<string, string>
  projects: ReadonlyMap<string, string>
  tasks: ReadonlyMap<string, string>
  products: ReadonlyMap<string, string>
}

type Random = { below(limit: number): number; pick<Value>(values: readonly Value[]): Value }

const daysBack = 92
const quarterHourSeconds = 900
const projectsPerPerson = 8

/** Three months of work up to today: always the same for the same day. */
export function inventWork(
  ids: DemoIds,
  today: string,
): { timeEntries: NewTimeEntry[]; expenses: NewExpense[]; mileages: NewMileage[] } {
  const random = randomFrom(20_261)
  const days = Array.from({ length: daysBack }, (_, index) => addDays(today, index + 1 - daysBack))
  const workDays = days.filter((day) => weekdayOf(day) !== 0 && weekdayOf(day) !== 6)
  return {
    timeEntries: demoPeople.flatMap((person) => {
      const portfolio = portfolioOf(random)
      return workDays.flatMap((workedOn) =>
        // A day in twelve is a holiday or an illness.
        random.below(12) === 0 ? [] : inventDay(ids, random, { person, portfolio, workedOn }),
      )
    }),
    expenses: workDays.flatMap((day) =>
      random.below(10) < 8 ? [inventExpense(ids, random, day)] : [],
    ),
    mileages: workDays.flatMap((day) =>
      random.below(10) < 7 ? [inventTrip(ids, random, day)] : [],
    ),
  }
}

type Person = (typeof demoPeople)[number]
type Project = (typeof demoProjects)[number]

function portfolioOf(random: Random): Project[] {
  const weighted = demoProjects.flatMap((project) => Array<Project>(project.weight).fill(project))
  return Array.from({ length: projectsPerPerson }, () => random.pick(weighted))
}

function inventDay(
  ids: DemoIds,
  random: Random,
  { person, portfolio, workedOn }: { person: Person; portfolio: Project[]; workedOn: string },
): NewTimeEntry[] {
  const entries: NewTimeEntry[] = []
  const memberId = idOf(ids.members, person.name)
  // Some people write from and to, others how long it took; each stays with the own habit.
  const writesTimes = person.name.length % 2 === 0
  let quartersLeft = person.hoursPerDay * 4 + random.below(5) - 2
  let minute = 8 * 60 + 30 + random.below(3) * 15
  while (quartersLeft > 0) {
    const quarters = Math.min(quartersLeft, 3 + random.below(9))
    const project = random.pick(portfolio)
    const task = random.pick(project.tasks)
    entries.push({
      memberId,
      projectId: idOf(ids.projects, project.code),
      taskId: idOf(ids.tasks, task),
      workedOn,
      notes: noteFor(random, task),
      ...(writesTimes
        ? { startedAt: clockTime(minute), endedAt: clockTime(minute + quarters * 15) }
        : { seconds: quarters * quarterHourSeconds }),
    })
    quartersLeft -= quarters
    minute += quarters * 15
    if (minute >= 12 * 60 && minute - quarters * 15 < 12 * 60) minute += 30
  }
  return entries
}

function noteFor(random: Random, task: DemoTask): string {
  return random.below(8) === 0 ? '' : random.pick(demoNotes[task])
}

function inventExpense(ids: DemoIds, random: Random, spentOn: string): NewExpense {
  const product: DemoProduct = random.pick(demoProducts).name
  const isCounted = product === 'Proof print' || product === 'Stock photo' || product === 'Parking'
  return {
    memberId: idOf(ids.members, random.pick(demoPeople).name),
    projectId: idOf(ids.projects, random.pick(demoProjects).code),
    productId: idOf(ids.products, product),
    spentOn,
    description: random.pick(demoExpenseNotes[product]),
    quantity: String(isCounted ? 1 + random.below(5) : 1),
  }
}

function inventTrip(ids: DemoIds, random: Random, travelledOn: string): NewMileage {
  const project = random.pick(demoProjects.filter((each) => each.code !== 'INT'))
  const client = demoClients.find((each) => each.name === project.client)
  assert(client, `project ${project.code} has a client`)
  const isCommute = random.below(12) === 0
  return {
    memberId: idOf(ids.members, random.pick(demoPeople).name),
    projectId: idOf(ids.projects, project.code),
    travelledOn,
    fromPlace: isCommute ? 'Home, Haarlem' : 'Studio Noord, Amsterdam',
    toPlace: isCommute ? 'Studio Noord, Amsterdam' : `${client.name}, ${client.city}`,
    distanceKm: isCommute ? '24.5' : client.km,
    isReturnTrip: random.below(6) !== 0,
    kind: isCommute ? 'commute' : 'business',
    purpose: isCommute ? '' : random.pick(demoTripPurposes),
    vehicle: random.pick(['Studio car (GJ-204-X)', 'Own car']),
  }
}

function clockTime(minutes: number): string {
  const padded = (value: number) => String(value).padStart(2, '0')
  return `${padded(Math.floor(minutes / 60))}:${padded(minutes % 60)}`
}

function idOf(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name)
  assert(id, `the demo company has ${name}`)
  return id
}

// A linear congruential generator (Numerical Recipes), so that everybody sees the same demo.
function randomFrom(seed: number): Random {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    pick: (values) => {
      const value = values[below(values.length)]
      assert(value !== undefined, 'there is something to pick from')
      return value
    },
  }
}
