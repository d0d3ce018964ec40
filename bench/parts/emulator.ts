/**
 * What the emulator costs: start, memory, pages per second, and the slowest first page of each log for any
 * single filter, including one that matches no entry.
 */
import type { Dataset } from '../../src/catalog/define-dataset.ts'
import { datasets } from '../../src/catalog/index.ts'
import type { Parameter } from '../../src/catalog/parameters.ts'
import type { ScopeKind } from '../../src/catalog/scopes.ts'
import { createEmulator, type Emulator } from '../../src/emulator/app.ts'
import { findScopes } from '../../src/emulator/testing/ask-emulator.ts'
import { findScopedPath } from '../../src/query/address/path-meaning.ts'
import { formatQueryString, type Pair } from '../../src/query/query-string.ts'
import { median } from '../median.ts'
import type { Line, Part } from '../part.ts'

/** Generating an entry should not take much longer than reading its JSON; it took 1.5 times as long in November. */
const maxStartRatio = 3
/** Columns have to be much smaller than text; they took 0.11 of it. */
const maxMemoryRatio = 0.2
/** A filter may not cost much more than the simplest one over objects in memory; the slowest took 1.3 of it. */
const maxFilterRatio = 3
/** Generating and formatting a page is slower than reading it: 0.12 for short entries to 0.27 for audit log v2. */
const minPageRatio = 0.1

const startClockMs = Date.parse('2026-11-19T15:20:00.000Z')
const wholeRange: Pair[] = [
  ['since', '2026-10-01T00:00:00Z'],
  ['before', '2026-12-31T00:00:00Z'],
]
let nowMs = startClockMs

/** The lines of the emulator. */
export const emulator: Part = {
  name: 'emulator',
  async run({ entries }) {
    const emptyBytes = readMemory()
    const startMs = performance.now()
    const emulator = createEmulator({ seed: 1, entries, now: () => nowMs })
    const startedMs = performance.now() - startMs
    const bytes = readMemory() - emptyBytes
    const scopes = await findScopes(emulator)
    const arrayMs = measureArrayFilter(entries)
    const logs: Line[] = []
    let first: Pages | undefined
    for (const dataset of datasets) {
      for (const { kind } of dataset.scopes) {
        const path = findScopedPath(dataset, scopes[kind as ScopeKind]) ?? ''
        const slowest = await measureFilters(emulator, dataset, path)
        const pages = await measurePages(emulator, dataset, path)
        first ??= pages
        logs.push(...toLogLines(`${dataset.id} of ${kind}`, slowest, pages, arrayMs))
      }
    }
    return [...toStartLines(entries, startedMs, bytes, first), ...logs]
  },
}

/** The lines of the start, beside the JSON of as many entries. */
function toStartLines(entries: number, startedMs: number, bytes: number, pages?: Pages): Line[] {
  const { read = 0, parseMs = Number.NaN, length = Number.NaN } = pages ?? {}
  return [
    {
      claim: 'emulator starts',
      measured: startedMs,
      unit: 'ms',
      ratio: {
        to: 'JSON.parse of as many entries',
        baseline: (parseMs / read) * entries,
        limit: maxStartRatio,
        direction: 'at most',
      },
    },
    {
      claim: 'emulator memory',
      measured: bytes / entries,
      unit: 'bytes/entry',
      ratio: {
        to: 'the JSON text of an entry',
        baseline: length / read,
        limit: maxMemoryRatio,
        direction: 'at most',
      },
    },
  ]
}

function toLogLines(log: string, slowest: Slowest, pages: Pages, arrayMs: number): Line[] {
  const { read, ms, parseMs } = pages
  return [
    {
      claim: `${log}: slowest filter`,
      measured: slowest.ms,
      unit: 'ms',
      ratio: {
        to: 'Array.filter over as many objects',
        baseline: arrayMs,
        limit: maxFilterRatio,
        direction: 'at most',
      },
      note: slowest.filter,
    },
    {
      claim: `${log}: pages of 1,000`,
      measured: (read / ms) * 1_000,
      unit: 'entries/s',
      ratio: {
        to: 'JSON.parse of the same text',
        baseline: (read / parseMs) * 1_000,
        limit: minPageRatio,
        direction: 'at least',
      },
    },
  ]
}

function readMemory(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

async function ask({ fetch }: Emulator, path: string, pairs: readonly Pair[]): Promise<string> {
  const url = `https://api.cloudflare.com/client/v4${path}?${formatQueryString(pairs)}`
  const response = await fetch(new Request(url))
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.status} ${url}: ${text}`)
  return text
}

/** How many entries were read, in what time, and the time and size of their JSON. */
type Pages = { read: number; ms: number; parseMs: number; length: number }

/** Reads pages of 1,000, one after the other. */
async function measurePages(emulator: Emulator, dataset: Dataset, path: string): Promise<Pages> {
  const { sizeParameter, style } = dataset.pagination
  const pages: Pages = { read: 0, ms: 0, parseMs: 0, length: 0 }
  let nextPairs: Pair[] = []
  for (let page = 1; page <= 100; page++) {
    const startMs = performance.now()
    const text = await ask(emulator, path, [...wholeRange, [sizeParameter, '1000'], ...nextPairs])
    const readMs = performance.now()
    const { result, result_info: info } = JSON.parse(text)
    pages.parseMs += performance.now() - readMs
    pages.ms += readMs - startMs
    pages.read += result.length
    pages.length += text.length
    if (result.length < 1000) break
    nextPairs = style === 'cursor' ? [['cursor', info.cursor]] : [['page', String(page + 1)]]
  }
  return pages
}

/** A value that no entry has, and some that entries have. */
function toValues({ kind, values = [], wireName }: Parameter): string[] {
  if (kind === 'choice') return [...values]
  if (kind === 'boolean') return ['true', 'false']
  if (kind === 'ip' || kind === 'ip-or-cidr') return ['10.1.2.3', '192.0.2.10']
  if (kind === 'integer') return ['299', '200']
  if (wireName === 'product_category') return ['zerotrust']
  return ['nothing-is-called-this', ...values.slice(0, 3)]
}

type Slowest = { ms: number; filter: string }

async function measureFilters(
  emulator: Emulator,
  dataset: Dataset,
  path: string,
): Promise<Slowest> {
  let slowest: Slowest = { ms: 0, filter: '' }
  for (const parameter of dataset.parameters.filter(({ role }) => role === 'filter')) {
    const { wireName, exclude } = parameter
    for (const key of exclude ? [wireName, `${wireName}.not`] : [wireName]) {
      for (const value of toValues(parameter)) {
        // The clock runs: new entries appear between any two requests.
        nowMs += 60_000
        const startMs = performance.now()
        await ask(emulator, path, [...wholeRange, [key, value]])
        const ms = performance.now() - startMs
        if (ms > slowest.ms) slowest = { ms, filter: `${key}=${value}` }
      }
    }
  }
  return slowest
}

/** The simplest filter over as many entries as the emulator has: the median of nine. */
function measureArrayFilter(entries: number): number {
  const values = ['create', 'update', 'delete', 'view', 'login']
  const objects = Array.from({ length: entries }, (_, index) => ({
    type: values[index % values.length],
    index,
  }))
  const times: number[] = []
  for (let round = 0; round < 9; round++) {
    const startMs = performance.now()
    objects.filter(({ type }) => type === values[round % values.length])
    times.push(performance.now() - startMs)
  }
  return median(times)
}
