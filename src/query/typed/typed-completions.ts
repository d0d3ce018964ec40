/** Completes names, JSON Pointers and values at the caret in the text of typed filters. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findParameter } from '../../catalog/index.ts'
import type { Parameter } from '../../catalog/parameters.ts'
import { toFieldPointer } from '../json-pointer.ts'
import { isLocalNetwork } from '../local/networks.ts'
import { findPartFilter } from '../local-filters.ts'
import { formatRange, offeredRanges } from '../time/time-range.ts'
import { findValueProblem } from '../validate-query.ts'
import { listNames } from './list-names.ts'
import {
  effectTags,
  formatOffered,
  type OfferedValue,
  toOfferedDetail,
  toOfferedLabel,
} from './offered-value.ts'
import { rankMatches } from './rank-matches.ts'
import {
  formatTypedPath,
  formatTypedValue,
  maxTypedLength,
  parseTypedItems,
  type TextRange,
  type TypedItem,
} from './typed-items.ts'

/** A completion: `insert` replaces the part of the text from `from` to `to`. */
export type Completion = TextRange & {
  insert: string
  /** The text that the list shows. */
  label: string
  /** A few words of explanation, a count, or empty. */
  detail: string
}

/** Lists the known values of a parameter. */
type ValuesOf = (parameter: Parameter) => readonly OfferedValue[]

/**
 * The completions at a caret, given as an index in UTF-16 units, the best first. `valuesOf` lists the known values of a
 * parameter; those that the catalog declares are added. `rules` are the ids and tags of rules.
 */
export function completeTyped(
  text: string,
  caret: number,
  dataset: Dataset,
  valuesOf: ValuesOf,
  rules: readonly OfferedValue[] = effectTags,
): readonly Completion[] {
  if (text.length > maxTypedLength) return []
  const item = parseTypedItems(text).find(({ from, to }) => from <= caret && caret <= to)
  if (!item || caret <= item.name.to) return completeName(text, caret, item, dataset, valuesOf)
  const { local } = item
  if (local && caret <= local.pointer.to)
    return completePointer(text, caret, local.pointer, dataset)
  if (local || (item.problem && item.name.text === 'local')) {
    return item.name.to + 1 === caret
      ? completePointer(text, caret, { from: caret, to: caret }, dataset)
      : []
  }
  const offered = item.name.text === 'rule' ? rules : listValues(item.name.text, dataset, valuesOf)
  return completeValue(text, caret, item, dataset, offered)
}

function completeName(
  text: string,
  caret: number,
  item: TypedItem | undefined,
  dataset: Dataset,
  valuesOf: ValuesOf,
): readonly Completion[] {
  const nameRange = item ? { from: item.name.from, to: item.name.to } : { from: caret, to: caret }
  // The name begins after “off:” and “-”; a caret before it has nothing to complete, and a quoted text is no name.
  if (caret < nameRange.from || item?.bare?.isQuoted) return []
  const typed = text.slice(nameRange.from, caret)
  const hasColon = /[:=]/.test(text[nameRange.to] ?? '')
  const names = listNames(dataset, item)
  const ranked = rankMatches(typed, names, ({ name, label }) => [name, label])
  const completions = ranked.map(({ insert, label, detail }) => ({
    ...nameRange,
    insert: hasColon ? insert.replace(/:$/, '') : insert,
    label,
    detail,
  }))
  const word = findBareWord(text, caret)
  // While the text can be a name, no values are offered: counting them reads every entry.
  const canBeName = names.some(({ name }) => name.startsWith(typed.toLowerCase()))
  if (!item || !word || canBeName) return completions
  const values = completeWord(word.text, item, dataset, valuesOf)
  const valueLabels = new Set(values.map(({ label }) => label))
  const bareValues = completions.length > 0 ? [] : completeBareValue(word.text, item, dataset)
  return [...completions, ...values, ...bareValues.filter(({ label }) => !valueLabels.has(label))]
}

/** The word without a name at a caret, and the range of the word with its “off:” and “-”. */
export function findBareWord(
  text: string,
  caret: number,
): (TextRange & { text: string }) | undefined {
  const item = parseTypedItems(text).find(({ from, to }) => from <= caret && caret <= to)
  if (!item?.bare || item.bare.isQuoted || caret < item.name.from) return undefined
  const { from, to } = item
  return { from, to, text: text.slice(item.name.from, to) }
}

/** Minimum length of a word that is searched among values, and maximum numbers of values that are offered. */
const minWordLength = 2
const maxValues = { perParameter: 3, total: 8 }

/** For a word without a name: filters by values that contain the word. */
function completeWord(
  word: string,
  item: TypedItem,
  dataset: Dataset,
  valuesOf: ValuesOf,
): readonly Completion[] {
  if (word.length < minWordLength) return []
  const textsOf = ({ value, label = '' }: OfferedValue) => [value, label]
  const offered = listBareParameters(dataset, item)
    .filter(({ kind }) => kind !== 'boolean')
    .flatMap((parameter) =>
      rankMatches(word, listValues(parameter.wireName, dataset, valuesOf), textsOf)
        .filter(({ value, values = [value] }) =>
          values.every(
            (each) => isLocalNetwork(parameter, each) || !findValueProblem(parameter, each),
          ),
        )
        .slice(0, maxValues.perParameter)
        .map((offeredValue) => ({ ...offeredValue, parameter })),
    )
  const isNotExact = ({ value }: OfferedValue) => Number(value.toLowerCase() !== word.toLowerCase())
  return rankMatches(word, offered, textsOf)
    .toSorted((a, b) => isNotExact(a) - isNotExact(b))
    .slice(0, maxValues.total)
    .map(({ parameter, ...offered }) => toFilterCompletion(item, parameter, offered))
}

