/** Exports with receipts, checked by naive code and by the real `openssl`. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import type { Receipt } from '../../../evidence/receipt.ts'
import { verifyBundle } from '../../../evidence/verify/verify-bundle.ts'
import { createQuery } from '../../../query/log-query.ts'
import { formatApiRequest, toFirstRequests } from '../../../query/request/api-request.ts'
import { createColumnEntryStore } from '../../store/column-entry-store.ts'
import { toEntryText, toPageBytes } from '../../store/testing/page-bytes.ts'
import { chooseRows } from '../choose-rows.ts'
import type { ExportSource, ReceiptPageInput, SearchFacts, SearchRecord } from '../export-source.ts'
import { type ExportChoice, getFileNames, planFiles } from '../plan-files.ts'
import { createLocalWriter } from '../testing/create-local-writer.ts'
import { readZip } from '../testing/read-zip.ts'
import { signPages, toNaiveRoot } from '../testing/sign-pages.ts'
import { writeFiles } from '../write-files.ts'
import { formatManifest } from '../writer/manifest.ts'
import { listReceiptFiles, type ReceiptEnd } from './list-receipt-files.ts'

const dataset = getDataset('account-audit-logs-v2')
const scope = { kind: 'account', id: 'a'.repeat(32) } as const
const timeRange = { since: '2026-11-01T00:00:00Z', before: '2026-11-02T00:00:00Z' }
const pretty = `{\r\n  "id": "e4",\n  "action": { "time": "2026-11-01T00:00:56Z", "note": "\\n" }\n}`

const [firstRequest = ''] = toFirstRequests(createQuery(dataset.id, scope), timeRange).map(
  formatApiRequest,
)

/** The entries of three pages; the last page repeats one of the first. */
const first = ['e1', 'e2', 'e3'].map((id, index) => toEntryText(id, 59 - index))
const pageTexts = [first, [pretty, toEntryText('e5', 40), first[2] ?? ''], []]

async function load(texts: readonly (readonly string[])[]) {
  const store = createColumnEntryStore([{ id: 'log', dataset }])
  const received: { page: ReceiptPageInput; texts: readonly string[]; body: string }[] = []
  const tickets: number[] = []
  for (const [index, entries] of texts.entries()) {
    const bytes = toPageBytes(entries)
    const body = new TextDecoder().decode(bytes)
    const staged = await store.stage(bytes, 0, 'log')
    if (staged.problem) throw new Error(staged.problem.kind)
    tickets.push(staged.ticket)
    const page: ReceiptPageInput = {
      ...{ source: 'log', request: `${firstRequest}${index === 0 ? '' : `&cursor=${index}`}` },
      ...{ at: `2026-11-21T12:00:0${index}.000Z`, count: entries.length },
      ...{ bytes: Buffer.byteLength(body), requestId: `request-${index}`, leaves: [] },
      ...(entries.length === 0 && { body: staged.body }),
    }
    received.push({ page, texts: entries, body })
  }
  await store.commit([tickets], { at: 'end', direction: 'desc' })
  const leaves = await store.pageLeaves(tickets)
  const pages = received.map((each, index) => ({
    ...each,
    page: { ...each.page, leaves: leaves[index] ?? [] },
  }))
  return { store, pages }
}

type Options = Partial<ExportChoice> & {
  texts?: readonly (readonly string[])[]
  selected?: readonly number[]
  stamp?: ExportSource['evidence']['stamp']
}

