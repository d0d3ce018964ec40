/** Words for what a log of a timeline cannot answer, from its plan. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { timeline } from '../../catalog/timeline/timeline.ts'
import { type TimelineRole, toRoleKey } from '../../catalog/timeline/timeline-role.ts'

type LogName = Pick<Dataset, 'shortTitle'>

/** Why a log is not asked: a sentence. `roles` are those of the includes that the log does not record. */
export function toCannotContainWords(log: LogName, roles: readonly TimelineRole[]): string {
  return `${log.shortTitle} records no ${joinRoles(roles, 'or')}, so it cannot contain this.`
}

/** The same for a chip, which shows the word of the log itself. */
export function toCannotContainLabel(roles: readonly TimelineRole[]): string {
  return `cannot contain: no ${joinRoles(roles, 'or')} recorded`
}

/** The same as a clause, to follow the title of the log or “it”. */
export function toNotRecordedWords(roles: readonly TimelineRole[]): string {
  return `does not record ${joinRoles(roles, 'or')}`
}

/** Which excludes are not checked in a log: a sentence. `roles` are those that the log does not record. */
export function toUncheckedWords(log: LogName, roles: readonly TimelineRole[]): string {
  const excludes = new Set(roles).size === 1 ? 'the exclude is' : 'the excludes are'
  return `${log.shortTitle} records no ${joinRoles(roles, 'or')}: ${excludes} not checked, and its entries are shown.`
}

/** The same for a chip. */
export function toUncheckedLabel(roles: readonly TimelineRole[]): string {
  return `not checked: ${joinRoles(roles, 'and')}`
}

/** The labels of roles in the middle of a sentence, each once: `address, Ray ID or zone`. */
export function joinRoles(roles: readonly TimelineRole[], word: 'and' | 'or'): string {
  const labels = [...new Set(roles)].map(toRoleWords)
  return labels.join(', ').replace(/, ([^,]*)$/, ` ${word} $1`)
}

/** The label of a role in the middle of a sentence; abbreviations stay in capitals. */
function toRoleWords(role: TimelineRole): string {
  const key = toRoleKey(role)
  const label = timeline.fields.find(({ path }) => path === key)?.label ?? key
  return /[A-Z]{2}/.test(label) ? label : label.toLowerCase()
}
