/** Translates a query to another log, and says which filters its API or the log itself does not have. */
import type { Dataset } from '../catalog/define-dataset.ts'
import { findParameter } from '../catalog/index.ts'
import { listRoleFields, listRolesOf } from '../catalog/roles.ts'
import type { Filter, LogQuery, Scope } from './log-query.ts'
import { switchDataset } from './switch-dataset.ts'

/** The query for the other log, and a sentence for each filter that was dropped, and for each that became local. */
export function translateQuery(
  query: LogQuery,
  from: Dataset,
  to: Dataset,
  scope: Scope,
): { query: LogQuery; messages: readonly string[]; localMessages: readonly string[] } {
  const moved = switchDataset(query, from, to, scope)
  const messages = moved.dropped.map(
    (filter) => toFilterText(filter, from) + toWhy(filter, from, to),
  )
  const droppedLocal = moved.droppedLocal.map(
    ({ pointer, text }) => `Local filter on ${pointer} with “${text}”`,
  )
  const localMessages = moved.madeLocal.map(
    (filter) => `“${toFilterText(filter, from)}” is applied to loaded entries`,
  )
  return { query: moved.query, messages: [...messages, ...droppedLocal], localMessages }
}

/** A filter of a dataset in words, for a sentence about it. */
export function toFilterText({ parameter, mode, values }: Filter, from: Dataset): string {
  const label = findParameter(from, parameter)?.label ?? parameter
  return `${label} ${mode === 'include' ? 'is' : 'is not'} ${values.join(' or ')}`
}

/** What a log may lack, in words. */
const recorded = { actor: 'who acted', address: 'addresses', zone: 'zones' } as const

/** Says that the other log records nothing of the kind, which a person may expect of every log. */
function toWhy({ parameter }: Filter, from: Dataset, to: Dataset): string {
  const roles = listRolesOf(from, findParameter(from, parameter)?.field ?? '')
  for (const role of ['actor', 'address', 'zone'] as const) {
    if (roles.includes(role) && listRoleFields(to, role).length === 0) {
      return ` (${to.shortTitle} does not record ${recorded[role]})`
    }
  }
  return ''
}
