import { expect, it } from 'vitest'
import { toSeal } from '../../../evidence/seal/compute-seal.ts'
import { nodeHash, toSealedEntries } from '../../../evidence/seal/testing/make-entries.ts'
import { refuseOtherRead } from './open-export.ts'

const { signal } = new AbortController()
const toEntries = (...texts: readonly string[]) =>
  toSealedEntries(texts.map((text, at) => ({ source: 'user/audit_logs', timeMs: at, text })))
const seal = toSeal(toEntries('a', 'b'), { verdict: 'complete', at: '' }, nodeHash)

it('takes an export of the same read', async () => {
  await refuseOtherRead({ entries: toEntries('a', 'b'), hashesOnly: 0 }, seal, signal)
  // Without the times of all entries, only their number can be compared.
  await refuseOtherRead({ entries: toEntries('a', 'c'), hashesOnly: 1 }, seal, signal)
})

it('refuses an export of another read', async () => {
  await expect(
    refuseOtherRead({ entries: toEntries('a'), hashesOnly: 0 }, seal, signal),
  ).rejects.toThrow('it is of 1 loaded entry, and the link of 2 entries')
  await expect(
    refuseOtherRead({ entries: toEntries('a', 'c'), hashesOnly: 0 }, seal, signal),
  ).rejects.toThrow('its entries are not those of the link')
})
