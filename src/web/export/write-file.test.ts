import { expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import type { EntryStore } from '../store/entry-store.ts'
import { toEntryTexts } from './testing/odd-entries.ts'
import { readZip } from './testing/read-zip.ts'
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
    data: { name: 'a.ndjson', isZipped: false, dateMs: 0 },
    toFiles: () => [],
    writer: {
      start: service.start,
      write: service.write,
      endData: async () => service.endData(),
      finish: service.finish,
    },
    sink: { write: async (bytes) => void written.push(bytes.slice()) },
    onProgress: (each) => progress.push(each),
    signal: new AbortController().signal,
    ...change,
  }
  const zip = () => Buffer.concat(written)
  return { parts, progress, zip, text: () => zip().toString() }
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

it('makes the files that follow of what is known of the data, and counts all that is delivered', async () => {
  const { parts, zip } = prepare([1, 2], {
    data: { name: 'a.ndjson', isZipped: true, dateMs: 0 },
    toFiles: ({ entries, sha256 }) => [{ name: 'b.json', text: `${entries} ${sha256}` }],
  })
  const { deliveredBytes, sha256 } = await writeFile(parts)
  const files = await readZip(zip())
  expect(files.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
    ['a.ndjson', '{"id":"1"}\n{"id":"2"}\n'],
    ['b.json', `2 ${sha256}`],
    ['SHA256SUMS', expect.stringContaining(`${sha256}  a.ndjson\n`)],
  ])
  expect(deliveredBytes).toBe(zip().length)
})

it('stops before it delivers more than the browser can be given', async () => {
  const { parts, text } = prepare([1, 2, 3, 4])
  const { sink } = parts
  await expect(writeFile({ ...parts, sink: { ...sink, maxBytes: 40 } })).rejects.toThrow(
    'The file would have more than 40 B. This browser does not let a page',
  )
  expect(text()).toHaveLength(33)
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

it('asks the store for changes where the format has a column for them, row by row', async () => {
  const asked: number[][] = []
  const { parts, text } = prepare([5, 6, 7, 8], {
    format: { kind: 'csv', paths: ['id', 'change'], timeZone: 'UTC', showsSecrets: false },
  })
  parts.store.changes = async (rows) => {
    asked.push([...rows])
    return [...rows].map((row) => ({
      kind: 'changed',
      differences: [{ path: 'n', before: '=1', after: String(row) }],
      isFailed: false,
      isPartial: false,
    }))
  }
  await writeFile(parts)
  expect(asked).toEqual([[5, 6, 7], [8]])
  expect(text().split('\r\n').slice(0, 2)).toEqual(['\ufeff"id","change"', '"5","n: =1 → 5"'])
  expect(text()).toContain('"8","n: =1 → 8"')
})
