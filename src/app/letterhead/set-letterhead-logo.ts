import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { printed } from '#app/parts/print.ts'
import { refuse } from '#app/refuse.ts'
import { getLetterhead, type Letterhead, setLogo } from '#db/letterheads.ts'
import { getWorkspace, lockWorkspace } from '#db/workspaces.ts'
import { isLogoType, logoMaxBytes } from '#domain/letterhead.ts'
import { mediaTypeOf } from '#lib/media-type.ts'

/** Puts a picture on invoices, in place of the one before. */
export async function setLetterheadLogo(
  ctx: Context,
  { file }: { file: { content: Uint8Array } },
): Promise<Letterhead> {
  allow(ctx, 'settings:write')
  const { workspaceId } = ctx
  const content = Buffer.from(file.content)
  if (content.byteLength > logoMaxBytes) refuse('logo_is_too_big', { field: 'file' })
  const mediaType = await mediaTypeOf(content)
  if (!isLogoType(mediaType)) refuse('logo_type_is_not_taken', { field: 'file' })
  // It may begin as a picture and be none.
  const isWhole = await printed(ctx.printer.shows({ content, mediaType }))
  if (!isWhole) refuse('logo_type_is_not_taken', { field: 'file' })
  return await inTransaction(ctx, async (tx) => {
    await lockWorkspace(tx, { workspaceId })
    await setLogo(tx, { workspaceId, logo: { content, mediaType } })
    const { name } = await getWorkspace(tx, { workspaceId })
    const about = { subject: 'letterhead', id: workspaceId, name } as const
    const after = { logo: `${mediaType}, ${content.byteLength} bytes` }
    await audit(ctx, tx, { action: 'changed', ...about, after })
    return await getLetterhead(tx, { workspaceId })
  })
}
