/**
 * Formats the filters that no request of the API carries, local and disabled ones among them, as one line beside a copied request,
 * and parses that line. So a copied request says what it leaves out, and pasting it restores the whole query.
 */
import { getDataset } from '../../catalog/index.ts'
import type { LogQuery } from '../log-query.ts'
import { planFilters } from '../plan-filters.ts'
import { formatTypedFilters, type ParsedTyped, parseTyped } from './typed-query.ts'

const opening = 'Not asked of the API: '

/** The line, without a line break; `undefined` when the requests carry the whole query. */
export function toUnsentLine(query: LogQuery): string | undefined {
  const { unsent } = planFilters(getDataset(query.dataset), query.filters)
  const typed = formatTypedFilters({ ...query, filters: unsent })
  return typed === '' ? undefined : opening + typed
}

/** The query `base` with the filters of such a line; `undefined` for any other text. */
export function parseUnsentLine(line: string, base: LogQuery): ParsedTyped | undefined {
  return line.startsWith(opening) ? parseTyped(line.slice(opening.length), base) : undefined
}
