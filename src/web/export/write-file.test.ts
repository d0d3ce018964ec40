import { expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import type { EntryStore } from '../store/entry-store.ts'
import { toEntryTexts } from './testing/odd-entries.ts'
import { type WriteOptions, type WriteProgress, writeFile } from './write-file.ts'
import { createExportService } from './writer/export-service.ts'

const toText = (row: number) => `{"id":"${row}"}`

/** A store that gives up to three texts at once, and what was written of them. */
function prepare(rows: readonly number[], change: Partial<WriteOptions> = {}) {
  const service = createExportService(getDataset)
  const written: Uint8Array[] = []
  const progress: WriteProgress[] = []
  const store: Pick<EntryStore, 'readTexts'> = {
    readTexts: async (asked) => toEntryTexts([...asked.subarray(0, 3)].map(toText)),
  }
  const parts: WriteOptions = {
    datasetId: 'account-audit-logs-v2',
    rows: Uint32Array.from(rows),
    format: { kind: 'ndjson' },
    store,
    writer: {
      start: async (...args) => service.start(...args),
      write: async (...args) => service.write(...args),
      end: async () => service.end(),
    },
    sink: { write: async (bytes) => void written.push(bytes.slice()) },
    onProgress: (each) => progress.push(each),
    signal: new AbortController().signal,
    ...change,
  }
  return { parts, progress, text: () => Buffer.concat(written).toString() }
}

it('writes all rows in their order, and says how far it is', async () => {
  const rows = [4, 0, 9, 2, 7, 1, 3]
  const { parts, progress, text } = prepare(rows)
  expect(await writeFile(parts)).toMatchObject({
    entries: 7,
    first: { id: '4' },
    last: { id: '3' },
  })
  expect(text()).toBe(rows.map((row) => `${toText(row)}\n`).join(''))
  expect(progress.map(({ entries }) => entries)).toEqual([3, 6, 7])
  expect(progress.at(-1)?.bytes).toBe(text().length)
})

it('stops at once when it is aborted, even where a store never answers', async () => {
  const controller = new AbortController()
  const { parts } = prepare([1, 2], {
    store: { readTexts: () => new Promise(() => undefined) },
    signal: controller.signal,
  })
  const writing = writeFile(parts)
  controller.abort(new Error('cancelled'))
  await expect(writing).rejects.toThrow('cancelled')
})

it('fails with whoever fails: the store, the writer or the disk', async () => {
  const fail = async () => {
    throw new Error('broken')
  }
  for (const change of [
    { store: { readTexts: fail } },
    { sink: { write: fail } },
  ] satisfies Partial<WriteOptions>[]) {
    await expect(writeFile(prepare([1, 2], change).parts)).rejects.toThrow('broken')
  }
})
