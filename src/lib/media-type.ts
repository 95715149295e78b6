import { fileTypeFromBuffer } from 'file-type'

/** What the bytes are, by what they begin with; undefined when that says nothing, as with texts. */
export async function mediaTypeOf(content: Uint8Array): Promise<string | undefined> {
  return (await fileTypeFromBuffer(content))?.mime
}
