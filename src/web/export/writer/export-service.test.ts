import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import type { SearchFacts } from '../export-source.ts'
import { oddEntries, toEntryTexts } from '../testing/odd-entries.ts'
import { readZip } from '../testing/read-zip.ts'
import type { TextFile } from './create-zip.ts'
import type { ExportFormat, WrittenSources } from './entry-writer.ts'
import { createExportService } from './export-service.ts'
import { formatManifest, type ManifestInput } from './manifest.ts'

const v2 = getDataset('account-audit-logs-v2')
const sources: WrittenSources = [{ datasetId: v2.id }]

async function writeAll(format: ExportFormat, isZipped: boolean, files: readonly TextFile[] = []) {
  const service = createExportService(getDataset)
  const add = async (texts: readonly string[], buffer?: ArrayBuffer) => {
    const { chunk } = await service.write(toEntryTexts(texts), {}, buffer)
    return chunk.slice()
  }
  service.open({ isZipped, dateMs: 0 })
  const parts = [
    await service.start({ name: 'a.data', format, sources }),
    await add(oddEntries.slice(0, 3)),
    await add([]),
    await add(oddEntries.slice(3), new ArrayBuffer(10_000)),
  ]
  const file = service.endData()
  parts.push(await service.finish(files))
  return { bytes: Buffer.concat(parts), file }
}

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

it('66: tells the digest, the size and the ends of what it wrote, in either format', async () => {
  const paths = v2.fields.map(({ path }) => path)
  const csv = { kind: 'csv', paths, timeZone: 'Asia/Kolkata', showsSecrets: false } as const
  for (const format of [{ kind: 'ndjson' }, csv] as const) {
    const { bytes, file } = await writeAll(format, false)
    expect(file.sha256).toBe(sha256Of(bytes))
    expect(file).toMatchObject({ bytes: bytes.length, entries: oddEntries.length })
    expect(file.first).toEqual({ id: 'plain', time: '2026-11-01T00:00:00.123456Z' })
    expect(file.last).toEqual({ id: '', time: '' })
  }
})

it('66: puts data, further files and the digests of all of them into one ZIP', async () => {
  const added = [
    { name: 'a.manifest.json', text: '{"name":"é"}\n' },
    { name: 'receipt.json', text: '{}' },
  ]
  const { bytes, file } = await writeAll({ kind: 'ndjson' }, true, added)
  const alone = await writeAll({ kind: 'ndjson' }, false)
  const [data, ...others] = await readZip(bytes)
  expect(data?.name).toBe('a.data')
  expect(data?.bytes).toEqual(alone.bytes)
  const sums = others.pop()
  expect(others.map(({ name, bytes }) => ({ name, text: bytes.toString() }))).toEqual(added)
  expect(sums?.name).toBe('SHA256SUMS')
  const lines = [data, ...others].flatMap((each) =>
    each ? [`${sha256Of(each.bytes)}  ${each.name}\n`] : [],
  )
  expect(sums?.bytes.toString()).toBe(lines.join(''))
  expect(sums?.bytes.toString()).toContain(`${file.sha256}  a.data\n`)
})

/** The root of RFC 6962, section 2.1, as it is written there. */
function toNaiveRoot(leaves: readonly Uint8Array[]): string {
  const hash = (...parts: Uint8Array[]) =>
    createHash('sha256').update(Buffer.concat(parts)).digest()
  const rootOf = (part: readonly Uint8Array[]): Buffer => {
    const [only] = part
    if (part.length < 2) return only ? hash(Uint8Array.of(0), only) : hash()
    let middle = 1
    while (middle * 2 < part.length) middle *= 2
    return hash(Uint8Array.of(1), rootOf(part.slice(0, middle)), rootOf(part.slice(middle)))
  }
  return rootOf(leaves).toString('hex')
}

