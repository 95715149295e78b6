import { newWriteKey, Refusal, writeHeaders } from '#client/api.ts'
import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useRef } from 'react'

// Nearly every write is written down there.
const auditLogKey = ['audit-log']

type WriteOptions<Input, Output> = {
  /** Sends the write; pass `headers` on, so that the same input sent twice is done once. */
  send: (input: Input, headers: { 'Idempotency-Key': string }) => Promise<Output>
  /** Query keys to read again afterwards, also when the write was refused. */
  touches?: readonly QueryKey[]
  onDone?: (output: Output, input: Input) => void
  onRefused?: (refusal: Refusal, input: Input) => void
}

/**
 * A write by a person. The Idempotency-Key stays the same for the same input until the server has answered, so pressing
 * the button again after a broken connection cannot do the work twice.
 */
export function useWrite<Input = void, Output = unknown>(options: WriteOptions<Input, Output>) {
  const queryClient = useQueryClient()
  const pending = useRef<{ input: string; key: string }>(null)
  return useMutation<Output, Refusal, Input>({
    mutationFn: async (input) => {
      const text = JSON.stringify(input) ?? ''
      if (pending.current?.input !== text) pending.current = { input: text, key: newWriteKey() }
      try {
        const output = await options.send(input, writeHeaders(pending.current.key))
        pending.current = null
        return output
      } catch (error) {
        if (error instanceof Refusal && error.isAnswer) pending.current = null
        throw error
      }
    },
    onSuccess: (output, input) => options.onDone?.(output, input),
    onError: (refusal, input) => options.onRefused?.(refusal, input),
    onSettled: async () => {
      await Promise.all(
        [...(options.touches ?? []), auditLogKey].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      )
    },
  })
}
