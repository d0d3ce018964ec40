/**
 * What the emulator costs: start, memory, pages per second, and the slowest first page of each log for any
 * single filter, no match included.
 */
import type { Dataset } from '../../src/catalog/define-dataset.ts'
import { datasets } from '../../src/catalog/index.ts'
import type { Parameter } from '../../src/catalog/parameters.ts'
import type { ScopeKind } from '../../src/catalog/scopes.ts'
import { createEmulator, type Emulator } from '../../src/emulator/app.ts'
import { findScopes } from '../../src/emulator/testing/ask-emulator.ts'
import { findScopedPath } from '../../src/query/address/url-codec.ts'
import { formatQueryString, type Pair } from '../../src/query/query-string.ts'
import type { Line, Part } from '../part.ts'

const startClockMs = Date.parse('2026-11-19T15:20:00.000Z')
const everything: Pair[] = [
  ['since', '2026-10-01T00:00:00Z'],
  ['before', '2026-12-31T00:00:00Z'],
]
let nowMs = startClockMs

function toMemory(): number {
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

/** Entries per second in pages of 1,000, read one after the other. */
async function measurePages(emulator: Emulator, dataset: Dataset, path: string): Promise<number> {
  const { sizeParameter, style } = dataset.pagination
  let read = 0
  let ms = 0
  let place: Pair[] = []
  for (let page = 1; page <= 100; page++) {
    const startMs = performance.now()
    const text = await ask(emulator, path, [...everything, [sizeParameter, '1000'], ...place])
    ms += performance.now() - startMs
    const { result, result_info: info } = JSON.parse(text)
    read += result.length
    if (result.length < 1000) break
    place = style === 'cursor' ? [['cursor', info.cursor]] : [['page', String(page + 1)]]
  }
  return Math.round((read / ms) * 1000)
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
        await ask(emulator, path, [...everything, [key, value]])
        const ms = performance.now() - startMs
        if (ms > slowest.ms) slowest = { ms, filter: `${key}=${value}` }
      }
    }
  }
  return slowest
}

/** The lines of the emulator. */
export const emulator: Part = {
  name: 'emulator',
  async run({ entries }) {
    const emptyBytes = toMemory()
    const startMs = performance.now()
    const emulator = createEmulator({ seed: 1, entries, now: () => nowMs })
    const startedMs = performance.now() - startMs
    const bytes = toMemory() - emptyBytes
    const lines: Line[] = [
      { claim: 'emulator starts', measured: startedMs, unit: 'ms', most: 5_000 },
      { claim: 'emulator memory', measured: bytes / entries, unit: 'bytes/entry', most: 300 },
    ]
    const scopes = await findScopes(emulator)
    for (const dataset of datasets) {
      for (const { kind } of dataset.scopes) {
        const path = findScopedPath(dataset, scopes[kind as ScopeKind]) ?? ''
        const { ms, filter } = await measureFilters(emulator, dataset, path)
        const perSecond = await measurePages(emulator, dataset, path)
        const log = `${dataset.id} of ${kind}`
        lines.push(
          { claim: `${log}: slowest filter (${filter})`, measured: ms, unit: 'ms', most: 100 },
          {
            claim: `${log}: pages of 1,000`,
            measured: perSecond,
            unit: 'entries/s',
            least: 50_000,
          },
        )
      }
    }
    return lines
  },
}