function listBareParameters({ parameters }: Dataset, { isExcluded }: TypedItem) {
  return parameters.filter(
    ({ role, exclude, deprecatedFor }) =>
      role === 'filter' && deprecatedFor === undefined && (exclude || !isExcluded),
  )
}

/** A completion that replaces a word by a whole filter. */
function toFilterCompletion(
  { from, to, isOff, isExcluded }: TypedItem,
  { wireName, label }: Parameter,
  offered: OfferedValue,
): Completion {
  const { hint } = offered
  const prefix = `${isOff ? 'off:' : ''}${isExcluded ? '-' : ''}${wireName}:`
  return {
    from,
    to,
    insert: `${prefix}${formatOffered(offered, false)} `,
    label: prefix + toOfferedLabel(offered),
    detail: [label, hint].filter(Boolean).join(', '),
  }
}

/** For an email address, an IP address or an id without a name: the filters that accept such a value. */
function completeBareValue(
  value: string,
  item: TypedItem,
  dataset: Dataset,
): readonly Completion[] {
  const kinds = /^[^@\s]+@[^@\s]+$/.test(value)
    ? ['email']
    : /^[0-9a-f]{16,64}$|^[0-9a-f-]{36}$/.test(value)
      ? ['id']
      : ['ip', 'ip-or-cidr']
  return listBareParameters(dataset, item)
    .filter((parameter) => kinds.includes(parameter.kind) && !findValueProblem(parameter, value))
    .map((parameter) => toFilterCompletion(item, parameter, { value }))
}

/** Completes a JSON Pointer to a field; the fields that the API cannot filter by are first. */
function completePointer(
  text: string,
  caret: number,
  { from, to }: TextRange,
  dataset: Dataset,
): readonly Completion[] {
  const apiFields = new Set([...dataset.parameters.map(({ field }) => field), dataset.timePath])
  const pointers = dataset.fields
    .map(({ path, label }) => ({ pointer: toFieldPointer(path), label, path }))
    .sort((a, b) => Number(apiFields.has(a.path)) - Number(apiFields.has(b.path)))
  const hasColon = /[:=]/.test(text[to] ?? '')
  const typed = text.slice(from, caret)
  return rankMatches(typed, pointers, ({ pointer, path, label }) => [pointer, path, label]).map(
    ({ pointer, label }) => ({
      from,
      to,
      insert: formatTypedPath(pointer) + (hasColon ? '' : ':'),
      label: pointer,
      detail: label,
    }),
  )
}

function completeValue(
  text: string,
  caret: number,
  item: TypedItem,
  dataset: Dataset,
  known: readonly OfferedValue[],
): readonly Completion[] {
  const { values, isGroup, to } = item
  // The item ends with the closing parenthesis.
  if (isGroup && caret === to && text[to - 1] === ')') return []
  const current = values.find((value) => value.from <= caret && caret <= value.to)
  const { from, to: valueEnd } = current ?? { from: caret, to: caret }
  // Without its closing quote a value includes the items after it, which a completion must not replace.
  const end = current?.isOpen ? findSpace(text, caret) : valueEnd
  const typed = text.slice(from, caret).replace(/^"/, '')
  const otherValues = new Set(values.filter((value) => value !== current).map(({ text }) => text))
  const localFilter = completePattern(item, dataset)
  const offered = known.filter(({ value }) => !otherValues.has(value))
  const completions = rankMatches(typed, offered, ({ value, label = '' }) => [value, label]).map(
    (offered) => ({
      from,
      to: end,
      insert: `${formatOffered(offered, isGroup)}${/\s/.test(text[end] ?? '') ? '' : ' '}`,
      label: toOfferedLabel(offered),
      detail: toOfferedDetail(offered),
    }),
  )
  return [...localFilter, ...completions]
}

/** For a pattern such as `*@example.com`: the local filter for its text. */
function completePattern(item: TypedItem, dataset: Dataset): readonly Completion[] {
  const { from, to, name, values, isOff, isExcluded } = item
  const [value, ...others] = values
  const parameter = findParameter(dataset, name.text)
  if (!value || others.length > 0 || !parameter) return []
  const filter = findPartFilter(parameter, isExcluded ? 'exclude' : 'include', value.text)
  if (!filter) return []
  const sign = `${isOff ? 'off:' : ''}${isExcluded ? '-' : ''}`
  const label = `${sign}local:${formatTypedPath(filter.pointer)}:${formatTypedValue(filter.text)}`
  return [{ from, to, insert: `${label} `, label, detail: 'a part of it, in loaded entries' }]
}

/** The index of the next space, or the end of the text. */
function findSpace(text: string, from: number): number {
  const distance = text.slice(from).search(/\s/)
  return distance === -1 ? text.length : from + distance
}

function listValues(name: string, dataset: Dataset, valuesOf: ValuesOf): readonly OfferedValue[] {
  if (name === 'range') {
    return offeredRanges.map((range) => ({ value: range, hint: formatRange(range) }))
  }
  const wireName = name.replace(/\.not$/, '')
  const parameter =
    findParameter(dataset, wireName) ??
    dataset.parameters.find(({ role }) => role === 'direction' && name === 'direction')
  if (!parameter) return []
  const knownValues = parameter.role === 'filter' ? valuesOf(parameter) : []
  const declared = parameter.kind === 'boolean' ? ['true', 'false'] : (parameter.values ?? [])
  const otherValues = declared.filter(
    (value) => !knownValues.some((known) => known.value === value),
  )
  return [...knownValues, ...otherValues.map((value) => ({ value }))]
}
