import { afterEach, expect, it } from 'vitest'
import { endReactWork, renderHook } from '../../ui/testing/render-hook.tsx'
import { type RowProofs, useProofProblem } from './save-proof-item.tsx'

let unmount = () => {}
afterEach(async () => {
  unmount()
  await endReactWork()
})

const toProofs = (findProblem: RowProofs['findProblem']): RowProofs => ({
  findProblem,
  save: async () => undefined,
})

it('says nothing of a row of another search before that has answered', async () => {
  let answer = (_: string | undefined) => {}
  const pending = new Promise<string | undefined>((resolve) => {
    answer = resolve
  })
  const rendered = renderHook(
    ({ row, proofs }: { row: number; proofs: RowProofs }) => ({
      ...{ row, proofs },
      found: useProofProblem(row, proofs),
    }),
    { row: 3, proofs: toProofs(async () => undefined) },
    (child) => child,
  )
  unmount = rendered.unmount
  await expect.poll(() => rendered.result?.found).toEqual({ problem: undefined })
  const proofs = toProofs(() => pending)
  rendered.render({ row: 3, proofs })
  await expect.poll(() => rendered.result?.proofs).toBe(proofs)
  expect(rendered.result?.found).toBeUndefined()
  answer('The proxy has no record of it.')
  await expect
    .poll(() => rendered.result?.found)
    .toEqual({ problem: 'The proxy has no record of it.' })
})

it('asks to try again when the proof could not be made', async () => {
  const proofs = toProofs(() => Promise.reject(new Error('The store has ended.')))
  const rendered = renderHook(
    ({ row }: { row: number }) => useProofProblem(row, proofs),
    { row: 3 },
    (child) => child,
  )
  unmount = rendered.unmount
  await expect.poll(() => rendered.result?.problem).toMatch(/Try it again/)
})
