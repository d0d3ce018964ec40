/** Requests as records and receipts write them, for comparison. */

import type { Dataset } from '../../catalog/define-dataset.ts'
import { findEpochMs } from '../../cloudflare/instant.ts'
import type { Pagination } from '../../cloudflare/pagination.ts'
import { findLogMeaning } from '../../query/address/path-meaning.ts'
import { type Pair, parseQueryString } from '../../query/query-string.ts'
import { toRequestName } from '../../query/request-pairs.ts'

/** A request: its path, and the decoded pairs of its query in order. */
export type ReadTarget = { readonly path: string; readonly pairs: readonly Pair[] }

const prefix = '/client/v4'

/** Reads path and query as they were sent. */
export function readTarget(target: string): ReadTarget {
  const at = target.indexOf('?')
  if (at === -1) return { path: target, pairs: [] }
  const { pairs, broken } = parseQueryString(target.slice(at + 1))
  return {
    path: target.slice(0, at),
    pairs: [...pairs, ...broken.map((part) => [part, ''] as const)],
  }
}

/** Whether two requests ask for the same: the same path, and the same pairs in the same order. */
export function isSameRequest(a: ReadTarget, b: ReadTarget): boolean {
  return (
    a.path === b.path &&
    a.pairs.length === b.pairs.length &&
    a.pairs.every(([key, value], at) => b.pairs[at]?.[0] === key && b.pairs[at]?.[1] === value)
  )
}

/** What a request asks of a log. */
export type LogRequest = {
  /** The path below `/client/v4/`. */
  readonly path: string
  /** The time range in epoch milliseconds; `undefined` where a bound is missing or no time. */
  readonly sinceMs: number | undefined
  readonly beforeMs: number | undefined
  /** The filters as sorted text; without time, direction, size and position of the page. */
  readonly filters: string
  /** The filters as they were sent. */
  readonly filterPairs: readonly Pair[]
  /** How the log pages, and how many entries the page has at most. */
  readonly pagination: Pagination
  readonly size: number
  /** Whether the oldest entries come first. */
  readonly isOldestFirst: boolean
  /** Where an entry of the log has its time. */
  readonly timePath: string
}

/** Reads what a request asks; `undefined` for a path that is no log. */
export function findLogRequest({ path, pairs }: ReadTarget): LogRequest | undefined {
  if (!path.startsWith(`${prefix}/`)) return undefined
  const dataset = findLogMeaning(path.slice(prefix.length))?.dataset
  if (!dataset) return undefined
  const names = listPagingNames(dataset)
  const find = (name: string) => {
    const found = pairs.filter(([key]) => key === name)
    return found.length === 1 ? findEpochMs(found[0]?.[1] ?? '') : undefined
  }
  const { pagination, timePath } = dataset
  const findText = (name: string) => pairs.find(([key]) => key === name)?.[1]
  const filterPairs = listFilterPairs({ path, pairs })
  return {
    path: path.slice(prefix.length + 1),
    sinceMs: find(names.since),
    beforeMs: find(names.before),
    filterPairs,
    filters: filterPairs
      .map(([key, value]) => `${key}=${value}`)
      .sort()
      .join('&'),
    pagination,
    size: Number(findText(pagination.sizeParameter) ?? pagination.defaultSize),
    isOldestFirst: findText(names.direction) === 'asc',
    timePath,
  }
}

/** The pairs of a request for a log that are filters; none for another path. */
export function listFilterPairs({ path, pairs }: ReadTarget): readonly Pair[] {
  const dataset = findLogMeaning(path.slice(prefix.length))?.dataset
  if (!dataset) return []
  const names = listPagingNames(dataset).all
  return pairs.filter(([key]) => !names.includes(key))
}

/** The path of the log that a source of a receipt names. */
export function toLogPath({ in: id }: { readonly in: string }): string {
  return id.split('?', 1)[0] ?? ''
}

/** The names that a request uses for time, direction and page. */
function listPagingNames({ parameters, pagination }: Dataset) {
  const nameOf = (wireName: string) => {
    const parameter = parameters.find((each) => each.wireName === wireName)
    return parameter ? toRequestName(parameter) : wireName
  }
  const since = nameOf('since')
  const before = nameOf('before')
  const direction = parameters.find(({ role }) => role === 'direction')
  const others = parameters
    .filter(({ role }) => role !== 'filter')
    .flatMap((each) => [toRequestName(each), each.repeatedAs ?? []].flat())
  const page = [pagination.sizeParameter]
  if (pagination.style === 'cursor') page.push(pagination.cursorParameter)
  if (pagination.style === 'page') page.push(pagination.pageParameter)
  const all = [...others, ...page]
  return { since, before, direction: direction ? toRequestName(direction) : 'direction', all }
}
