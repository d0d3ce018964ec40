/**
 * A filter while it is being written: chosen values, the text not yet made a value, and what would
 * happen to the query's filters.
 */
import type { Parameter } from '../../../catalog/parameters.ts'
import { addValues, flipMode, removeFilter, setValues } from '../../../query/filters.ts'
import { toFieldPointer } from '../../../query/json-pointer.ts'
import {
  type Filter,
  type FilterMode,
  type LocalFilter,
  toOtherMode,
} from '../../../query/log-query.ts'
import { takesSeveral } from '../../../query/split-query.ts'
import { findValueProblem, querySizes, repeatedMessage } from '../../../query/validate-query.ts'
import { isListKind, splitValues } from './split-values.ts'

/** What the editor holds. `text` is what stands in the input. */
export type FilterDraft = { mode: FilterMode; values: readonly string[]; text: string }

/** Filters after applying a draft, and the local filters that come with it. */
export type DraftChange = { filters: readonly Filter[]; localFilters: readonly LocalFilter[] }

/** The parameter as it is edited: where the API takes one value, several become several requests. */
export function toEdited(parameter: Parameter): Parameter {
  return takesSeveral(parameter) ? { ...parameter, repeats: true } : parameter
}

/** Whether the draft excludes what the API cannot exclude by, but loaded entries can be. */
export function isLocalDraft(parameter: Parameter, { mode }: FilterDraft): boolean {
  return mode === 'exclude' && !parameter.exclude && parameter.field !== undefined
}

/** The draft to begin with: of a filter that stands, or an empty one that includes. */
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

/** All values that applying the draft would give, the text in the input among them. */
export function toDraftValues({ kind }: Parameter, { values, text }: FilterDraft) {
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
  return { ...draft, values: [...new Set([...draft.values, ...values])], text: '' }
}

/** What keeps the draft from being applied, in words; an empty draft has no problem. */
export function findDraftProblem(parameter: Parameter, draft: FilterDraft): string | undefined {
  const isLocal = isLocalDraft(parameter, draft)
  if (draft.mode === 'exclude' && !parameter.exclude && !isLocal) {
    return 'The API cannot exclude by this parameter. Include instead.'
  }
  const values = toDraftValues(parameter, draft)
  const range = isLocal ? values.find((value) => isRange(parameter, value)) : undefined
  if (range !== undefined) {
    return `“${range}” is a range, which only the API can compare. Exclude single addresses.`
  }
  if (!parameter.repeats && values.length > 1) return repeatedMessage(parameter.wireName)
  if (values.length >= querySizes.pairs) {
    return `${values.length} values are more than one request can carry. Keep fewer than ${querySizes.pairs}.`
  }
  for (const value of values) {
    const problem = findValueProblem(parameter, value)
    if (problem) return problem
  }
  return undefined
}

/** Whether the draft can be applied. */
export function isApplicable(parameter: Parameter, draft: FilterDraft): boolean {
  return toDraftValues(parameter, draft).length > 0 && !findDraftProblem(parameter, draft)
}

function isRange({ kind }: Parameter, value: string): boolean {
  return kind === 'ip-or-cidr' && value.includes('/')
}

/** What applying the draft makes of the filters; what the API cannot do becomes local filters. */
export function toDraftChange(
  filters: readonly Filter[],
  parameter: Parameter,
  draft: FilterDraft,
  original?: Filter,
): DraftChange {
  if (!isLocalDraft(parameter, draft)) {
    return { filters: applyDraft(filters, parameter, draft, original), localFilters: [] }
  }
  const pointer = toFieldPointer(parameter.field ?? '')
  const localFilters = toDraftValues(parameter, draft).map(
    (text): LocalFilter => ({ pointer, mode: 'exclude', text, isExact: true }),
  )
  const kept = original ? removeFilter(filters, original.parameter, original.mode) : filters
  return { filters: kept, localFilters }
}

/**
 * The filters after applying the draft: in place of the original, or joined to the filter of the
 * same parameter and mode. A parameter that takes one value gets the new one.
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
    const put = parameter.repeats ? addValues : setValues
    return put(filters, name, draft.mode, values)
  }
  const changed = setValues(filters, name, original.mode, values)
  return draft.mode === original.mode ? changed : flipMode(changed, name, original.mode)
}

/** The filter that applying a new draft would join or replace, if one stands. */
export function findStanding(
  filters: readonly Filter[],
  { wireName }: Parameter,
  mode: FilterMode,
): Filter | undefined {
  return filters.find((each) => each.parameter === wireName && each.mode === mode)
}

/** A value that the draft and the filter of the other mode both hold: nothing can match it. */
export function findContradiction(
  filters: readonly Filter[],
  parameter: Parameter,
  draft: FilterDraft,
  original?: Filter,
): string | undefined {
  const other = findStanding(filters, parameter, toOtherMode(draft.mode))
  if (!other || other === original) return undefined
  return toDraftValues(parameter, draft).find((value) => other.values.includes(value))
}
