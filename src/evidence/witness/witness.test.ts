import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ProvenRecord, WitnessHead, WitnessRecord } from '../../contract/witness.ts'
import { chainRecords } from '../testing/create-records.ts'
import { createBatch } from './create-batch.ts'
import { digestRecord, formatHead, formatRecord } from './format-record.ts'
import { findProofProblem, verifyBatch, verifyChain } from './verify-batch.ts'

const records = chainRecords([{}, { status: 429, entries: null }, {}, {}, {}])

function toHead(of: readonly WitnessRecord[]): { head: WitnessHead; records: ProvenRecord[] } {
  const { head, records: proven } = createBatch(of)
  return {
    head: { ...head, key: 'ef'.repeat(32), at: '2026-11-30T11:00:00.000Z' },
    records: [...proven],
  }
}

describe('a record', () => {
  it('has canonical bytes and their digest', () => {
    const [record] = chainRecords([{ principal: 'access:é' }])
    if (!record) throw new Error('no record')
    const text = new TextDecoder().decode(formatRecord(record))
    expect(text).toMatch(/^\{"at":"[^"]+","bytes":1500,"credential":.*"upstream":"[^"]+"\}$/)
    expect(text).toContain('"principal":"access:é"')
    expect(digestRecord(record)).toBe(createHash('sha256').update(text).digest('hex'))
  })

  it('cannot have what JSON cannot say', () => {
    const [record] = chainRecords([{ ray: '\ud800' }])
    if (!record) throw new Error('no record')
    expect(() => formatRecord(record)).toThrow('/ray')
  })
})

describe('a batch', () => {
  it('names its first and its last record, and what comes before', () => {
    const { head } = toHead(records.slice(2, 4))
    expect(head).toMatchObject({
      first: 3,
      last: 4,
      previous: digestRecord(records[1] ?? raise()),
      latest: digestRecord(records[3] ?? raise()),
    })
    expect(new TextDecoder().decode(formatHead(head))).toMatch(/^\{"at":.*"type":"gumshoe-wit/)
    expect(() => createBatch([])).toThrow(RangeError)
  })

  it('of every size has records whose proofs lead to its root, each alone as well', () => {
    for (let size = 1; size <= records.length; size++) {
      const { head, records: proven } = toHead(records.slice(0, size))
      expect(verifyBatch(head, proven)).toEqual([])
      for (const each of proven) expect(findProofProblem(head, each)).toBeUndefined()
    }
  })

  it('does not have a record that was changed, another number, or another proof', () => {
    const { head, records: proven } = toHead(records)
    const second = proven[1] ?? raise()
    const changed = { ...second, record: { ...second.record, status: 200 } }
    expect(verifyBatch(head, proven.with(1, changed))).toEqual([
      'Record 2 is not the one that was signed: its proof does not lead to the root of its batch.',
    ])
    const moved = { ...second, record: { ...second.record, number: 6 } }
    expect(findProofProblem(head, moved)).toBe('Record 6 is not in the batch of records 1 to 5.')
    for (const proof of [
      [],
      second.proof.slice(1),
      [...second.proof, head.root],
      ['x'],
      ['AB'.repeat(32)],
    ])
      expect(findProofProblem(head, { ...second, proof })).toContain('Record 2 is not the one')
    expect(findProofProblem({ ...head, root: 'x' }, second)).toContain('Record 2 is not the one')
    expect(verifyBatch({ ...head, first: 0 }, proven)).toEqual([
      'The batch of records 0 to 5 has no such numbers.',
    ])
  })

  it('lacks no record, and names the records before it and at its end', () => {
    const { head, records: proven } = toHead(records)
    expect(verifyBatch(head, proven.slice(1))).toEqual([
      'The batch of records 1 to 5 has 4 of 5 records.',
    ])
    const before = 'The batch of records 1 to 5 names another record before it than record 1 does.'
    expect(verifyBatch({ ...head, previous: head.root }, proven)).toEqual([before])
    const latest = 'The batch of records 1 to 5 names another digest for record 5 than it has.'
    expect(verifyBatch({ ...head, latest: head.root }, proven)).toEqual([latest])
  })
})

describe('a chain', () => {
  it('is whole from the first record on', () => {
    for (let size = 0; size <= records.length; size++)
      expect(verifyChain(records.slice(0, size))).toEqual([])
  })

  it('shows what is missing, doubled, changed or in another order', () => {
    const changed = records.with(1, { ...(records[1] ?? raise()), status: 500 })
    expect(verifyChain(changed)).toEqual([
      'Record 3 does not name the digest of record 2: one of them was changed.',
    ])
    const missing = 'records are missing, doubled or in another order.'
    for (const [wrong, at] of [
      [records.slice(1), 'record 2 where record 1 belongs'],
      [records.toSpliced(2, 1), 'record 4 where record 3 belongs'],
      [records.toSpliced(2, 0, records[1] ?? raise()), 'record 2 where record 3 belongs'],
      [records.toReversed(), 'record 5 where record 1 belongs'],
    ] as const)
      expect(verifyChain(wrong)).toEqual([`The chain has ${at}: ${missing}`])
    const start = chainRecords([{}], { number: 1, previous: 'ab'.repeat(32) })
    expect(verifyChain(start)).toEqual(['Record 1 names a record before it.'])
  })
})

function raise(): never {
  throw new Error('The example lacks it.')
}
