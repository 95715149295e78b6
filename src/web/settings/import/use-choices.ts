import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useWrite } from '../../write.ts'

type ByPosition<Choice> = { positions: number[]; choice: Choice }
type ByFinding<Finding, Choice> = { finding: Finding; choice: Choice }
export type Choosing<Finding, Choice> = ByPosition<Choice> | ByFinding<Finding, Choice>

/** Writes what is chosen for rows. Choices of single rows show at once, before the server has them. */
export function useChoices<Finding extends string, Choice extends string, Import>(of: {
  rowsKey: QueryKey
  importKey: QueryKey
  send: (
    choosing: Choosing<Finding, Choice>,
    headers: { 'Idempotency-Key': string },
  ) => Promise<Import>
}) {
  const queryClient = useQueryClient()
  const [turned, setTurned] = useState<ReadonlyMap<number, Choice>>(new Map())
  const readAgain = async () => {
    await queryClient.invalidateQueries({ queryKey: of.rowsKey })
    setTurned(new Map())
  }
  const write = useWrite<Choosing<Finding, Choice>, Import>({
    send: of.send,
    onDone: async (changed, choosing) => {
      queryClient.setQueryData(of.importKey, changed)
      if ('finding' in choosing) await readAgain()
    },
    onRefused: () => void readAgain(),
  })

  function choose(choosing: Choosing<Finding, Choice>): void {
    if ('positions' in choosing) {
      const { positions, choice } = choosing
      setTurned((before) => new Map([...before, ...positions.map((at) => [at, choice] as const)]))
    }
    write.mutate(choosing)
  }

  return {
    choose,
    isBusy: write.isPending,
    refusal: write.error,
    withChoices: <Row extends { position: number; choice: Choice }>(rows: readonly Row[]): Row[] =>
      rows.map((row) => ({ ...row, choice: turned.get(row.position) ?? row.choice })),
  }
}