it('makes a tree of the lines, or of the entries that a table was made of', async () => {
  const pretty = '{\r\n  "id": "pretty",\n  "text": "\\n"\n}'
  const texts = [...oddEntries, pretty, '{"id":"last"}']
  const csv = { kind: 'csv', paths: ['id'], timeZone: 'UTC', showsSecrets: false } as const
  for (const format of [{ kind: 'ndjson' }, csv] as const) {
    for (const hasLeaves of [false, true]) {
      const service = createExportService(getDataset)
      service.open({ isZipped: true, dateMs: 0 })
      const pieces: Uint8Array[] = []
      const ended = []
      for (const name of ['a', 'b']) {
        pieces.push(await service.start({ name, format, sources }))
        for (const part of [texts.slice(0, 5), texts.slice(5)]) {
          const leaves = Uint8Array.from(
            part.flatMap((text) => [
              ...createHash('sha256').update(Uint8Array.of(0)).update(text).digest(),
            ]),
          )
          const given = { ...toEntryTexts(part), ...(hasLeaves && { leaves }) }
          const { chunk } = await service.write(given)
          pieces.push(chunk.slice())
        }
        ended.push(service.endData())
      }
      const tree = service.tree()
      pieces.push(await service.finish([]))
      const lines = (await readZip(Buffer.concat(pieces))).flatMap(({ bytes }) =>
        bytes.toString().split('\n').slice(0, -1),
      )
      const isLines = format.kind === 'ndjson'
      const leaves = isLines ? lines : [...texts, ...texts]
      expect(tree).toEqual({
        count: 2 * texts.length,
        root: toNaiveRoot(leaves.map((leaf) => Buffer.from(leaf))),
      })
      const joinedLines = isLines ? [oddEntries.length] : undefined
      expect(ended.map((file) => file.joinedLines)).toEqual([joinedLines, joinedLines])
    }
  }
})

it('has the root of an empty tree where there are no entries, and none for a file alone', async () => {
  const service = createExportService(getDataset)
  service.open({ isZipped: true, dateMs: 0 })
  await service.start({ name: 'a', format: { kind: 'ndjson' }, sources })
  expect(service.tree()).toEqual({ count: 0, root: sha256Of(Buffer.of()) })
  service.open({ isZipped: false, dateMs: 0 })
  expect(() => service.tree()).toThrow()
})

it('measures entries as it would write them', async () => {
  const { measure } = createExportService(getDataset)
  const { bytes } = await writeAll({ kind: 'ndjson' }, false)
  expect(measure({ name: '', format: { kind: 'ndjson' }, sources }, toEntryTexts(oddEntries))).toBe(
    bytes.length,
  )
})

it('has no room for further files beside a data file that comes alone', async () => {
  const file = { name: 'b.json', text: '' }
  await expect(writeAll({ kind: 'ndjson' }, false, [file])).rejects.toThrow('no room')
})

const parts: ManifestInput = {
  mediaType: 'application/x-ndjson',
  files: [
    {
      name: 'x_partial.ndjson',
      bytes: 1,
      entries: 2,
      sha256: 'ab',
      first: undefined,
      last: undefined,
      notes: { a: 1 },
    },
  ],
  exportedByLog: [],
  which: 'shown',
  facts: {
    verdict: 'partial',
    because: 'The range was not read to its end.',
    loaded: 3,
    shown: 2,
    conflicting: 1,
    timeRange: { since: '2026-11-01', before: '2026-11-02' },
    mayStillChangeSince: '2026-11-01T23:50:00Z',
  },
  record: {
    question: { link: 'http://x' },
    cannotShow: { statements: [{ id: 'reads' }], text: ['Reads are not recorded.'] },
    ledger: {
      verdict: 'partial',
      timeRange: { since: '2026-11-01', before: '2026-11-02' },
      gaps: [],
      windows: [],
    },
  },
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
      'Partial: only 3 entries of this range are loaded. The range was not read to its end. The file gets the 2 that pass the local filters.',
    mayStillChangeSince: '2026-11-01T23:50:00Z',
    file: { name: 'x_partial.ndjson', sha256: 'ab', entries: 2 },
    written: { a: 1 },
    entries: { which: 'shown', exported: 2, loaded: 3, idsWithTwoContents: 1, first: null },
    question: { link: 'http://x' },
    cannotShow: { statements: [{ id: 'reads' }], text: ['Reads are not recorded.'] },
    ledger: { windows: [] },
  })
})

it('115: says of a search up to now that it is complete only so far', () => {
  const facts = { ...parts.facts, verdict: 'complete', because: 'Read to its end.' } as const
  const claimOf = (of: SearchFacts) => JSON.parse(formatManifest({ ...parts, facts: of })).claim
  expect(claimOf(facts)).toMatch(/^Complete so far: 3 entries\. Read to its end\./)
  expect(claimOf({ ...facts, mayStillChangeSince: undefined })).toMatch(/^Complete: 3 entries\./)
  expect(claimOf({ ...facts, mayLackOlder: true })).toMatch(
    /^Complete so far, as far as the log reaches: 3 entries\./,
  )
  expect(claimOf({ ...facts, mayLackOlder: true, verdicts: {} })).toMatch(
    /as far as the logs reach:/,
  )
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
