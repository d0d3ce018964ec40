import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hashOnNode } from './hash-on-node.ts'

function digestParts(parts: readonly Uint8Array[]): Uint8Array {
  const digest = createHash('sha256')
  for (const part of parts) digest.update(part)
  return new Uint8Array(digest.digest())
}

it('gives the digest of the parts as if they were one', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 2_000 }), { maxLength: 4 }), (parts) => {
      expect(hashOnNode(...parts)).toEqual(digestParts(parts))
    }),
  )
})

it('gives it for a part of a larger buffer, and for a body of some megabytes', () => {
  const body = new Uint8Array(3_000_000).map((_, at) => at * 7)
  for (const part of [body, body.subarray(1_001, 2_345), body.subarray(5, 5)]) {
    expect(hashOnNode(part)).toEqual(digestParts([part]))
    expect(hashOnNode(Uint8Array.of(0), part)).toEqual(digestParts([Uint8Array.of(0), part]))
  }
})
