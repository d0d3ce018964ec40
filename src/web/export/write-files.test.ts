import { expect, it } from 'vitest'
import type { EntryStore } from '../store/entry-store.ts'
import { createLocalWriter } from './testing/create-local-writer.ts'
import { toEntryTexts } from './testing/odd-entries.ts'
import { readZip } from './testing/read-zip.ts'
import {
  type PlannedFile,
  type WriteOptions,
  type WriteProgress,
  writeFiles,
} from './write-files.ts'

const toText = (row: number) => `{"id":"${row}"}`

const toFile = (name: string, rows: readonly number[]): PlannedFile => ({
  name,
  format: { kind: 'ndjson' },
  sources: [{ datasetId: 'account-audit-logs-v2' }],
  rows: Uint32Array.from(rows),
})

/** A store that gives up to three texts at once, and what was written of them. */
function prepare(rows: readonly number[], change: Partial<WriteOptions> = {}) {
  const written: Uint8Array[] = []
  const progress: WriteProgress[] = []
  const store: Pick<EntryStore, 'readTexts'> = {
    readTexts: async (asked) => toEntryTexts([...asked.subarray(0, 3)].map(toText)),
  }
  const parts: WriteOptions = {
    files: [toFile('a.ndjson', rows)],
    delivery: { isZipped: false, dateMs: 0 },
    store,
    toFiles: () => [],
    writer: createLocalWriter(),
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
  expect((await writeFiles(parts)).files).toMatchObject([
    { name: 'a.ndjson', entries: 7, first: { id: '4' }, last: { id: '3' } },
  ])
  expect(text()).toBe(rows.map((row) => `${toText(row)}\n`).join(''))
  expect(progress.map(({ entries }) => entries)).toEqual([3, 6, 7])
  expect(progress.at(-1)?.bytes).toBe(text().length)
})

it('makes the files that follow of what is known of the data, and counts all that is delivered', async () => {
  const { parts, zip } = prepare([1, 2], {
    delivery: { isZipped: true, dateMs: 0 },
    toFiles: (files) =>
      files.map(({ entries, sha256 }) => ({ name: 'b.json', text: `${entries} ${sha256}` })),
  })
  const { deliveredBytes, files: ended } = await writeFiles(parts)
  const sha256 = ended[0]?.sha256
  const files = await readZip(zip())
  expect(files.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
    ['a.ndjson', '{"id":"1"}\n{"id":"2"}\n'],
    ['b.json', `2 ${sha256}`],
    ['SHA256SUMS', expect.stringContaining(`${sha256}  a.ndjson\n`)],
  ])
  expect(deliveredBytes).toBe(zip().length)
})

it('writes each file that follows before the next is made, and asks for the hashes of all entries', async () => {
  const asked: number[] = []
  const { parts, zip } = prepare([1, 2, 3, 4, 5], {
    delivery: { isZipped: true, dateMs: 0 },
    async *toFiles(_files, { digests, readTree }) {
      yield { name: 'first.txt', text: 'é' }
      async function* makePieces() {
        for (const text of ['one ', '', 'two']) yield new TextEncoder().encode(text)
      }
      yield { name: 'folder/second', pieces: makePieces() }
      const bytes = new TextEncoder().encode(JSON.stringify([...digests.keys()]))
      yield { name: 'third.sh', bytes, isExecutable: true }
      expect(bytes.length).toBeGreaterThan(0)
      yield { name: 'fourth', text: `${digests.get('third.sh')} ${(await readTree()).count}` }
    },
  })
  const { readTexts } = parts.store
  parts.store.readTexts = async (rows, room, hasLeaves) => {
    const texts = await readTexts(rows, room)
    if (!hasLeaves) return texts
    const { length } = texts.lengths
    asked.push(...rows.subarray(0, length))
    return { ...texts, leaves: new Uint8Array(length * 32) }
  }
  const { deliveredBytes } = await writeFiles(parts)
  const files = await readZip(zip())
  const keys = ['a.ndjson', 'first.txt', 'folder/second']
  expect(files.slice(1, 4).map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
    ['first.txt', 'é'],
    ['folder/second', 'one two'],
    ['third.sh', JSON.stringify(keys)],
  ])
  expect(files[4]?.bytes.toString()).toMatch(/^[0-9a-f]{64} 5$/)
  expect(files[5]?.bytes.toString().split('\n')).toHaveLength(6)
  expect(files.map(({ isExecutable }) => isExecutable)).toEqual([
    ...[false, false, false, true, false, false],
  ])
  expect(asked).toEqual([1, 2, 3, 4, 5])
  expect(deliveredBytes).toBe(zip().length)
})

