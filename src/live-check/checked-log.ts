/**
 * A log that is checked, in one scope: reads pages of it, and remembers the newest entries, from which most questions
 * are built.
 */
import type { Dataset } from '../catalog/define-dataset.ts'
import { readPath, readText } from '../catalog/fields.ts'
import type { Parameter } from '../catalog/parameters.ts'
import type { ScopeKind } from '../catalog/scopes.ts'
import { findEpochMs, formatInstant } from '../cloudflare/instant.ts'
import { findEntryText, type Page } from '../cloudflare/page.ts'
import { getDirectionKey } from '../query/address/url-codec.ts'
import type { Pair } from '../query/query-string.ts'
import { toRequestPairs } from '../query/request-pairs.ts'
import type { Asker, Reply } from './create-asker.ts'
import { toRefusalWords, Unanswered } from './unanswered.ts'

/** An entry, with the text that identifies it: its id, or its whole text. */
export type CheckedEntry = { value: unknown; key: string; time: string; timeMs: number }

/** What is asked; without these, the newest entries of the whole retention, until the check began. */
export type PageRequest = {
  since?: string
  before?: string
  direction?: 'asc' | 'desc'
  size?: number
  cursor?: string | undefined
  pageNumber?: number
  filters?: readonly Pair[]
  /** Set to ask again what was asked before; usually the answer is remembered. */
  isFresh?: boolean
}

/** A page with its entries. */
export type CheckedPage = { page: Page; entries: readonly CheckedEntry[] }

/** One log in one scope. */
export type CheckedLog = {
  dataset: Dataset
  kind: ScopeKind
  /** Asks for a page, and returns whatever the API answers. */
  request: (request: PageRequest) => Promise<Reply>
  /** The same; rejects with `Unanswered` when the API refuses it. */
  read: (request: PageRequest) => Promise<CheckedPage>
  /** The newest entries when the check began, at most 1,000, and the end of the time range that was asked for. */
  sample: () => Promise<CheckedPage & { beforeMs: number }>
  now: () => number
}

/** What a checked log needs. `given`: values of required parameters other than time. */
export type CheckedLogTools = {
  asker: Asker
  now: () => number
  dataset: Dataset
  kind: ScopeKind
  path: string
  given: readonly Pair[]
}

const dayMs = 86_400_000
/** The range of a log whose retention is not documented, in days. */
const assumedRetentionDays = 548
const sampleSize = 1_000

/** Creates a log to check; sends nothing yet. */
export function createCheckedLog(tools: CheckedLogTools): CheckedLog {
  const { asker, now, dataset, kind, path, given } = tools
  const startMs = now()
  const retentionMs = (dataset.retentionDays ?? assumedRetentionDays) * dayMs
  const range = { since: formatInstant(startMs - retentionMs), before: formatInstant(startMs) }
  let sampled: ReturnType<CheckedLog['sample']> | undefined

  const asked = new Map<string, Promise<Reply>>()

  function request({ isFresh = false, ...wanted }: PageRequest): Promise<Reply> {
    const pairs = toPairs(dataset, { ...range, ...wanted }, given)
    const key = JSON.stringify(pairs)
    const known = isFresh ? undefined : asked.get(key)
    const reply = known ?? asker.ask(path, pairs)
    asked.set(key, reply)
    return reply
  }

  async function read(wanted: PageRequest): Promise<CheckedPage> {
    const { page, refusal } = await request(wanted)
    if (refusal) {
      const words = `the API refused the request ${toRefusalWords(refusal)}.`
      throw new Unanswered(words, refusal)
    }
    return { page, entries: toEntries(dataset, page) }
  }

  async function takeSample() {
    const size = Math.min(sampleSize, dataset.pagination.maxSize)
    return { beforeMs: startMs, ...(await read({ size })) }
  }

  return {
    dataset,
    kind,
    request,
    read,
    sample: () => {
      sampled ??= takeSample()
      return sampled
    },
    now,
  }
}

function toPairs(
  dataset: Dataset,
  wanted: PageRequest & { since: string; before: string },
  given: readonly Pair[],
): readonly Pair[] {
  const { pagination } = dataset
  const { since, before, direction = 'desc', size = pagination.defaultSize, filters = [] } = wanted
  const pairs: Pair[] = [
    ...toRequestPairs(dataset, [
      ['since', since],
      ['before', before],
      [getDirectionKey(dataset), direction],
      ...given,
      ...filters,
      [pagination.sizeParameter, String(size)],
    ]),
  ]
  if (pagination.style === 'page') {
    pairs.push([pagination.pageParameter, String(wanted.pageNumber ?? 1)])
  } else if (pagination.style === 'cursor' && wanted.cursor !== undefined) {
    pairs.push([pagination.cursorParameter, wanted.cursor])
  }
  return pairs
}

function toEntries({ idPath, timePath }: Dataset, page: Page): CheckedEntry[] {
  return page.entries.map((value, index) => {
    const time = readText(value, timePath)
    const key = readText(value, idPath) || (findEntryText(page, index) ?? '')
    return { value, key, time, timeMs: findEpochMs(time) ?? Number.NaN }
  })
}

/** The value that a filter compares, as text; `undefined` where an entry has none. */
export function findFilterText({ field }: Parameter, { value }: CheckedEntry): string | undefined {
  const found = field === undefined ? undefined : readPath(value, field)
  if (typeof found === 'number' || typeof found === 'boolean') return String(found)
  return typeof found === 'string' && found !== '' ? found : undefined
}

/** The filters of a dataset that compare a field. */
export function listFieldFilters({ parameters }: Dataset): readonly Parameter[] {
  return parameters.filter(
    ({ role, field, deprecatedFor }) =>
      role === 'filter' && field !== undefined && deprecatedFor === undefined,
  )
}