/** The files of an export by their names, and what its end says. */
async function exportAll({
  texts = pageTexts,
  selected = [],
  stamp = async () => undefined,
  ...chosen
}: Options = {}) {
  const { store, pages } = await load(texts)
  const { stored: loaded } = store.size()
  const facts: SearchFacts = {
    ...{ verdict: 'complete', because: 'Read to its end.', loaded, shown: loaded },
    ...{ conflicting: 0, timeRange },
  }
  const source: ExportSource = {
    ...{ dataset, logs: [{ id: 'log', dataset, scope }], store, hasPairs: false },
    ...{ selectedRows: new Set(selected), paths: ['id'], timeZone: 'UTC' },
    ...{ now: () => Date.parse('2026-11-21T12:00:10Z'), version: '1.2.3' },
    evidence: {
      read: async () => ({ pages: pages.map(({ page }) => page), witness: signPages(pages) }),
      stamp,
    },
    readFacts: () => facts,
    readRecord: () => record,
  }
  const record: SearchRecord = {
    question: { log: dataset.title, timeRange, filters: [] },
    cannotShow: { statements: [], text: ['Reads are not recorded.'] },
    ledger: {
      ...{ verdict: 'complete', timeRange, gaps: [], asked: [firstRequest] },
      windows: [
        {
          ...{ number: 1, query: 1, ...timeRange, reason: 'start', outcome: 'end', retries: [] },
          pages: pages.map(({ page: { leaves: _, source: __, ...page } }) => {
            return { ...page, doubts: [] }
          }),
        },
      ],
    },
  }
  const choice: ExportChoice = {
    ...{ which: selected.length > 0 ? 'selected' : 'shown', kind: 'ndjson', columns: 'shown' },
    ...{ showsSecrets: false, isCsvAlone: false, ...chosen },
  }
  const names = getFileNames(source, facts, choice)
  const { rows } = await chooseRows(source, choice.which)
  const planned = await planFiles(source, choice, names, rows)
  const pieces: Uint8Array[] = []
  let end: ReceiptEnd | undefined
  const { signal } = new AbortController()
  await writeFiles({
    ...{ files: planned, store, delivery: { isZipped: true, dateMs: 0 }, signal },
    toFiles: (written, data) =>
      listReceiptFiles(
        {
          ...{ source, choice, facts, record, planned, signal, manifestName: names.manifest },
          evidence: source.evidence.read(),
          toManifest: () =>
            formatManifest({
              ...{ files: written, facts, record, exportedByLog: [], version: source.version },
              mediaType: { ndjson: 'application/x-ndjson', csv: 'text/csv;charset=utf-8' }[
                choice.kind
              ],
              ...{ which: choice.which, chosenMs: source.now(), writtenMs: source.now() },
            }),
          onReceipt: (made) => {
            end = made
          },
        },
        data,
      ),
    writer: createLocalWriter(),
    sink: { write: async (bytes) => void pieces.push(bytes.slice()) },
    onProgress: () => undefined,
  })
  store.dispose()
  const zip = await readZip(Buffer.concat(pieces))
  const read = (name: string) => zip.find((file) => file.name === name)?.bytes ?? Buffer.of()
  const receipt: Receipt = JSON.parse(read('receipt.json').toString())
  const lines = read(names.data[0] ?? '')
    .toString()
    .split('\n')
    .slice(0, -1)
  return { zip, read, receipt, lines, end, data: names.data[0] ?? '' }
}

type Exported = Awaited<ReturnType<typeof exportAll>>

/** The roots of the pages, computed from the lines of the data and from `pages.ndjson`. */
function listPageRoots({ read, lines }: Exported): string[] {
  const pages = read('pages.ndjson').toString().split('\n').slice(0, -1)
  return pages.map((page) => {
    const leaves = JSON.parse(page).flatMap(
      (leaf: string | [number, number] | { text: string }) => {
        if (typeof leaf === 'string') return [{ hash: leaf }]
        return Array.isArray(leaf) ? lines.slice(leaf[0], leaf[0] + leaf[1]) : [leaf.text]
      },
    )
    return toNaiveRoot(leaves)
  })
}

/** What the verifier finds wrong. */
async function listProblems({ zip }: Exported): Promise<string[]> {
  const files = zip.map(({ name, bytes }) => ({
    ...{ name, size: bytes.length },
    open: () => new Blob([Uint8Array.from(bytes)]).stream(),
  }))
  const { checks } = await verifyBundle(files)
  return checks.filter(({ result }) => result === 'fails').map(({ words }) => words)
}

