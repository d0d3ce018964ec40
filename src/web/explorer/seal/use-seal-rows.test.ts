import { expect, it } from 'vitest'
import type { DifferenceKind, EntryDifference } from '../../../evidence/seal/compare-entries.ts'
import { toSealRows } from './use-seal-rows.ts'

const differ = (kind: DifferenceKind, nowIndex?: number): EntryDifference => ({
  kind,
  sourceText: 'user/audit_logs',
  timeMs: 0,
  ...(nowIndex !== undefined && { nowIndex }),
})

it('calls late entries new, and tells nothing of entries that are gone or only written otherwise', () => {
  const differences = [
    differ('late', 0),
    differ('gone'),
    differ('changed', 3),
    differ('added', 1),
    differ('rewritten', 2),
  ]
  expect(toSealRows(differences, Uint32Array.of(40, 30, 20, 10))).toEqual({
    new: Uint32Array.of(30, 40),
    changed: Uint32Array.of(10),
  })
})
