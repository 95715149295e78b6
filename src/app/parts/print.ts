import type { RefusalCode } from '#domain/refusals.ts'
import { CannotPrint } from '../ports/printer.ts'
import { refuse } from '../refuse.ts'

const codes = {
  busy: 'printer_is_busy',
  missing: 'printer_is_missing',
  too_slow: 'printing_takes_too_long',
} as const satisfies Record<CannotPrint['reason'], RefusalCode>

/** What was printed for somebody who waits; refuses where it cannot be. */
export async function printed<Printed>(printing: Promise<Printed>): Promise<Printed> {
  try {
    return await printing
  } catch (error) {
    if (error instanceof CannotPrint) refuse(codes[error.reason])
    throw error
  }
}
