import { describe, expect, test } from 'vitest'
import { answered, newWriteKey, type Problem, Refusal } from './api.ts'

const problem: Problem = {
  type: 'https://hourbook.dev/problems/input_is_not_valid',
  title: 'Some of the input cannot be accepted.',
  status: 422,
  code: 'input_is_not_valid',
  detail: 'items.0.projectId: Choose a project.',
  errors: [
    { field: 'items.0.projectId', code: 'custom', message: 'Choose a project.' },
    { field: 'name', code: 'custom', message: 'Fill this in.' },
  ],
  requestId: 'r1',
}

describe('an answer', () => {
  test('is its body', async () => {
    const answer = { data: { id: '1' }, response: new Response(null, { status: 200 }) }
    expect(await answered(Promise.resolve(answer))).toEqual({ id: '1' })
  })

  test('that declines is a refusal with words per field', async () => {
    const refusal = await caught({ error: problem, response: new Response(null, { status: 422 }) })
    expect(refusal.code).toBe('input_is_not_valid')
    expect(refusal.isAnswer).toBe(true)
    expect(refusal.fieldErrors).toEqual({
      projectId: 'Choose a project.',
      name: 'Fill this in.',
    })
  })

  test('that is no problem document still says its status', async () => {
    const refusal = await caught({ error: '<html>', response: new Response(null, { status: 502 }) })
    expect(refusal.problem.status).toBe(502)
    expect(refusal.isAnswer).toBe(false)
  })

  test('that never came leaves open whether the write was done', async () => {
    const refusal = await answered(Promise.reject(new TypeError('fetch failed'))).catch(
      (error: unknown) => error,
    )
    expect(refusal).toBeInstanceOf(Refusal)
    expect((refusal as Refusal).isAnswer).toBe(false)
  })
})

test('keys of writes differ', () => {
  expect(newWriteKey()).not.toBe(newWriteKey())
})

async function caught(answer: { error: unknown; response: Response }): Promise<Refusal> {
  const error = await answered(Promise.resolve(answer)).catch((cause: unknown) => cause)
  if (!(error instanceof Refusal)) throw new Error('a refusal was expected')
  return error
}
