import { expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { refuseTooLarge } from './refuse-too-large.ts'
import { toEntryTexts } from './testing/odd-entries.ts'
import { createExportService } from './writer/export-service.ts'

const { measure } = createExportService(getDataset)

/** Rows whose entries have 100 bytes each with their line break, and how many of them were read. */
function prepare(rows: number | readonly number[], maxBytes?: number) {
  const parts = typeof rows === 'number' ? [rows] : rows
  let readRows = 0
  const refused = refuseTooLarge({
    files: parts.map((count, part) => ({
      name: '',
      format: { kind: 'ndjson' } as const,
      sources: [{ datasetId: 'account-audit-logs-v2' }] as const,
      rows: Uint32Array.from({ length: count }, (_, row) => part + row),
    })),
    store: {
      async readTexts(asked) {
        const texts = toEntryTexts([...asked.subarray(0, 300)].map((row) => `${row}`.padEnd(99)))
        readRows += texts.lengths.length
        return texts
      },
    },
    writer: { measure: async (...args) => measure(...args) },
    sink: maxBytes === undefined ? {} : { maxBytes },
    signal: new AbortController().signal,
  })
  return { refused, readRows: () => readRows }
}

it('refuses a file that is larger than the browser can be given, and says what to do', async () => {
  await expect(prepare(100, 9_999).refused).rejects.toThrow(
    'The file would have about 10.0 kB. This browser does not let a page write a file piece by piece, and it may lose a download of more than 1.0 GB without a message. Narrow the time range and export in parts, choose CSV with fewer columns, or use a browser that lets pages write files',
  )
  await expect(prepare(100, 10_000).refused).resolves.toBeUndefined()
  await expect(prepare(0, 0).refused).resolves.toBeUndefined()
})

it('estimates a large one from entries of the whole list', async () => {
  const { refused, readRows } = prepare(20_000_000, 1_999_999_999)
  await expect(refused).rejects.toThrow('about 2.0 GB')
  expect(readRows()).toBe(1000)
})

it('adds the sizes of all files', async () => {
  await expect(prepare([60, 0, 40], 9_999).refused).rejects.toThrow('about 10.0 kB')
  await expect(prepare([60, 0, 40], 10_000).refused).resolves.toBeUndefined()
})

it('reads nothing where only the disk limits the file', async () => {
  const { refused, readRows } = prepare(100)
  await expect(refused).resolves.toBeUndefined()
  expect(readRows()).toBe(0)
})