it('writes several files one after the other, also one without entries, and counts on', async () => {
  const { parts, progress, zip } = prepare([], {
    files: [toFile('a.ndjson', [4, 1, 2, 0]), toFile('b.ndjson', []), toFile('c.ndjson', [3])],
    delivery: { isZipped: true, dateMs: 0 },
    toFiles: (files) => [{ name: 'm.json', text: files.map(({ name }) => name).join() }],
  })
  const { files: ended } = await writeFiles(parts)
  expect(ended.map(({ name, entries }) => [name, entries])).toEqual([
    ['a.ndjson', 4],
    ['b.ndjson', 0],
    ['c.ndjson', 1],
  ])
  expect(progress.map(({ entries }) => entries)).toEqual([3, 4, 5])
  const files = await readZip(zip())
  expect(files.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
    ['a.ndjson', '{"id":"4"}\n{"id":"1"}\n{"id":"2"}\n{"id":"0"}\n'],
    ['b.ndjson', ''],
    ['c.ndjson', '{"id":"3"}\n'],
    ['m.json', 'a.ndjson,b.ndjson,c.ndjson'],
    [
      'SHA256SUMS',
      expect.stringMatching(/^(?:[0-9a-f]{64} {2}[abc]\.ndjson\n){3}[0-9a-f]{64} {2}m\.json\n$/),
    ],
  ])
  expect(files.at(-1)?.bytes.toString()).toContain(`${ended[1]?.sha256}  b.ndjson`)
})

it('stops before it delivers more than the browser can be given', async () => {
  const { parts, text } = prepare([1, 2, 3, 4])
  const { sink } = parts
  await expect(writeFiles({ ...parts, sink: { ...sink, maxBytes: 40 } })).rejects.toThrow(
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
  const writing = writeFiles(parts)
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
    await expect(writeFiles(prepare([1, 2], change).parts)).rejects.toThrow('broken')
  }
})

it('asks the store for changes where the format has a column for them, row by row', async () => {
  const asked: number[][] = []
  const paths = ['id', 'change']
  const format = { kind: 'csv', paths, timeZone: 'UTC', showsSecrets: false } as const
  const { parts, text } = prepare([], {
    files: [{ ...toFile('a.csv', [5, 6, 7, 8]), format }],
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
  await writeFiles(parts)
  expect(asked).toEqual([[5, 6, 7], [8]])
  expect(text().split('\r\n').slice(0, 2)).toEqual(['\ufeff"id","change"', '"5","n: =1 → 5"'])
  expect(text()).toContain('"8","n: =1 → 8"')
})

it('asks the store for rules where the format has a column for them', async () => {
  const paths = ['id', 'rules']
  const format = { kind: 'csv', paths, timeZone: 'UTC', showsSecrets: false } as const
  const { parts, text } = prepare([], { files: [{ ...toFile('a.csv', [5, 6]), format }] })
  parts.store.rulesOf = async () => new Map([[6, ['first', 'second']]])
  await writeFiles(parts)
  expect(text().split('\r\n').slice(0, 3)).toEqual([
    '\ufeff"id","rules"',
    '"5",""',
    '"6","first; second"',
  ])
})
