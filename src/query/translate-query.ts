/** Translates a query to another log, and lists the filters that the other log does not have. */
import type { Dataset } from '../catalog/define-dataset.ts'
import { findParameter } from '../catalog/index.ts'
import type { LogQuery, Scope } from './log-query.ts'
import { switchDataset } from './switch-dataset.ts'

/** The query for the other log, and a sentence for each filter that was dropped. */
export function translateQuery(
  query: LogQuery,
  from: Dataset,
  to: Dataset,
  scope: Scope,
): { query: LogQuery; messages: readonly string[] } {
  const { query: next, dropped, droppedLocal } = switchDataset(query, from, to, scope)
  const messages = dropped.map(({ parameter, mode, values }) => {
    const label = findParameter(from, parameter)?.label ?? parameter
    return `${label} ${mode === 'include' ? 'is' : 'is not'} ${values.join(' or ')}`
  })
  const localMessages = droppedLocal.map(
    ({ pointer, text }) => `Local filter on ${pointer} with “${text}”`,
  )
  return { query: next, messages: [...messages, ...localMessages] }
}
