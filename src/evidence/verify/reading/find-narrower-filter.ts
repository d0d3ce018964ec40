/** Entries that come from an earlier reading: that one must not have asked for less than the question does. */
import { findLogMeaning } from '../../../query/address/path-meaning.ts'
import { readRequestPairs } from '../../../query/request-pairs.ts'
import { listFilterPairs, readTarget } from '../read-request.ts'

/**
 * A filter of the requests that were made, as `name=value`, which the requests of the question do not have;
 * `undefined` when all that the question asks for is in the answers. Requests are path and query below `/client/v4`.
 */
export function findNarrowerFilter(
  made: readonly string[],
  wanted: readonly string[],
): string | undefined {
  const filtersMade = made.map(readFilters)
  const filtersWanted = wanted.map(readFilters)
  const names = new Set(filtersMade.flatMap((filters) => [...filters.keys()]))
  for (const name of names) {
    // What one of several requests does not filter by, the others together do not exclude.
    if (!filtersMade.every((filters) => filters.has(name))) continue
    const before = listValues(filtersMade, name)
    const after = listValues(filtersWanted, name)
    const isWider = name.endsWith('.not')
      ? before.every((value) => after.includes(value))
      : after.length > 0 && after.every((value) => before.includes(value))
    if (!isWider) return `${name}=${before.join(', ')}`
  }
  return undefined
}

type Filters = ReadonlyMap<string, readonly string[]>

/** The filters of a request by their names in addresses; those that exclude end with `.not`. */
function readFilters(request: string): Filters {
  const target = readTarget(`/client/v4${request}`)
  const dataset = findLogMeaning(readTarget(request).path)?.dataset
  const filters = new Map<string, string[]>()
  const pairs = listFilterPairs(target)
  for (const [name, value] of dataset ? readRequestPairs(dataset, pairs).pairs : pairs)
    filters.set(name, [...(filters.get(name) ?? []), value])
  return filters
}

function listValues(all: readonly Filters[], name: string): readonly string[] {
  return all.flatMap((filters) => filters.get(name) ?? [])
}
