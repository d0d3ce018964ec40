import { afterEach, describe, expect, it, vi } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { onlySource } from './entry-store.ts'
import { createEntryOpener, type EntryTransfer, listBuffers } from './entry-transfer.ts'
import { toEntryText } from './testing/page-bytes.ts'

const openEntries = createEntryOpener([
  { id: onlySource, dataset: getDataset('account-audit-logs-v2') },
])

function toTransfer(texts: readonly string[], firstIndex = 0): EntryTransfer {
  const encoder = new TextEncoder()
  return {
    texts: {
      bytes: encoder.encode(texts.join('')),
      lengths: Uint32Array.from(texts, (text) => encoder.encode(text).length),
    },
    rows: Uint32Array.from(texts, (_, at) => 10 + at),
    sources: new Uint16Array(texts.length),
    firstIndex,
    conflicting: Uint8Array.from(texts, (_, at) => at % 2),
    late: Uint8Array.from(texts, (_, at) => +(at === 2)),
    news: [],
    rules: [],
    occurrences: new Uint32Array(texts.length).fill(1),
  }
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe('entries on their way to the page', () => {
  it('are what their texts say', () => {
    const entries = openEntries(toTransfer([toEntryText('é😀', 1), '{"id":7}', '"\ufeff"'], 5))
    expect(entries).toMatchObject([
      { index: 5, row: 10, id: 'é😀', time: '2026-11-01T00:00:01.000Z', isConflicting: false },
      { index: 6, row: 11, id: '', time: '', entry: { id: 7 }, isConflicting: true },
      { index: 7, row: 12, id: '', entry: '\ufeff', isConflicting: false },
    ])
    expect(entries.map(({ isStrange }) => isStrange)).toEqual([false, true, true])
    expect(entries.map(({ isLate }) => isLate)).toEqual([false, false, true])
  })

  it('are parsed when they are first read, and only then', () => {
    const parse = vi.spyOn(JSON, 'parse')
    const [first, second] = openEntries(toTransfer([toEntryText('a', 1), toEntryText('b', 2)]))
    expect([first?.row, second?.isConflicting]).toEqual([10, true])
    expect(parse).not.toHaveBeenCalled()
    expect([second?.id, second?.time, second?.isStrange]).toEqual([
      'b',
      '2026-11-01T00:00:02.000Z',
      false,
    ])
    expect(second?.entry).toBe(second?.entry)
    expect(parse).toHaveBeenCalledTimes(1)
  })

  it('are moved to another thread, not copied', () => {
    const sent = toTransfer([toEntryText('a', 1)])
    const received = structuredClone(sent, { transfer: listBuffers(sent) })
    expect(sent.texts.bytes).toHaveLength(0)
    expect(openEntries(received)).toMatchObject([{ id: 'a' }])
  })
})
