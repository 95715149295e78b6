import { answered, api, type AnswerOf } from '#client/api.ts'
import type { LetterheadLayout } from '#domain/letterhead.ts'
import { queryOptions } from '@tanstack/react-query'
import { saveBlob } from '../../save-file.ts'

export type Letterhead = AnswerOf<'/api/v1/letterhead'>

export const letterheadQuery = queryOptions({
  queryKey: ['letterhead'],
  queryFn: () => answered(api.GET('/api/v1/letterhead')),
})

export function uploadLogo(file: File, headers: { 'Idempotency-Key': string }) {
  const form = new FormData()
  form.append('file', file)
  return answered(
    api.PUT('/api/v1/letterhead/logo', {
      headers,
      body: { file: '' },
      bodySerializer: () => form,
    }),
  )
}

/** Has the browser save an invented invoice on what is kept, in any of the layouts. */
export async function downloadExample(layout: LetterheadLayout, name: string): Promise<void> {
  const request = { params: { query: { layout } }, parseAs: 'blob' as const }
  saveBlob(await answered(api.GET('/api/v1/letterhead/example', request)), `${name}.pdf`)
}
