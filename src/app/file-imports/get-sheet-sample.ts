import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { clientSampleRows, clientSampleHeadings } from '#domain/client-sample.ts'
import type { Sheet } from '#lib/sheet.ts'

/** A small file that can be filled in and imported. */
export async function getSheetSample(ctx: Context): Promise<Sheet> {
  allow(ctx, 'clients:write')
  return { name: 'clients', columns: clientSampleHeadings, rows: sampleRows() }
}

async function* sampleRows(): AsyncGenerator<string[]> {
  yield* clientSampleRows
}
