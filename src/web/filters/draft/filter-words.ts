/** A filter as a short sentence: “Actor email is any of: a, b”, “Action type is not view”. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { Parameter } from '../../../catalog/parameters.ts'
import { isNetworkFilter } from '../../../query/local/networks.ts'
import { isSealFilter } from '../../../query/local/seal-filters.ts'
import type {
  FieldFilter,
  Filter,
  FilterMode,
  HoursFilter,
  LocalFilter,
  TextFilter,
} from '../../../query/log-query.ts'
import { toPathLabel } from './entry-path.ts'

/** Number of values that a pill spells out. */
const maxShownValues = 3

/** Maximum length of a value that a pill shows unshortened, in characters. */
const maxShownValueLength = 34

/** The parts of a filter's sentence, so that each can be drawn in its own way. */
export type FilterWords = {
  subject: string
  verb: string
  /** The first values, shortened in the middle. */
  values: readonly string[]
  /** Number of values that are not spelled out. */
  more: number
  /** The sentence with the first values unshortened, and the number of the others. */
  sentence: string
}

/** The words of a filter; a parameter that the dataset does not know has its wire name as label. */
export function toFilterWords(filter: Filter, parameter: Parameter | undefined): FilterWords {
  const subject = parameter?.label ?? filter.parameter
  const verb = toVerb(filter.mode, filter.values.length)
  const firstValues = filter.values.slice(0, maxShownValues)
  const more = filter.values.length - firstValues.length
  const ending = more > 0 ? `, and ${more} more` : ''
  return {
    subject,
    verb,
    values: firstValues.map((value) => toShortText(value, maxShownValueLength)),
    more,
    sentence: `${subject} ${verb} ${firstValues.join(', ')}${ending}`,
  }
}

/** The words of a group of local filters: “anywhere: grafana”, “hours within sat,sun”, “User agent contains any of: curl, go”. */
export function toLocalWords(
  group: readonly [LocalFilter, ...LocalFilter[]],
  dataset: Dataset,
): FilterWords {
  const [first] = group
  if (first.kind === 'text') return toTextWords(first)
  if (first.kind === 'hours') return toHoursWords(first)
  if (first.kind === 'rule') return toRuleWords(group)
  const subject = toPathLabel(dataset, first.pointer)
  const filters = group.filter((filter) => filter.kind === 'field')
  const verbs = new Set(filters.map(toLocalVerb))
  const verb = verbs.size === 1 ? toGroupVerb(first, filters.length) : toLocalVerb(first)
  const parts = filters.slice(0, maxShownValues).map((filter) => toValueParts(filter, first))
  const more = filters.length - parts.length
  const ending = more > 0 ? `, and ${more} more` : ''
  const texts = parts.map(({ prefix, value }) => prefix + value).join(', ')
  return {
    subject,
    verb,
    values: parts
      .map(({ prefix, shown }) => prefix + shown)
      .filter((value, at) => at > 0 || value !== ''),
    more,
    sentence: [subject, verb, texts].filter(Boolean).join(' ') + ending,
  }
}

/** The value of one of several filters, behind its verb where that differs from the verb of the first one. */
function toValueParts(filter: FieldFilter, first: FieldFilter) {
  const verb = toLocalVerb(filter)
  const prefix = verb === toLocalVerb(first) ? '' : `${verb} `
  // Every value contains an empty text, so this filter only asks whether there is one.
  if (filter.text === '' && !filter.isExact) return { prefix: prefix.trim(), value: '', shown: '' }
  const shown = toShortText(filter.text, maxShownValueLength) || '(empty text)'
  return { prefix, value: filter.text, shown }
}

/** The verb for several filters that compare alike. */
function toGroupVerb(filter: FieldFilter, count: number): string {
  const verb = toLocalVerb(filter)
  if (count === 1 || filter.text === '') return verb
  const ending = filter.mode === 'include' ? 'any of:' : 'none of:'
  if (isNetworkFilter(filter)) return `is in ${ending}`
  return filter.isExact ? `is ${ending}` : `contains ${ending}`
}

function toTextWords({ mode, text }: TextFilter): FilterWords {
  const subject = mode === 'include' ? 'anywhere:' : 'nowhere:'
  const values = [toShortText(text, maxShownValueLength)]
  return { subject, verb: '', values, more: 0, sentence: `${subject} ${text}` }
}

function toHoursWords({ mode, hours }: HoursFilter): FilterWords {
  const verb = mode === 'include' ? 'within' : 'outside'
  return { subject: 'hours', verb, values: [hours], more: 0, sentence: `hours ${verb} ${hours}` }
}

/** The ids and tags of a group of filters by rules. */
export function listRules(group: readonly LocalFilter[]): readonly string[] {
  return group.flatMap((filter) => (filter.kind === 'rule' ? [filter.rule] : []))
}

/**
 * The words of a group of filters by rules: “finding: Tunnel created”, or by what a link tells: “compared with the link: new”.
 * `toName` names a rule by its id or tag.
 */
export function toRuleWords(
  group: readonly [LocalFilter, ...LocalFilter[]],
  toName: (rule: string) => string = (rule) => rule,
): FilterWords {
  const names = listRules(group).map(toName)
  const isInclude = group[0].mode === 'include'
  const name = group.some(isSealFilter) ? 'compared with the link' : 'finding'
  const subject = isInclude ? `${name}:` : name
  const verb = isInclude ? '' : toVerb('exclude', names.length)
  const values = names.slice(0, maxShownValues)
  const start = [subject, verb].filter(Boolean).join(' ')
  return {
    ...{ subject, verb, values },
    more: names.length - values.length,
    sentence: `${start} ${names.join(', ')}`,
  }
}

function toLocalVerb(filter: FieldFilter): string {
  const { mode, text, isExact } = filter
  if (isNetworkFilter(filter)) return mode === 'include' ? 'is in' : 'is not in'
  if (isExact) return toVerb(mode, 1)
  const verbs =
    text === ''
      ? { include: 'is present', exclude: 'is absent' }
      : { include: 'contains', exclude: 'does not contain' }
  return verbs[mode]
}

/** The verb for a mode and a number of values in a sentence. */
function toVerb(mode: FilterMode, count: number): string {
  if (count > 1) return mode === 'include' ? 'is any of:' : 'is none of:'
  return mode === 'include' ? 'is' : 'is not'
}

/** Shortens a text in the middle, because the start and the end are what distinguishes values. */
export function toShortText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const characters = [...text]
  if (characters.length <= maxLength) return text
  const head = Math.ceil((maxLength - 1) * 0.6)
  const tail = maxLength - 1 - head
  return `${characters.slice(0, head).join('')}…${characters.slice(-tail).join('')}`
}
