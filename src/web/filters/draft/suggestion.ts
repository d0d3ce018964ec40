/**
 * Values to offer while a filter is edited: first those of the caller (loaded values with counts,
 * product categories), then those of the catalog.
 */
import type { Parameter } from '../../../catalog/parameters.ts'

/** One offered value; `label` is its name, `hint` a count or an origin. */
export type Suggestion = {
  value: string
  label?: string
  hint?: string
  /** The values of a named network, which are chosen together; `value` has all of them. */
  values?: readonly string[]
}

/** The parameter, or the field alone, for which values are suggested. */
export type SuggestionSource = Pick<Parameter, 'field' | 'values' | 'widens' | 'valueList'>

/** Lists the caller's values for a source: loaded values with counts, product categories, names. */
export type SuggestionsFor = (source: SuggestionSource) => readonly Suggestion[]

/** The caller's suggestions, then the catalog's known values; each value once. */
export function mergeSuggestions(
  parameter: Parameter,
  suggestions: readonly Suggestion[],
): readonly Suggestion[] {
  const merged = new Map<string, Suggestion>()
  const declared = (parameter.values ?? []).map((value) => ({ value }))
  for (const suggestion of [...suggestions, ...declared]) {
    if (!merged.has(suggestion.value)) merged.set(suggestion.value, suggestion)
  }
  return [...merged.values()]
}

/** The suggestions whose value or label contains the text, ignoring case; those that start with it come first. */
export function listMatchingSuggestions(
  suggestions: readonly Suggestion[],
  text: string,
  maxCount: number,
): readonly Suggestion[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return suggestions.slice(0, maxCount)
  const rank = ({ value, label = '' }: Suggestion) => {
    const texts = [value.toLowerCase(), label.toLowerCase()]
    if (texts.some((shown) => shown.startsWith(wanted))) return 0
    return texts.some((shown) => shown.includes(wanted)) ? 1 : 2
  }
  const ranked = suggestions.map((suggestion) => ({ suggestion, rank: rank(suggestion) }))
  return [0, 1]
    .flatMap((wantedRank) => ranked.filter(({ rank }) => rank === wantedRank))
    .slice(0, maxCount)
    .map(({ suggestion }) => suggestion)
}
