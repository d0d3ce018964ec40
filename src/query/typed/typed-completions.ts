/** What could stand where the caret is in typed filters: names, places, and values. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findParameter } from '../../catalog/index.ts'
import type { Parameter } from '../../catalog/parameters.ts'
import { toFieldPointer } from '../json-pointer.ts'
import { findPartFilter } from '../local-filters.ts'
import { offeredRanges, toRangeWords } from '../time/time-range.ts'
import { findValueProblem } from '../validate-query.ts'
import {
  formatTypedPath,
  formatTypedValue,
  readTypedItems,
  type TextRange,
  type TypedItem,
} from './typed-items.ts'

/** One thing to insert in place of a stretch of the text. */
export type Completion = TextRange & {
  insert: string
  /** What it is called, when that differs from what is inserted. */
  label: string
  /** A few words on what it means, a count, or empty. */
  detail: string
}

/** A value to offer; `label` says it in words, `hint` adds a count or an origin. */
export type OfferedValue = { value: string; label?: string; hint?: string }

/** The values known of a parameter. */
type ValuesOf = (parameter: Parameter) => readonly OfferedValue[]

/**
 * The completions at a caret, best first. `valuesOf` gives the values known of a parameter; the catalog's
 * own need not be among them.
 */
export function completeTyped(
  text: string,
  caret: number,
  dataset: Dataset,
  valuesOf: ValuesOf,
): readonly Completion[] {
  const item = readTypedItems(text).find(({ from, to }) => from <= caret && caret <= to)
  if (!item || caret <= item.name.to) return completeName(text, caret, item, dataset, valuesOf)
  const { local } = item
  if (local && caret <= local.place.to) return completePlace(text, caret, local.place, dataset)
  if (local || (item.problem && item.name.text === 'local')) {
    return item.name.to + 1 === caret
      ? completePlace(text, caret, { from: caret, to: caret }, dataset)
      : []
  }
  return completeValue(text, caret, item, dataset, valuesOf)
}

type Named = { name: string; insert: string; label: string; detail: string }

function completeName(
  text: string,
  caret: number,
  item: TypedItem | undefined,
  dataset: Dataset,
  valuesOf: ValuesOf,
): readonly Completion[] {
  const stretch = item ? { from: item.name.from, to: item.name.to } : { from: caret, to: caret }
  // Behind “off:” or “-” the sign is no part of the name; before them there is nothing to complete.
  if (caret < stretch.from) return []
  const typed = text.slice(stretch.from, caret)
  const hasColon = /[:=]/.test(text[stretch.to] ?? '')
  const names = listNames(dataset, item)
  const found = rank(typed, names, ({ name, label }) => [name, label])
  const completions = found.map(({ insert, label, detail }) => ({
    ...stretch,
    insert: hasColon ? insert.replace(/:$/, '') : insert,
    label,
    detail,
  }))
  const word = findBareWord(text, caret)
  // No values are offered while a name is being written: counting them reads every entry.
  const isName = names.some(({ name }) => name.startsWith(typed.toLowerCase()))
  if (!item || !word || isName) return completions
  const values = completeWord(word.text, item, dataset, valuesOf)
  const known = new Set(values.map(({ label }) => label))
  const bare = completions.length > 0 ? [] : completeBareValue(word.text, item, dataset)
  return [...completions, ...values, ...bare.filter(({ label }) => !known.has(label))]
}

/** The word without a name at a caret, and where it stands with its signs. */
export function findBareWord(
  text: string,
  caret: number,
): (TextRange & { text: string }) | undefined {
  const item = readTypedItems(text).find(({ from, to }) => from <= caret && caret <= to)
  if (!item || caret < item.name.from || /[:=]/.test(text[item.name.to] ?? '')) return undefined
  const { from, to } = item
  return { from, to, text: text.slice(item.name.from, to) }
}

/** Words are looked for among values from this many letters on; so many are offered at most. */
const minWordLength = 2
const maxValues = { ofOne: 3, inAll: 8 }

/** For a word without a name: the values that it is a part of, under the parameter that has them. */
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
      rank(word, listValues(parameter.wireName, dataset, valuesOf), textsOf)
        .filter(({ value }) => !findValueProblem(parameter, value))
        .slice(0, maxValues.ofOne)
        .map((each) => ({ ...each, parameter })),
    )
  const isOther = ({ value }: OfferedValue) => Number(value.toLowerCase() !== word.toLowerCase())
  return rank(word, offered, textsOf)
    .toSorted((a, b) => isOther(a) - isOther(b))
    .slice(0, maxValues.inAll)
    .map(({ parameter, value, hint }) => toFilterCompletion(item, parameter, value, hint))
}

function listBareParameters({ parameters }: Dataset, { isExcluded }: TypedItem) {
  return parameters.filter(
    ({ role, exclude, deprecatedFor }) =>
      role === 'filter' && deprecatedFor === undefined && (exclude || !isExcluded),
  )
}

/** A whole filter in the place of a word. */
function toFilterCompletion(
  { from, to, isOff, isExcluded }: TypedItem,
  { wireName, label }: Parameter,
  value: string,
  hint?: string,
): Completion {
  const named = `${isOff ? 'off:' : ''}${isExcluded ? '-' : ''}${wireName}:`
  return {
    from,
    to,
    insert: `${named}${formatTypedValue(value)} `,
    label: named + value,
    detail: [label, hint].filter(Boolean).join(', '),
  }
}

