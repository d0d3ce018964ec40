/**
 * A filter while it is being edited: the values chosen so far, the text in the input, and the filters
 * that applying it would give.
 */
import type { Parameter } from '../../../catalog/parameters.ts'
import { addValues, flipMode, removeFilter, setValues } from '../../../query/filters.ts'
import { toFieldPointer } from '../../../query/json-pointer.ts'
import {
  isAddressPointer,
  isLocalNetwork,
  toAddressFilters,
} from '../../../query/local/networks.ts'
import {
  type Filter,
  type FilterMode,
  type LocalFilter,
  toOtherMode,
} from '../../../query/log-query.ts'
import { takesSeveral } from '../../../query/split-query.ts'
import { findLengthProblem } from '../../../query/typed/typed-items.ts'
import { findValueProblem, querySizes, repeatedMessage } from '../../../query/validate-query.ts'
import { isListKind, splitValues } from './split-values.ts'

/** The state of the editor. `text` is the text in the input, which is not a value yet. */
export type FilterDraft = { mode: FilterMode; values: readonly string[]; text: string }

/** The filters after applying a draft, and the local filters to add. */
export type DraftChange = { filters: readonly Filter[]; localFilters: readonly LocalFilter[] }

/** The parameter as the editor treats it: where the API takes one value, several values become several requests. */
export function toEditableParameter(parameter: Parameter): Parameter {
  return takesSeveral(parameter) ? { ...parameter, repeats: true } : parameter
}

/**
 * Whether the draft has to become a local filter, because the API cannot exclude by the parameter, or because it takes
 * addresses and no network.
 */
export function isLocalDraft(parameter: Parameter, draft: FilterDraft): boolean {
  if (parameter.field === undefined) return false
  return (draft.mode === 'exclude' && !parameter.exclude) || hasLocalNetwork(parameter, draft)
}

/** Whether the draft has a network, and the API has none for the parameter. */
export function hasLocalNetwork(parameter: Parameter, draft: FilterDraft): boolean {
  return toDraftValues(parameter, draft).some((value) => isLocalNetwork(parameter, value))
}

/** The initial draft: that of an existing filter, or an empty include. */
export function createDraft(parameter: Parameter, original?: Filter): FilterDraft {
  if (!original) {
    const values = parameter.kind === 'boolean' ? ['true'] : []
    return { mode: 'include', values, text: '' }
  }
  const [only = '', ...others] = original.values
  return isTyped(parameter) && !parameter.repeats && others.length === 0
    ? { mode: original.mode, values: [], text: only }
    : { mode: original.mode, values: original.values, text: '' }
}

/** Whether values are typed; choices and booleans are picked. */
export function isTyped({ kind }: Parameter): boolean {
  return kind !== 'choice' && kind !== 'boolean'
}

/** All values that applying the draft would give, including those in the text of the input unless that is too long. */
export function toDraftValues({ kind }: Parameter, { values, text }: FilterDraft) {
  if (findLengthProblem(text)) return [...values]
  return [...new Set([...values, ...splitValues(kind, text)])]
}

/** Adds values and empties the input. A parameter that takes one value keeps them as text. */
export function addToDraft(
  parameter: Parameter,
  draft: FilterDraft,
  values: readonly string[],
): FilterDraft {
  if (!parameter.repeats && draft.values.length === 0) {
    return { ...draft, text: values.join(isListKind(parameter.kind) ? ' ' : '\n') }
  }
  const allValues = [...new Set([...draft.values, ...values])]
  // More values than a request can carry stay text: thousands of tags would block the page.
  if (allValues.length >= querySizes.pairs) return { ...draft, text: values.join('\n') }
  return { ...draft, values: allValues, text: '' }
}

/** The reason why the draft cannot be applied, in words; an empty draft has no problem. */
export function findDraftProblem(parameter: Parameter, draft: FilterDraft): string | undefined {
  const lengthProblem = findLengthProblem(draft.text)
  if (lengthProblem) return lengthProblem
  const isLocal = isLocalDraft(parameter, draft)
  if (draft.mode === 'exclude' && !parameter.exclude && !isLocal) {
    return 'The API cannot exclude by this parameter. Include instead.'
  }
  const values = toDraftValues(parameter, draft)
  if (!parameter.repeats && values.length > 1) return repeatedMessage(parameter.wireName)
  if (values.length >= querySizes.pairs) {
    return `${values.length} values are more than one request can carry. Keep fewer than ${querySizes.pairs}.`
  }
  for (const value of values) {
    const problem = findValueProblem(parameter, value)
    if (problem && !isLocalNetwork(parameter, value)) return problem
  }
  return undefined
}

/** Whether the draft can be applied. */
export function isApplicable(parameter: Parameter, draft: FilterDraft): boolean {
  return toDraftValues(parameter, draft).length > 0 && !findDraftProblem(parameter, draft)
}

/** The filters after applying the draft; if the API cannot apply it, it becomes local filters. */
export function toDraftChange(
  filters: readonly Filter[],
  parameter: Parameter,
  draft: FilterDraft,
  original?: Filter,
): DraftChange {
  if (!isLocalDraft(parameter, draft)) {
    return { filters: applyDraft(filters, parameter, draft, original), localFilters: [] }
  }
  const { mode } = draft
  const others = original ? removeFilter(filters, original.parameter, original.mode) : filters
  const values = toDraftValues(parameter, draft)
  if (mode === 'include') {
    // The values of one parameter are alternatives, so those of its other filter become local as well.
    const joined = findFilterOf(others, parameter, mode)?.values ?? []
    const all = [...new Set([...joined, ...values])]
    return {
      filters: removeFilter(others, parameter.wireName, mode),
      localFilters: toAddressFilters(parameter, mode, all),
    }
  }
  const pointer = toFieldPointer(parameter.field ?? '')
  const localFilters = isAddressPointer(pointer)
    ? toAddressFilters(parameter, mode, values)
    : values.map((text): LocalFilter => ({ kind: 'field', pointer, mode, text, isExact: true }))
  return { filters: others, localFilters }
}

/**
 * The filters after applying the draft: it replaces the original, or its values are added to the filter
 * of the same parameter and mode. In a parameter that takes one value, the new value replaces the old one.
 */
export function applyDraft(
  filters: readonly Filter[],
  parameter: Parameter,
  draft: FilterDraft,
  original?: Filter,
): readonly Filter[] {
  const values = toDraftValues(parameter, draft)
  const name = parameter.wireName
  if (!original) {
    const apply = parameter.repeats ? addValues : setValues
    return apply(filters, name, draft.mode, values)
  }
  const changed = setValues(filters, name, original.mode, values)
  return draft.mode === original.mode ? changed : flipMode(changed, name, original.mode)
}

/** The filter of the same parameter and mode, to which a new draft adds its values or which it replaces. */
export function findFilterOf(
  filters: readonly Filter[],
  { wireName }: Parameter,
  mode: FilterMode,
): Filter | undefined {
  return filters.find((filter) => filter.parameter === wireName && filter.mode === mode)
}

/** A value that the draft and the filter of the opposite mode both contain: no entry can match. */
export function findContradiction(
  filters: readonly Filter[],
  parameter: Parameter,
  draft: FilterDraft,
  original?: Filter,
): string | undefined {
  const other = findFilterOf(filters, parameter, toOtherMode(draft.mode))
  if (!other || other === original) return undefined
  return toDraftValues(parameter, draft).find((value) => other.values.includes(value))
}
