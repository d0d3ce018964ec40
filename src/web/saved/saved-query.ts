/** A saved query (name, note and address), and the checks on each part. */

import { getDataset } from '../../catalog/index.ts'
import { idScopes } from '../../catalog/scopes.ts'
import { isHiddenSource } from '../../query/address/hidden-sources.ts'
import { findLogMeaning } from '../../query/address/path-meaning.ts'
import { formatUrl, parseUrl, toFilterPairs } from '../../query/address/url-codec.ts'
import { formatLocalFilter, getLocalKey } from '../../query/local-filter-text.ts'
import type { IdScope, Source } from '../../query/log-query.ts'
import { formatRange } from '../../query/time/time-range.ts'
import { toIdEnds } from '../ui/text/id-text.ts'

/** A saved query. Names are unique; a relative range in the address stays relative. */
export type SavedQuery = {
  name: string
  /** May be empty. */
  note: string
  /** Path and query string of a page, as `formatUrl` formats them, without the state of the screen. */
  address: string
}

/** Maximum lengths in characters, and the maximum number of queries. */
export const savedSizes = { name: 80, note: 500, address: 17_000, queries: 500 } as const

/** Invisible characters, and those that reverse the order of others: they make different names look alike. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u

/** The problem of a name, in words; `undefined` if it is valid. Spaces around it are ignored. */
export function findNameProblem(name: string): string | undefined {
  if (name.trim() === '') return 'Give it a name.'
  return findTextProblem(name, 'name', savedSizes.name)
}

/** The problem of a note, in words; `undefined` if it is valid. */
export function findNoteProblem(note: string): string | undefined {
  return findTextProblem(note, 'note', savedSizes.note)
}

function findTextProblem(text: string, label: string, maxLength: number): string | undefined {
  if (text.trim().length > maxLength) return `The ${label} is longer than ${maxLength} characters.`
  return invisible.test(text)
    ? `The ${label} contains characters that cannot be seen. Type it anew without them.`
    : undefined
}

/**
 * Parses an address to its canonical form, or returns why it cannot be saved. The state of the screen (the open
 * entry, the time zone) is left out.
 */
export function parseSavedAddress(text: string): { address: string } | { problem: string } {
  if (text.length > savedSizes.address) return { problem: 'The address is too long.' }
  const at = text.indexOf('?')
  const [path, search] = at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
  const parsed = text.includes('#') ? undefined : parseUrl(path, search)
  if (!parsed) {
    return { problem: `“${text.slice(0, 60)}” is not the address of an audit log in Gumshoe.` }
  }
  const [problem] = parsed.problems
  return problem ? { problem: problem.message } : { address: formatUrl(parsed.query) }
}

/**
 * The scope of an address, if the same query can be asked in other scopes of its kind. `undefined` for a scope that
 * belongs to another one, as a zone belongs to an account, for the user log, and for other pages.
 */
export function findMovableScope(address: string): IdScope | undefined {
  const scope = findLogMeaning(address.split('?')[0] ?? '')?.scope
  return scope && 'id' in scope && !idScopes[scope.kind].list.within ? scope : undefined
}

function parseAddress(address: string) {
  const [path = '', ...afterPath] = address.split('?')
  return parseUrl(path, afterPath.join('?'))
}

/** The address of the same query in another scope. */
export function moveToScope(address: string, scope: IdScope): string {
  const parsed = parseAddress(address)
  return parsed ? formatUrl({ ...parsed.query, scope }) : address
}

/** Describes an address in one line: log, time range, and filters as the API spells them. Returns an unknown address. */
export function toAddressWords(address: string): string {
  const query = parseAddress(address)?.query
  if (!query) return address
  const { dataset, timeRange, filters, localFilters } = query
  const time =
    timeRange.kind === 'relative'
      ? formatRange(timeRange.range)
      : `${timeRange.since ?? '…'} to ${timeRange.before ?? '…'}`
  const apiFilters = toFilterPairs(filters).map(([key, value]) => `${key}=${value}`)
  const local = localFilters.map((filter) =>
    filter.kind === 'field'
      ? `${getLocalKey(filter)}=${filter.pointer}=${filter.text}`
      : `${getLocalKey(filter)}=${formatLocalFilter(filter)}`,
  )
  const shown = query.sources?.filter((source) => !isHiddenSource(query, source))
  const logs = shown ? [toSourcesWords(shown)] : []
  const hiddenCount = query.hiddenSources?.length ?? 0
  if (hiddenCount > 0) logs.push(`${hiddenCount} hidden`)
  return [getDataset(dataset).title, ...logs, time, ...apiFilters, ...local].join(' · ')
}

/** The logs of a timeline, those of one account together: `v2, v1 in 2bd4…e631; user`. */
function toSourcesWords(sources: readonly Source[]): string {
  if (sources.length === 0) return 'no log chosen'
  const wordsByScope = new Map<string, string[]>()
  for (const { dataset, scope } of sources) {
    const key = 'id' in scope ? ` in ${toIdEnds(scope.id)}` : ''
    wordsByScope.set(key, [...(wordsByScope.get(key) ?? []), getDataset(dataset).word])
  }
  return [...wordsByScope].map(([scope, words]) => words.join(', ') + scope).join('; ')
}

/** A name that no query has yet: the given one, or the same with a number appended. */
export function toFreeName(name: string, queries: readonly SavedQuery[]): string {
  const takenNames = new Set(queries.map((query) => query.name))
  for (let count = 1; ; count++) {
    const suffix = count === 1 ? '' : ` (${count})`
    const candidate = name.slice(0, savedSizes.name - suffix.length).trimEnd() + suffix
    if (!takenNames.has(candidate)) return candidate
  }
}
