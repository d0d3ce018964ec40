/** What a saved query is, and what may be one: a name, a note, and an address that Gumshoe understands. */

import { getDataset } from '../../catalog/index.ts'
import { idScopes } from '../../catalog/scopes.ts'
import {
  findPathMeaning,
  formatUrl,
  parseUrl,
  toFilterPairs,
} from '../../query/address/url-codec.ts'
import type { IdScope } from '../../query/log-query.ts'
import { formatQueryString } from '../../query/query-string.ts'
import { formatRange } from '../../query/time/time-range.ts'

/** A saved query. Names are unique; a relative range in the address stays relative. */
export type SavedQuery = {
  name: string
  /** May be empty. */
  note: string
  /** Path and query of a page, as `formatUrl` writes it; nothing of the screen. */
  address: string
}

/** Limits in characters, and how many queries are kept. */
export const savedSizes = { name: 80, note: 500, address: 17_000, queries: 500 } as const

/** Characters that a reader cannot see, or that turn the order of others: they make names look alike. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u

/** What is wrong with a name, blanks around it aside; `undefined` when nothing is. */
export function findNameProblem(name: string): string | undefined {
  if (name.trim() === '') return 'Give it a name.'
  return findTextProblem(name, 'name', savedSizes.name)
}

/** What is wrong with a note; `undefined` when nothing is. */
export function findNoteProblem(note: string): string | undefined {
  return findTextProblem(note, 'note', savedSizes.note)
}

function findTextProblem(text: string, what: string, longest: number): string | undefined {
  if (text.trim().length > longest) return `The ${what} is longer than ${longest} characters.`
  return hidden.test(text)
    ? `The ${what} contains characters that cannot be seen. Type it anew without them.`
    : undefined
}

/**
 * The canonical form of an address, or why it cannot be saved. What belongs to the screen (the open
 * entry, the zone of the times) is left out.
 */
export function findSavedAddress(text: string): { address: string } | { problem: string } {
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
 * The scope that an address reads, when the same question can be asked in others of its kind. `undefined` for
 * one that belongs to another scope, as a zone to an account, for the user log, and for another page.
 */
export function findMovableScope(address: string): IdScope | undefined {
  const scope = findPathMeaning(address.split('?')[0] ?? '')?.scope
  return scope && 'id' in scope && !idScopes[scope.kind].list.within ? scope : undefined
}

/** The same question in another scope. */
export function moveToScope(address: string, scope: IdScope): string {
  const [path = '', ...rest] = address.split('?')
  const parsed = parseUrl(path, rest.join('?'))
  return parsed ? formatUrl({ ...parsed.query, scope }) : address
}

/** The address with its times shown in this zone, which belongs to the screen and is not saved; UTC needs no key. */
export function withTimeZone(address: string, timeZone: string | undefined): string {
  if (timeZone === undefined || timeZone === 'UTC') return address
  return `${address}${address.includes('?') ? '&' : '?'}${formatQueryString([['tz', timeZone]])}`
}

/** What a saved query asks, in one line: log, time, and filters as the API spells them. An unknown address stays. */
export function toAddressWords(address: string): string {
  const [path = '', ...rest] = address.split('?')
  const query = parseUrl(path, rest.join('?'))?.query
  if (!query) return address
  const { dataset, timeRange, filters, localFilters } = query
  const time =
    timeRange.kind === 'relative'
      ? formatRange(timeRange.range)
      : `${timeRange.since ?? '…'} to ${timeRange.before ?? '…'}`
  const asked = toFilterPairs(filters).map(([key, value]) => `${key}=${value}`)
  const local = localFilters.map(
    ({ mode, pointer, text }) => `local.${mode === 'include' ? 'has' : 'not'}=${pointer}=${text}`,
  )
  return [getDataset(dataset).title, time, ...asked, ...local].join(' · ')
}

/** A name that no query has yet: the wanted one, or with a number behind it. */
export function toFreeName(name: string, queries: readonly SavedQuery[]): string {
  const taken = new Set(queries.map((each) => each.name))
  for (let count = 1; ; count++) {
    const tail = count === 1 ? '' : ` (${count})`
    const candidate = name.slice(0, savedSizes.name - tail.length).trimEnd() + tail
    if (!taken.has(candidate)) return candidate
  }
}
