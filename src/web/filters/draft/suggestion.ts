/**
 * Values to offer while a filter is written: those that the caller knows (loaded entries with
 * counts, product categories) before those that the catalog knows.
 */
import type { Parameter } from '../../../catalog/parameters.ts'

/** One offered value; `label` says it in words, `hint` adds a count or an origin. */
export type Suggestion = { value: string; label?: string; hint?: string }

/** What values are suggested for: a parameter, or a field alone. */
export type SuggestionSource = Pick<Parameter, 'field' | 'values' | 'widens'>

/** Values that the caller knows of: loaded ones with counts, product categories, names. */
export type SuggestionsFor = (source: SuggestionSource) => readonly Suggestion[]

/** The caller's suggestions, then the catalog's known values; each value once. */
export function mergeSuggestions(
  parameter: Parameter,
  known: readonly Suggestion[],
): readonly Suggestion[] {
  const merged = new Map<string, Suggestion>()
  const declared = (parameter.values ?? []).map((value) => ({ value }))
  for (const each of [...known, ...declared]) {
    if (!merged.has(each.value)) merged.set(each.value, each)
  }
  return [...merged.values()]
}

/** Those whose value or label contains the text in any case; beginnings come first. */
export function findSuggestions(
  suggestions: readonly Suggestion[],
  text: string,
  atMost: number,
): readonly Suggestion[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return suggestions.slice(0, atMost)
  const rank = ({ value, label = '' }: Suggestion) => {
    const texts = [value.toLowerCase(), label.toLowerCase()]
    if (texts.some((each) => each.startsWith(wanted))) return 0
    return texts.some((each) => each.includes(wanted)) ? 1 : 2
  }
  const ranked = suggestions.map((suggestion) => ({ suggestion, rank: rank(suggestion) }))
  return [0, 1]
    .flatMap((wantedRank) => ranked.filter((each) => each.rank === wantedRank))
    .slice(0, atMost)
    .map(({ suggestion }) => suggestion)
}
