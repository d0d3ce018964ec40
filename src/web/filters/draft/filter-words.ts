/** A filter as a short sentence: “Actor email is a or b”, “Action type is not view”. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { Parameter } from '../../../catalog/parameters.ts'
import type { Filter, FilterMode, LocalFilter } from '../../../query/log-query.ts'
import { toPathLabel } from './entry-path.ts'

/** How many values a pill spells out. */
const shownValues = 3

/** Longest value that a pill shows whole, in characters. */
const maxShownValueLength = 34

/** The parts of a filter's sentence, so that each can be drawn in its own way. */
export type FilterWords = {
  subject: string
  verb: string
  /** The first values, shortened in the middle. */
  values: readonly string[]
  /** How many values are not spelled out. */
  more: number
  /** The sentence with the first values whole, and the number of the others. */
  sentence: string
}

/** The words of a filter; a parameter that the dataset lacks is called by its wire name. */
export function toFilterWords(filter: Filter, parameter: Parameter | undefined): FilterWords {
  const subject = parameter?.label ?? filter.parameter
  const verb = toVerb(filter.mode)
  const whole = filter.values.slice(0, shownValues)
  const more = filter.values.length - whole.length
  const rest = more > 0 ? `, and ${more} more` : ''
  return {
    subject,
    verb,
    values: whole.map((value) => toShortText(value, maxShownValueLength)),
    more,
    sentence: `${subject} ${verb} ${whole.join(' or ')}${rest}`,
  }
}

/** The words of a local filter. */
export function toLocalWords(filter: LocalFilter, dataset: Dataset): FilterWords {
  const subject = toPathLabel(dataset, filter.pointer)
  const verb = toLocalVerb(filter)
  // An empty text is contained in whatever exists.
  const values = filter.text === '' && !filter.isExact ? [] : [filter.text]
  const sentence = [subject, verb, ...values].join(' ')
  const shown = values.map((value) => toShortText(value, maxShownValueLength) || '(empty text)')
  return { subject, verb, values: shown, more: 0, sentence }
}

function toLocalVerb({ mode, text, isExact }: LocalFilter): string {
  if (isExact) return toVerb(mode)
  const verbs =
    text === ''
      ? { include: 'is present', exclude: 'is absent' }
      : { include: 'contains', exclude: 'does not contain' }
  return verbs[mode]
}

/** How a mode reads in a sentence. */
function toVerb(mode: FilterMode): string {
  return mode === 'include' ? 'is' : 'is not'
}

/** A text cut in the middle, so that the ends, which tell values apart, stay readable. */
export function toShortText(text: string, longest: number): string {
  if (text.length <= longest) return text
  const characters = [...text]
  if (characters.length <= longest) return text
  const head = Math.ceil((longest - 1) * 0.6)
  const tail = longest - 1 - head
  return `${characters.slice(0, head).join('')}…${characters.slice(-tail).join('')}`
}
