/** A filter as a short sentence: “Actor email is a or b”, “Action type is not view”. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { Parameter } from '../../../catalog/parameters.ts'
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
  const verb = toVerb(filter.mode)
  const firstValues = filter.values.slice(0, maxShownValues)
  const more = filter.values.length - firstValues.length
  const ending = more > 0 ? `, and ${more} more` : ''
  return {
    subject,
    verb,
    values: firstValues.map((value) => toShortText(value, maxShownValueLength)),
    more,
    sentence: `${subject} ${verb} ${firstValues.join(' or ')}${ending}`,
  }
}

/** The words of a local filter: “anywhere: grafana”, “hours within mon-fri 07:00-19:00”, “User agent contains curl”. */
export function toLocalWords(filter: LocalFilter, dataset: Dataset): FilterWords {
  if (filter.kind === 'text') return toTextWords(filter)
  if (filter.kind === 'hours') return toHoursWords(filter)
  const subject = toPathLabel(dataset, filter.pointer)
  const verb = toLocalVerb(filter)
  // Every value contains an empty text, so this filter only asks whether there is one.
  const values = filter.text === '' && !filter.isExact ? [] : [filter.text]
  const sentence = [subject, verb, ...values].join(' ')
  const shown = values.map((value) => toShortText(value, maxShownValueLength) || '(empty text)')
  return { subject, verb, values: shown, more: 0, sentence }
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

function toLocalVerb({ mode, text, isExact }: FieldFilter): string {
  if (isExact) return toVerb(mode)
  const verbs =
    text === ''
      ? { include: 'is present', exclude: 'is absent' }
      : { include: 'contains', exclude: 'does not contain' }
  return verbs[mode]
}

/** The verb for a mode in a sentence. */
function toVerb(mode: FilterMode): string {
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