/** Runs `verify.sh` on the unpacked files; `change` may be made to them before. */
function runScript(
  { zip }: Exported,
  change: (name: string, bytes: Buffer) => Buffer = (_, bytes) => bytes,
) {
  const folder = mkdtempSync(join(tmpdir(), 'gumshoe export '))
  for (const { name, bytes } of zip) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), change(name, bytes))
  }
  const { status, stdout } = spawnSync('sh', ['verify.sh'], { cwd: folder, encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  return { status, stdout }
}

it('ties each line to the page that the proxy signed, and passes its own script', async () => {
  const exported = await exportAll()
  const { receipt, lines, read, zip, data, end } = exported
  expect(zip.map(({ name }) => name)).toEqual([
    ...[data, `${data}.manifest.json`, 'pages.ndjson', 'pages/3.json', 'receipt.json'],
    ...['witness/head-1.json', 'witness/head-1.sig', 'witness/head-1.sigstore.json'],
    ...['witness/key-1.pem', 'verify.sh', 'README.txt', 'SHA256SUMS'],
  ])
  expect(zip.filter(({ isExecutable }) => isExecutable).map(({ name }) => name)).toEqual([
    'verify.sh',
  ])
  expect(lines).toHaveLength(5)
  const { predicate, subject } = receipt
  expect(predicate).toMatchObject({
    ...{ complete: true, verdict: 'complete', madeAt: '2026-11-21T12:00:10.000Z' },
    claim: 'Complete: 5 entries. Read to its end.',
    counts: { loaded: 5, shown: 5, exported: 5, conflicting: 0 },
    data: [{ name: data, format: 'ndjson', entries: 5 }],
    entries: { count: 5, root: toNaiveRoot(lines) },
    sources: [{ in: `accounts/${scope.id}/logs/audit`, file: data, exported: 5 }],
  })
  expect(predicate.pages.map(({ body, source }) => [body, source])).toEqual(
    [undefined, undefined, 'pages/3.json'].map((body) => [body, `accounts/${scope.id}/logs/audit`]),
  )
  expect(subject.map(({ name }) => name)).toEqual(zip.slice(0, 4).map(({ name }) => name))
  expect(read('pages.ndjson').toString().split('\n')).toEqual([
    '[[0,3]]',
    `[${JSON.stringify({ line: 3, text: pretty })},[4,1],"${toNaiveRoot([lines[2] ?? ''])}"]`,
    '[]',
    '',
  ])
  const signed = predicate.witness.records.map(({ record }) => record.entries?.root)
  expect(listPageRoots(exported)).toEqual(signed)
  expect(read('pages/3.json').toString()).toBe('{"success":true,"result":[],"result_info":{}}')
  expect(end).toEqual({ witness: predicate.witness, timestamp: { isThere: false } })
  const { status, stdout } = runScript(exported)
  expect([status, stdout]).toEqual([0, expect.stringContaining('These checks hold: digests')])
  expect(await listProblems(exported)).toEqual([])
})

it('names by its script the file in which a byte is flipped', async () => {
  const exported = await exportAll()
  const flipped = exported.zip.map(({ name }) => name).filter((name) => /json|pem|sig/.test(name))
  for (const name of flipped) {
    const flip = (each: string, bytes: Buffer) => {
      if (each !== name) return bytes
      const changed = Buffer.from(bytes)
      changed[0] = (changed[0] ?? 0) ^ 1
      return changed
    }
    const { status, stdout } = runScript(exported, flip)
    expect([status, stdout]).toEqual([1, expect.stringContaining(`FAILED  ${name} was changed`)])
  }
})

it('gives hashes of entries that are in no file: those not selected, and all of a table', async () => {
  const selection = await exportAll({ selected: [1, 4] })
  expect(selection.lines).toHaveLength(2)
  expect(selection.receipt.predicate).toMatchObject({
    complete: false,
    entries: { count: 2, root: toNaiveRoot(selection.lines) },
    counts: { loaded: 5, exported: 2 },
  })
  const signed = ({ receipt }: Exported) =>
    receipt.predicate.witness.records.map(({ record }) => record.entries?.root)
  expect(listPageRoots(selection)).toEqual(signed(selection))
  expect(runScript(selection).status).toBe(0)
  const table = await exportAll({ kind: 'csv' })
  expect(table.read('pages.ndjson').toString()).not.toMatch(/\[\d/)
  expect(listPageRoots(table)).toEqual(signed(table))
  const entries = [...first, pretty, pageTexts[1]?.[1] ?? '']
  expect(table.receipt.predicate.entries).toEqual({ count: 5, root: toNaiveRoot(entries) })
  expect(table.read('README.txt').toString()).toContain('The data is a CSV table.')
  expect(runScript(table).status).toBe(0)
  for (const each of [selection, table]) expect(await listProblems(each)).toEqual([])
})

it('makes a receipt of absence of a search that found nothing', async () => {
  const absence = await exportAll({ texts: [[], []] })
  const { receipt, read, data } = absence
  expect(read(data)).toHaveLength(0)
  expect(receipt.predicate).toMatchObject({
    claim: 'Complete: 0 entries. Read to its end.',
    entries: { count: 0, root: toNaiveRoot([]) },
    pages: [
      { count: 0, body: 'pages/1.json' },
      { count: 0, body: 'pages/2.json' },
    ],
  })
  expect(read('README.txt').toString()).toContain('found nothing')
  expect(runScript(absence).status).toBe(0)
  expect(await listProblems(absence)).toEqual([])
})

it('keeps the timestamp of an authority, and goes on where it fails', async () => {
  const asked: string[] = []
  const stamped = await exportAll({
    async stamp(sha256) {
      asked.push(sha256)
      return new TextEncoder().encode('token')
    },
  })
  const sums = stamped.read('SHA256SUMS').toString()
  expect(sums).toContain(`${asked[0]}  receipt.json`)
  expect(stamped.read('receipt.tsr').toString()).toBe('token')
  expect(stamped.end?.timestamp).toEqual({ isThere: true })
  const failed = await exportAll({ stamp: () => Promise.reject(new Error('It is down.')) })
  expect(failed.zip.some(({ name }) => name === 'receipt.tsr')).toBe(false)
  expect(failed.end?.timestamp).toMatchObject({ isThere: false, problem: expect.any(String) })
  expect(failed.read('README.txt').toString()).toContain('although one was asked')
  expect(runScript(failed).status).toBe(0)
})