function listNames(dataset: Dataset, item: TypedItem | undefined): readonly Named[] {
  const parameters = dataset.parameters
    .filter(({ role, exclude }) => role === 'filter' && (exclude || !item?.isExcluded))
    // What the API calls deprecated is offered last.
    .sort((a, b) => Number(a.deprecatedFor !== undefined) - Number(b.deprecatedFor !== undefined))
    .map(({ wireName, label }) => toNamed(wireName, label))
  if (item?.isOff) return parameters
  const local = toNamed('local', 'a place in loaded entries')
  if (item?.isExcluded) return [...parameters, local]
  return [
    ...parameters,
    local,
    toNamed('range', 'relative time, such as 24h'),
    toNamed('since', 'from this time on'),
    toNamed('before', 'up to this time'),
    toNamed('direction', 'newest or oldest first'),
    toNamed('off', 'a filter that waits'),
  ]
}

function toNamed(name: string, detail: string): Named {
  return { name, insert: `${name}:`, label: name, detail }
}

/** For an address, an IP or an id without a name: the filters that take such a value. */
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
    .map((parameter) => toFilterCompletion(item, parameter, value))
}

/** Places by their pointer; first those that the API cannot filter by. */
function completePlace(
  text: string,
  caret: number,
  { from, to }: TextRange,
  dataset: Dataset,
): readonly Completion[] {
  const covered = new Set([...dataset.parameters.map(({ field }) => field), dataset.timePath])
  const places = dataset.fields
    .map(({ path, label }) => ({ pointer: toFieldPointer(path), label, path }))
    .sort((a, b) => Number(covered.has(a.path)) - Number(covered.has(b.path)))
  const hasColon = /[:=]/.test(text[to] ?? '')
  const typed = text.slice(from, caret)
  return rank(typed, places, ({ pointer, path, label }) => [pointer, path, label]).map(
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
  valuesOf: ValuesOf,
): readonly Completion[] {
  const { name, values, isGroup, to } = item
  // Behind the closing parenthesis the item is done.
  if (isGroup && caret === to && text[to - 1] === ')') return []
  const current = values.find((value) => value.from <= caret && caret <= value.to)
  const { from, to: whole } = current ?? { from: caret, to: caret }
  // Behind the word at the caret there may be items that the missing quote does not mean.
  const end = current?.isOpen ? findSpace(text, caret) : whole
  const typed = text.slice(from, caret).replace(/^"/, '')
  const others = new Set(values.filter((each) => each !== current).map((each) => each.text))
  const part = completePart(item, dataset)
  const offered = listValues(name.text, dataset, valuesOf).filter(({ value }) => !others.has(value))
  const completions = rank(typed, offered, ({ value, label = '' }) => [value, label]).map(
    ({ value, label, hint }) => ({
      from,
      to: end,
      insert: `${formatTypedValue(value)}${/\s/.test(text[end] ?? '') ? '' : ' '}`,
      label: value,
      detail: [label === value ? '' : label, hint].filter(Boolean).join(', '),
    }),
  )
  return [...part, ...completions]
}

/** For a value that is meant as a pattern: the local filter that looks for its part. */
function completePart(item: TypedItem, dataset: Dataset): readonly Completion[] {
  const { from, to, name, values, isOff, isExcluded } = item
  const [value, ...others] = values
  const parameter = findParameter(dataset, name.text)
  if (!value || others.length > 0 || !parameter) return []
  const part = findPartFilter(parameter, isExcluded ? 'exclude' : 'include', value.text)
  if (!part) return []
  const sign = `${isOff ? 'off:' : ''}${isExcluded ? '-' : ''}`
  const label = `${sign}local:${formatTypedPath(part.pointer)}:${formatTypedValue(part.text)}`
  return [{ from, to, insert: `${label} `, label, detail: 'a part of it, in loaded entries' }]
}

/** Where the next space is, or the end of the text. */
function findSpace(text: string, from: number): number {
  const at = text.slice(from).search(/\s/)
  return at === -1 ? text.length : from + at
}

function listValues(name: string, dataset: Dataset, valuesOf: ValuesOf): readonly OfferedValue[] {
  if (name === 'range') {
    return offeredRanges.map((range) => ({ value: range, hint: toRangeWords(range) }))
  }
  const plain = name.replace(/\.not$/, '')
  const parameter =
    findParameter(dataset, plain) ??
    dataset.parameters.find(({ role }) => role === 'direction' && name === 'direction')
  if (!parameter) return []
  const known = parameter.role === 'filter' ? valuesOf(parameter) : []
  const declared = parameter.kind === 'boolean' ? ['true', 'false'] : (parameter.values ?? [])
  const rest = declared.filter((value) => !known.some((each) => each.value === value))
  return [...known, ...rest.map((value) => ({ value }))]
}

/** Those of which a text begins with what is typed, then those of which a word does, then a part. */
function rank<T>(typed: string, items: readonly T[], textsOf: (item: T) => string[]): readonly T[] {
  const wanted = typed.toLowerCase()
  const rankOf = (item: T) => {
    const texts = textsOf(item).map((each) => each.toLowerCase())
    if (texts.some((each) => each.startsWith(wanted))) return 0
    if (
      texts.some((each) => each.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted)))
    ) {
      return 1
    }
    return texts.some((each) => each.includes(wanted)) ? 2 : 3
  }
  const ranked = items.map((item) => ({ item, rank: rankOf(item) }))
  return [0, 1, 2].flatMap((wantedRank) =>
    ranked.filter((each) => each.rank === wantedRank).map(({ item }) => item),
  )
}
