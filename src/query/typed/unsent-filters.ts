/**
 * What of a query no request of the API carries, as one line to stand beside a copied request, and
 * back: so that a request that is passed on says what it leaves out, and nothing is lost in pasting it.
 */
import type { LogQuery } from '../log-query.ts'
import { formatTypedFilters, type ParsedTyped, parseTyped } from './typed-query.ts'

const opening = 'Not asked of the API: '

/** The line, without line breaks; `undefined` when requests carry all of the query. */
export function toUnsentLine(query: LogQuery): string | undefined {
  const typed = formatTypedFilters({ ...query, filters: [] })
  return typed === '' ? undefined : opening + typed
}

/** The local and disabled filters that such a line names; `undefined` for any other text. */
export function parseUnsentLine(line: string, base: LogQuery): ParsedTyped | undefined {
  return line.startsWith(opening) ? parseTyped(line.slice(opening.length), base) : undefined
}
