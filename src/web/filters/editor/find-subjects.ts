/** Searches all that a dataset can be filtered by, by any part of label, name or description. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { type Field, type Group, groups } from '../../../catalog/fields.ts'
import type { Parameter } from '../../../catalog/parameters.ts'
import { findSuggestions, mergeSuggestions, type SuggestionsFor } from '../draft/suggestion.ts'

/** The order in which filters are offered: that of the catalog, but who before what. */
const shownGroups: readonly Group[] = ['actor', ...groups.filter((group) => group !== 'actor')]

/** Something to filter by: a parameter, a field that the API has no parameter for, or any path. */
export type Subject = {
  label: string
  /** The wire name of a parameter, the path of a field; of any path what is known of it. */
  name: string
  description: string
  group: Group
  /** Absent where the filter is a local one. */
  parameter?: Parameter
  /** A value of the parameter, which the text is part of. */
  value?: string
}

/** One heading of the list and what stands below it. */
export type SubjectGroup = { heading: string; items: readonly Subject[] }

/** What to offer when nothing has that name: the text may be a path. */
function toPathGroup(text: string): SubjectGroup {
  return { heading: 'Entry', items: [{ ...anyPath, name: text.trim() }] }
}

/** A filter on what no parameter and no field names. */
export const anyPath: Subject = {
  label: 'A path inside the entry',
  name: '',
  description:
    'Any value of loaded entries, also inside of the request body, by JSON Pointer or dotted path; or text anywhere.',
  group: 'entry',
}

/**
 * The subjects in which every word of the text occurs, by group. While nothing is typed the groups
 * keep their order; then the group with the best match comes first. Deprecated filters come last. A text
 * that is found nowhere is offered as a path.
 */
export function findSubjects(
  dataset: Dataset,
  text: string,
  suggestionsFor: SuggestionsFor = () => [],
): readonly SubjectGroup[] {
  const values = findValues(dataset, text.trim(), suggestionsFor)
  const valueGroups = values.length > 0 ? [{ heading: 'Values', items: values }] : []
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const found = listSubjects(dataset)
    .map((subject) => ({ subject, rank: rankOf(subject, words) }))
    .filter(({ rank }) => rank < noMatch)
    .sort((a, b) => a.rank - b.rank)
  if (found.length === 0) return [...valueGroups, toPathGroup(text)]
  const current = found.filter(({ subject }) => !isDeprecated(subject))
  const groups = shownGroups
    .map((group) => current.filter(({ subject }) => subject.group === group))
    .filter((members) => members.length > 0)
    .sort((a, b) => (a[0]?.rank ?? noMatch) - (b[0]?.rank ?? noMatch))
    .map((members) => ({
      heading: toHeading(members[0]?.subject.group ?? 'entry'),
      items: members.map(({ subject }) => subject),
    }))
  const deprecated = found.flatMap(({ subject }) => (isDeprecated(subject) ? subject : []))
  const last = deprecated.length === 0 ? [] : [{ heading: 'Deprecated', items: deprecated }]
  return [...groups, ...valueGroups, ...last]
}

/** Values are looked for from this many letters on, and offered at most so many. */
const minValueTextLength = 2
const maxValues = { ofOne: 3, inAll: 8 }

/** The parameters among whose values a text is looked for, so that a caller can count these alone. */
export function listSearchedParameters(
  { parameters }: Dataset,
  text: string,
): readonly Parameter[] {
  if (text.trim().length < minValueTextLength) return []
  return parameters.filter(({ role, kind, deprecatedFor }) => {
    return role === 'filter' && kind !== 'boolean' && deprecatedFor === undefined
  })
}

/** Known and loaded values that the text is part of, under the parameter that they belong to. */
function findValues(
  dataset: Dataset,
  text: string,
  suggestionsFor: SuggestionsFor,
): readonly Subject[] {
  return listSearchedParameters(dataset, text)
    .flatMap((parameter) => {
      const merged = mergeSuggestions(parameter, suggestionsFor(parameter))
      return findSuggestions(merged, text, maxValues.ofOne).map(
        ({ value, label }): Subject => ({
          ...pickWords(parameter),
          label: `${parameter.label} = ${label ?? value}`,
          name: value,
          parameter,
          value,
        }),
      )
    })
    .sort((a, b) => rankValue(a, text) - rankValue(b, text))
    .slice(0, maxValues.inAll)
}

/** The value itself, then those that begin with it. */
function rankValue({ value = '' }: Subject, text: string): number {
  const [found, typed] = [value.toLowerCase(), text.toLowerCase()]
  if (found === typed) return 0
  return found.startsWith(typed) ? 1 : 2
}

/** Parameters before fields without one; a path of any kind is the last of all. */
function listSubjects({ parameters, fields }: Dataset): readonly Subject[] {
  const filters = parameters.filter(({ role }) => role === 'filter')
  const filtered = new Set(filters.map(({ field }) => field))
  return [
    ...filters.map(
      (parameter): Subject => ({ ...pickWords(parameter), name: parameter.wireName, parameter }),
    ),
    ...fields
      .filter(({ path }) => !filtered.has(path))
      .map((field): Subject => ({ ...pickWords(field), name: field.path })),
    anyPath,
  ]
}

function pickWords({ label, description, group }: Parameter | Field) {
  return { label, description, group }
}

function isDeprecated({ parameter }: Subject): boolean {
  return parameter?.deprecatedFor !== undefined
}

/** Behind every rank of a parameter comes that of a local filter: what the API can do is better. */
const noMatch = 10

/** 0 and 2: label or name begin with the text; 4: contain it; 6: the description does. */
function rankOf(
  { label, name, description, parameter }: Subject,
  words: readonly string[],
): number {
  const behind = parameter ? 0 : 1
  if (words.length === 0) return behind
  const shown = label.toLowerCase()
  const wire = name.toLowerCase()
  const names = `${shown} ${wire}`
  const typed = words.join(' ')
  if (wire === typed) return 0
  if (shown.startsWith(typed)) return behind
  if (wire.startsWith(typed)) return 2 + behind
  if (words.every((word) => names.includes(word))) return 4 + behind
  const all = `${names} ${description.toLowerCase()}`
  return words.every((word) => all.includes(word)) ? 6 + behind : noMatch
}

function toHeading(group: Group): string {
  return group.charAt(0).toUpperCase() + group.slice(1)
}
