/** Keeps the open entry while the page goes from one log to a timeline, or back. */
import { getDataset } from '../../catalog/index.ts'
import type { LogQuery, Source } from '../log-query.ts'
import { findScopedPath } from './path-meaning.ts'
import type { EntryReference } from './screen-state.ts'
import { formatSource, parseSource } from './source-text.ts'

/**
 * The reference of an entry of one query in the address of another. In a timeline it names its source; `undefined` where
 * the other query does not ask the log of the entry.
 */
export function carryEntry(
  entry: EntryReference,
  from: LogQuery,
  to: LogQuery,
): EntryReference | undefined {
  const { source: text, ...own } = entry
  if (!from.sources) {
    if (!to.sources) return isSameLog(from, to) ? own : undefined
    const source = to.sources.find((each) => isSameLog(each, from))
    return source && { ...own, source: formatSource(source) }
  }
  const source = text === undefined ? undefined : parseSource(text).source
  if (!source || text === undefined) return undefined
  if (!to.sources) return isSameLog(source, to) ? own : undefined
  const there = to.sources.find((each) => isSameLog(each, source))
  return there && { ...own, source: formatSource(there) }
}

function isSameLog(one: Source, other: Source): boolean {
  return one.dataset === other.dataset && toPath(one) === toPath(other)
}

function toPath({ dataset, scope }: Source): string | undefined {
  return findScopedPath(getDataset(dataset), scope)
}
