/** The keys by which a timeline filters, and the field of each log that has the value: for the manual and the reference. */
import type { Dataset } from '../define-dataset.ts'
import { toLocationKeys } from '../roles.ts'
import { timeline } from './timeline.ts'
import { timelineRoles, toRoleKey } from './timeline-role.ts'

/** Logs with the same fields share a column; `words` names them as the rows of a timeline do. */
export type RoleColumn = { words: readonly string[]; dataset: Dataset }

/** One key. `fields` are the paths of each column, tried in order; without any, the log cannot contain such a value. */
export type RoleKey = { key: string; meaning: string; fields: readonly (readonly string[])[] }

/** The columns, in the order of the logs. */
export function listRoleColumns(datasets: readonly Dataset[]): readonly RoleColumn[] {
  const columns = new Map<string, RoleColumn>()
  for (const dataset of datasets) {
    const text = JSON.stringify(timelineRoles.map((role) => toFields(dataset, role)))
    const { words } = columns.get(text) ?? { words: [] }
    columns.set(text, { dataset, words: [...words, dataset.word] })
  }
  return [...columns.values()]
}

/** All keys, with the fields of these columns. */
export function listRoleKeys(columns: readonly RoleColumn[]): readonly RoleKey[] {
  return timelineRoles.map((role) => {
    const key = toRoleKey(role)
    return {
      key,
      meaning: timeline.fields.find(({ path }) => path === key)?.description ?? '',
      fields: columns.map(({ dataset }) => toFields(dataset, role)),
    }
  })
}

/** A verb is derived from the action. */
function toFields({ roles }: Dataset, role: (typeof timelineRoles)[number]): readonly string[] {
  const locations = roles[role === 'verb' ? 'action' : role] ?? []
  return locations.map((location) => toLocationKeys(location).join('.'))
}
