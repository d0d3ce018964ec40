import { expect, it } from 'vitest'
import type { ProvenRecord, SignedHead } from '../../contract/witness.ts'
import { createProvenRecords } from './proven-records.ts'

it('remembers ten thousand records of batches, those that were used last', () => {
  const { find, remember } = createProvenRecords()
  const records: readonly ProvenRecord[] = Array(4_000).fill({})
  const sign = (signature: string) => ({ signature }) as SignedHead
  for (const signature of ['a', 'b']) remember(sign(signature), records)
  remember(sign('a'), records)
  expect(find(sign('a'))).toBe(records)
  remember(sign('c'), records)
  expect(['a', 'b', 'c'].map((each) => find(sign(each)) === records)).toEqual([true, false, true])
  expect(find(sign('d'))).toBeUndefined()
})
