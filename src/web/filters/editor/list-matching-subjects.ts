/** Lists the subjects of filters (parameters, fields, values) whose label, name or description match a text. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { type Field, type Group, groups } from '../../../catalog/fields.ts'
import type { Parameter } from '../../../catalog/parameters.ts'
import {
  listMatchingSuggestions,
  mergeSuggestions,
  type SuggestionsFor,
} from '../draft/suggestion.ts'

/** The order of the groups: that of the catalog, except that the actor comes first. */
const shownGroups: readonly Group[] = ['actor', ...groups.filter((group) => group !== 'actor')]

/** Something to filter by: a parameter, a field that the API has no parameter for, or any path. */
export type Subject = {
  label: string
  /** The wire name of a parameter, the path of a field, or the typed text that may be a path. */
  name: string
  description: string
  group: Group
  /** Absent for a local filter. */
  parameter?: Parameter
  /** A value of the parameter that contains the text. */
  value?: string
  /** Absent unless the filter is on the whole entry: on its text, on the hours of its time, or on the rules that match. */
  whole?: 'text' | 'hours' | 'rule'
}

/** One heading of the list and the subjects below it. */
export type SubjectGroup = { heading: string; items: readonly Subject[] }

/** The offer when no name matches: the text may be a path. */
function toPathGroup(text: string): SubjectGroup {
  return { heading: 'Entry', items: [{ ...anyPath, name: text.trim() }] }
}

/** A local filter on a path that is neither a parameter nor a declared field. */
export const anyPath: Subject = {
  label: 'A path inside the entry',
  name: '',
  description:
    'Any value of loaded entries, also inside of the request body, by JSON Pointer or dotted path; or text anywhere.',
  group: 'entry',
}

/** Filters on the whole entry. */
const wholeSubjects: readonly Subject[] = [
  {
    label: 'Anywhere in the entry',
    name: 'text',
    description: 'A word or a phrase, anywhere in the text of loaded entries.',
    group: 'entry',
    whole: 'text',
  },
  {
    label: 'Hours',
    name: 'hours',
    description:
      'Days of the week and times of day, inside or outside, such as office hours or at night.',
    group: 'time',
    whole: 'hours',
  },
  {
    label: 'Finding',
    name: 'rule',
    description: 'Detection rules that match, or whether they loosen or tighten security.',
    group: 'entry',
    whole: 'rule',
  },
]

/**
 * The subjects that contain every word of the text, by group. For an empty text the groups have their own
 * order, else the group with the best match comes first. Deprecated parameters come last. A text without
 * matches is offered as a path.
 */
export function listMatchingSubjects(
  dataset: Dataset,
  text: string,
  suggestionsFor: SuggestionsFor = () => [],
): readonly SubjectGroup[] {
  const values = listMatchingValues(dataset, text.trim(), suggestionsFor)
  const valueGroups = values.length > 0 ? [{ heading: 'Values', items: values }] : []
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const matches = listAllSubjects(dataset)
    .map((subject) => ({ subject, rank: rankOf(subject, words) }))
    .filter(({ rank }) => rank < noMatch)
    .sort((a, b) => a.rank - b.rank)
  if (matches.length === 0) return [...valueGroups, toPathGroup(text)]
  const current = matches.filter(({ subject }) => !isDeprecated(subject))
  const groups = shownGroups
    .map((group) => current.filter(({ subject }) => subject.group === group))
    .filter((members) => members.length > 0)
    .sort((a, b) => (a[0]?.rank ?? noMatch) - (b[0]?.rank ?? noMatch))
    .map((members) => ({
      heading: toHeading(members[0]?.subject.group ?? 'entry'),
      items: members.map(({ subject }) => subject),
    }))
  const deprecated = matches.flatMap(({ subject }) => (isDeprecated(subject) ? subject : []))
  const deprecatedGroups =
    deprecated.length === 0 ? [] : [{ heading: 'Deprecated', items: deprecated }]
  return [...groups, ...valueGroups, ...deprecatedGroups]
}

/** Minimum length of a text for which values are searched, in characters. */
const minValueTextLength = 2
/** Maximum number of values that are offered, of one parameter and in total. */
const maxValues = { perParameter: 3, total: 8 }

/** The parameters whose values are searched for a text, so that the caller counts the values of these only. */
export function listSearchedParameters(
  { parameters }: Dataset,
  text: string,
): readonly Parameter[] {
  if (text.trim().length < minValueTextLength) return []
  return parameters.filter(({ role, kind, deprecatedFor }) => {
    return role === 'filter' && kind !== 'boolean' && deprecatedFor === undefined
  })
}

/** Known and loaded values that contain the text, each as a subject of its parameter. */
function listMatchingValues(
  dataset: Dataset,
  text: string,
  suggestionsFor: SuggestionsFor,
): readonly Subject[] {
  return listSearchedParameters(dataset, text)
    .flatMap((parameter) => {
      const merged = mergeSuggestions(parameter, suggestionsFor(parameter))
      return listMatchingSuggestions(merged, text, maxValues.perParameter).map(
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
    .slice(0, maxValues.total)
}

/** 0: the value is the text; 1: it starts with the text; 2: it contains the text. */
function rankValue({ value = '' }: Subject, text: string): number {
  const [lowerValue, typed] = [value.toLowerCase(), text.toLowerCase()]
  if (lowerValue === typed) return 0
  return lowerValue.startsWith(typed) ? 1 : 2
}

/** All parameters, then the fields without a parameter, then the path. */
function listAllSubjects({ parameters, fields }: Dataset): readonly Subject[] {
  const filters = parameters.filter(({ role }) => role === 'filter')
  const filtered = new Set(filters.map(({ field }) => field))
  return [
    ...filters.map(
      (parameter): Subject => ({ ...pickWords(parameter), name: parameter.wireName, parameter }),
    ),
    ...fields
      .filter(({ path }) => !filtered.has(path))
      .map((field): Subject => ({ ...pickWords(field), name: field.path })),
    ...wholeSubjects,
    anyPath,
  ]
}

function pickWords({ label, description, group }: Parameter | Field) {
  return { label, description, group }
}

function isDeprecated({ parameter }: Subject): boolean {
  return parameter?.deprecatedFor !== undefined
}

/** The rank of a subject that does not match; matches have lower ranks. */
const noMatch = 10

/**
 * 0 and 2: the label or the name starts with the text; 4: they contain it; 6: the description contains it. A local
 * filter gets 1 more, so that it comes after parameters, which the API itself applies.
 */
function rankOf(
  { label, name, description, parameter }: Subject,
  words: readonly string[],
): number {
  const penalty = parameter ? 0 : 1
  if (words.length === 0) return penalty
  const shown = label.toLowerCase()
  const wire = name.toLowerCase()
  const names = `${shown} ${wire}`
  const typed = words.join(' ')
  if (wire === typed) return 0
  if (shown.startsWith(typed)) return penalty
  if (wire.startsWith(typed)) return 2 + penalty
  if (words.every((word) => names.includes(word))) return 4 + penalty
  const all = `${names} ${description.toLowerCase()}`
  return words.every((word) => all.includes(word)) ? 6 + penalty : noMatch
}

function toHeading(group: Group): string {
  return group.charAt(0).toUpperCase() + group.slice(1)
}
