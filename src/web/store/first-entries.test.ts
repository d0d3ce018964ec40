import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { toOrigin } from '../../query/timeline/to-timeline-entry.ts'
import { createColumnEntryStore } from './column-entry-store.ts'
import { onlySource, type StoredEntry } from './entry-store.ts'
import { readFirstEntries } from './first-entries.ts'
import { createSharedNames } from './names/shared-names.ts'
import { toEntryText, toPageBytes } from './testing/page-bytes.ts'

const v2 = { id: onlySource, dataset: getDataset('account-audit-logs-v2') }
const readTexts = (texts: readonly string[]) =>
  readFirstEntries(new Uint8Array(toPageBytes(texts)), v2)

const toPlain = ({ id, time, entry, isStrange, ...rest }: StoredEntry) => ({
  ...{ id, time, entry, isStrange, index: rest.index, row: rest.row, source: rest.source },
  ...{ isConflicting: rest.isConflicting, isLate: rest.isLate },
})

describe('the first entries of a page', () => {
  it.each([0, 1, 63, 64, 100])('are those that the store has of a page of %i', async (count) => {
    const texts = Array.from({ length: count }, (_, at) =>
      toEntryText(`é😀 ${at}`, at % 60, at % 7 === 0 ? { actor: 'no object' } : {}),
    )
    const entries = readTexts(texts)
    const store = createColumnEntryStore([v2])
    const { ticket, problem } = await store.stage(toPageBytes(texts), 0, onlySource)
    if (problem) throw new Error(problem.kind)
    await store.commit([[ticket]], { at: 'end', direction: 'desc' })
    const stored = await store.rows(0, 64)
    expect(entries.length).toBe(Math.min(count, 64))
    expect(entries.map(toPlain)).toEqual(stored.map(toPlain))
    store.dispose()
  })

  it('come with the names that the whole page tells, also beyond them', () => {
    const zone = { id: 'd'.repeat(32), name: 'acme.example' }
    const texts = Array.from({ length: 80 }, (_, at) =>
      toEntryText(`entry ${at}`, at % 60, at === 79 ? { zone } : {}),
    )
    const names = createSharedNames()
    const bytes = new Uint8Array(toPageBytes(texts))
    expect(readFirstEntries(bytes, { ...v2, learnNames: names.learn })).toHaveLength(64)
    expect(names.get().nameOf(zone.id)).toBe(zone.name)
  })

  it('can be read after the bytes of the page have been moved', () => {
    const bytes = new Uint8Array(toPageBytes([toEntryText('one', 1)]))
    const entries = readFirstEntries(bytes, v2)
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] })
    expect(bytes.length).toBe(0)
    expect(entries[0]?.id).toBe('one')
  })

  it('are none where the list may begin otherwise', () => {
    const entry = toEntryText('one', 1)
    expect(readTexts([entry, '{"action":{}}'])).toEqual([])
    expect(readTexts([entry, toEntryText('two', 1), entry])).toEqual([])
    expect(readTexts([entry, '7'])).toEqual([])
  })

  it('are none of a body that is no valid page, or is large', () => {
    const encode = (body: string) => new TextEncoder().encode(body)
    const entry = toEntryText('one', 1)
    for (const body of [
      `{"success":true,"result":[${entry}],"result_info":{"count":2}}`,
      `{"success":false,"result":[${entry}]}`,
      `{"success":true,"result":[${entry}`,
      '',
    ]) {
      expect(readFirstEntries(encode(body), v2)).toEqual([])
    }
    const large = toEntryText('large', 1, { raw: { text: 'x'.repeat(1 << 20) } })
    expect(readTexts([large])).toEqual([])
  })

  it('are none of a log without ids, and of a timeline', () => {
    const bytes = new Uint8Array(toPageBytes([toEntryText('one', 1)]))
    const signIns = { id: onlySource, dataset: getDataset('access-authentication-logs') }
    expect(signIns.dataset.idPath).toBeUndefined()
    expect(readFirstEntries(bytes, signIns)).toEqual([])
    const scope = { kind: 'account', id: 'a'.repeat(32) } as const
    const timeline = toOrigin(v2.dataset, scope)
    expect(readFirstEntries(bytes, { ...v2, timeline })).toEqual([])
    expect(readFirstEntries(bytes, v2)).toHaveLength(1)
  })
})
