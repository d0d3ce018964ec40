/** Says why a question that asks for a part of what is loaded was not answered from memory. */
import type { DoubtReason } from '../../store/entry-store.ts'

/** A longer value is cut: the sentence has to fit into the footer. */
const maxValueLength = 40

/** The reason as a full sentence; `log` names the log of the entry in a timeline. */
export function toDoubtWords(doubt: DoubtReason, log?: string): string {
  const ofLog = log === undefined ? '' : ` of ${log}`
  switch (doubt.kind) {
    case 'time':
      return `Some loaded entries${ofLog} have no time that Gumshoe can read.`
    case 'value':
      return `“${shorten(doubt.sought)}” may also match “${shorten(doubt.value)}” in “${doubt.parameter}”${ofLog}: the rule is not documented.`
    case 'structure':
      return `A loaded entry${ofLog} has more than a plain value in the field of “${doubt.parameter}”.`
    case 'too-many-values':
      return `“${doubt.parameter}”${ofLog} has too many different values to search them in memory.`
    default:
      return doubt satisfies never
  }
}

function shorten(text: string): string {
  const characters = Array.from(text)
  return characters.length > maxValueLength
    ? `${characters.slice(0, maxValueLength).join('')}…`
    : text
}
