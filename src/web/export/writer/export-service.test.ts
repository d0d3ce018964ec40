import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import type { SearchFacts } from '../export-source.ts'
import { oddEntries, toEntryTexts } from '../testing/odd-entries.ts'
import { createExportService } from './export-service.ts'
import { formatManifest, type ManifestInput } from './manifest.ts'

const v2 = getDataset('account-audit-logs-v2')

function writeAll(format: Parameters<ReturnType<typeof createExportService>['start']>[1]) {
  const { start, write, end } = createExportService(getDataset)
  const parts = [
    start(v2.id, format),
    write(toEntryTexts(oddEntries.slice(0, 3))).chunk.slice(),
    write(toEntryTexts([])).chunk.slice(),
    write(toEntryTexts(oddEntries.slice(3)), new ArrayBuffer(10_000)).chunk.slice(),
  ]
  return { bytes: Buffer.concat(parts), file: end() }
}

it('66: tells the digest, the size and the ends of what it wrote, in either format', () => {
  const paths = v2.fields.map(({ path }) => path)
  const csv = { kind: 'csv', paths, timeZone: 'Asia/Kolkata', showsSecrets: false } as const
  for (const format of [{ kind: 'ndjson' }, csv] as const) {
    const { bytes, file } = writeAll(format)
    expect(file.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(file).toMatchObject({ bytes: bytes.length, entries: oddEntries.length })
    expect(file.first).toEqual({ id: 'plain', time: '2026-11-01T00:00:00.123456Z' })
    expect(file.last).toEqual({ id: '', time: '' })
  }
})

const parts: ManifestInput = {
  fileName: 'x_partial.ndjson',
  mediaType: 'application/x-ndjson',
  file: { bytes: 1, entries: 2, sha256: 'ab', first: undefined, last: undefined, notes: { a: 1 } },
  which: 'shown',
  facts: {
    verdict: 'partial',
    because: 'The range was not read to its end.',
    loaded: 3,
    shown: 2,
    conflicting: 1,
    scope: { kind: 'user' },
    timeRange: { since: '2026-11-01', before: '2026-11-02' },
    mayStillChangeSince: '2026-11-01T23:50:00Z',
  },
  record: { question: { link: 'http://x' }, ledger: { windows: [] } },
  chosenMs: 0,
  writtenMs: 1000,
  version: '1.2.3',
}

it('says in the manifest what the file is, and that it is not all', () => {
  expect(JSON.parse(formatManifest(parts))).toMatchObject({
    format: 'gumshoe-export-manifest',
    writtenBy: 'Gumshoe 1.2.3',
    chosenAt: '1970-01-01T00:00:00.000Z',
    complete: false,
    claim:
      'Partial: 3 entries of the range are loaded, not all. The range was not read to its end. The file gets the 2 that pass the local filters.',
    mayStillChangeSince: '2026-11-01T23:50:00Z',
    file: { name: 'x_partial.ndjson', sha256: 'ab', entries: 2 },
    written: { a: 1 },
    entries: { which: 'shown', exported: 2, loaded: 3, idsWithTwoContents: 1, first: null },
    question: { link: 'http://x' },
    ledger: { windows: [] },
  })
})

it('115: says of a search up to now that it is complete only so far', () => {
  const facts = { ...parts.facts, verdict: 'complete', because: 'Read to its end.' } as const
  const claimOf = (of: SearchFacts) => JSON.parse(formatManifest({ ...parts, facts: of })).claim
  expect(claimOf(facts)).toMatch(/^Complete so far: 3 entries\. Read to its end\./)
  expect(claimOf({ ...facts, mayStillChangeSince: undefined })).toMatch(/^Complete: 3 entries\./)
})

it('says of a search whose last hour is read again no more than the last reading', () => {
  const late = {
    arrivedLate: 2,
    asReadAt: '2026-11-02T00:08:00Z',
    nextReadingAt: '2026-11-02T00:20:00Z',
    missingReadings: [],
  }
  const facts = { ...parts.facts, verdict: 'complete', because: 'Read to its end.', late } as const
  const manifest = JSON.parse(formatManifest({ ...parts, facts }))
  expect(manifest).toMatchObject({ complete: true, lateEntries: late })
  expect(manifest.claim).toMatch(/^Complete as read at 2026-11-02T00:08:00Z: 3 entries\./)
  expect(JSON.parse(formatManifest(parts)).lateEntries).toBeNull()
})

it('calls a file complete only when the search is, and nothing was selected from it', () => {
  const complete = { ...parts, facts: { ...parts.facts, verdict: 'complete' as const } }
  const read = (of: ManifestInput) => JSON.parse(formatManifest(of)).complete
  expect(read(complete)).toBe(true)
  expect(read({ ...complete, which: 'selected' })).toBe(false)
  expect(read({ ...parts, facts: { ...parts.facts, verdict: 'unknown' } })).toBe(false)
})
