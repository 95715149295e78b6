/** The first day of a month 'YYYY-MM', and the first of the one after. */
export function daysOfMonth(month: string): { from: string; until: string } {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const next = number === 12 ? [year + 1, 1] : [year, number + 1]
  const [nextYear = 0, nextNumber = 0] = next
  const until = `${String(nextYear).padStart(4, '0')}-${String(nextNumber).padStart(2, '0')}-01`
  return { from: `${month}-01`, until }
}
