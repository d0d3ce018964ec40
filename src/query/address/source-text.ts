/**
 * Converts between a source of a timeline and its text in an address: the path of the API without the leading slash, and
 * the filters that the log requires: `accounts/…/access/logs/scim/updates?idp_id=…`. The text also identifies the source
 * in the store, in the completeness report and in exports.
 */
import { getDataset } from '../../catalog/index.ts'
import { addValues } from '../filters.ts'
import type { Filter, Source } from '../log-query.ts'
import { formatQueryString, parseQueryString } from '../query-string.ts'
import { findMissingFilter, listRequiredFilters } from '../required/required-filter.ts'
import { findRequestsProblem } from '../split-query.ts'
import { findValueProblem } from '../validate-query.ts'
import { findLogMeaning, findScopedPath } from './path-meaning.ts'

/** Maximum number of sources of one timeline: each needs requests of its own, and the quota is shared. */
export const maxSources = 40

/** The text of a source. Throws when its dataset has no path in its scope. */
export function formatSource({ dataset, scope, filters = [] }: Source): string {
  const path = findScopedPath(getDataset(dataset), scope)
  if (!path) throw new Error(`No path for dataset ${dataset} in scope ${scope.kind}.`)
  const pairs = filters.flatMap(({ parameter, values }) =>
    values.map((value) => [parameter, value] as const),
  )
  return path.slice(1) + (pairs.length > 0 ? `?${formatQueryString(pairs)}` : '')
}

type Parsed = { source: Source; problem?: never } | { source?: never; problem: string }

/** Parses the text of a source; `problem` is a message for the user. */
export function parseSource(text: string): Parsed {
  const [path = '', search = ''] = splitOnce(text, '?')
  const meaning = findLogMeaning(`/${path}`)
  const shown = text.slice(0, 80)
  if (!meaning) {
    return {
      problem: `“in=${shown}” names no log. Use the path of the API, such as in=accounts/<account id>/logs/audit.`,
    }
  }
  const { dataset, scope } = meaning
  const { pairs, broken } = parseQueryString(search)
  const required = listRequiredFilters(dataset)
  let filters: readonly Filter[] = []
  for (const [key, value] of pairs) {
    const parameter = required.find(({ wireName }) => wireName === key)
    if (!parameter || findValueProblem(parameter, value)) {
      return { problem: `“in=${shown}” has “${key.slice(0, 60)}”, which cannot be used there.` }
    }
    filters = addValues(filters, key, 'include', [value])
  }
  if (broken.length > 0) return { problem: `“in=${shown}” is damaged.` }
  const missing = findMissingFilter({ dataset: dataset.id, filters })
  if (missing) {
    return {
      problem: `“in=${shown}” lacks “${missing.wireName}”: this log is read for one ${missing.valueList.label} or several.`,
    }
  }
  const requestsProblem = findRequestsProblem(dataset, filters)
  if (requestsProblem) return { problem: requestsProblem }
  return { source: { dataset: dataset.id, scope, ...(filters.length > 0 && { filters }) } }
}

/** Adds a source to a list; one that is there already is not added again, nor more than `maxSources`. */
export function addSource(sources: readonly Source[], source: Source): readonly Source[] {
  const texts = sources.map(formatSource)
  const isFull = sources.length >= maxSources
  return isFull || texts.includes(formatSource(source)) ? sources : [...sources, source]
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const index = text.indexOf(separator)
  return index === -1 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)]
}
