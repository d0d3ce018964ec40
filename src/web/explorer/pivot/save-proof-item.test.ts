import { afterEach, expect, it, vi } from 'vitest'
import { renderHook } from '../../ui/testing/render-hook.tsx'
import { type RowProofs, useProofProblem } from './save-proof-item.tsx'

let unmount = () => {}
afterEach(async () => {
  unmount()
  // React ends what it has scheduled while `window` is still there.
  await new Promise((resolve) => setTimeout(resolve, 20))
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
  await vi.waitFor(() => expect(rendered.result?.found).toEqual({ problem: undefined }))
  const proofs = toProofs(() => pending)
  rendered.render({ row: 3, proofs })
  await vi.waitFor(() => expect(rendered.result?.proofs).toBe(proofs))
  expect(rendered.result?.found).toBeUndefined()
  answer('The proxy has no record of it.')
  await vi.waitFor(() =>
    expect(rendered.result?.found).toEqual({ problem: 'The proxy has no record of it.' }),
  )
})

it('asks to try again when the proof could not be made', async () => {
  const proofs = toProofs(() => Promise.reject(new Error('The store has ended.')))
  const rendered = renderHook(
    ({ row }: { row: number }) => useProofProblem(row, proofs),
    { row: 3 },
    (child) => child,
  )
  unmount = rendered.unmount
  await vi.waitFor(() => expect(rendered.result?.problem).toMatch(/Try it again/))
})
