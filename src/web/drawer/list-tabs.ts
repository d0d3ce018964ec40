/** Which views of an entry there are, in the order in which they are offered. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { type EntrySections, hasValue } from './entry/entry-sections.ts'

/** One view of an entry. */
export type TabId = 'overview' | 'request' | 'response' | 'changes' | 'around' | 'source' | 'json'

/** The tabs of an entry; a view with nothing in it is left out. */
export function listTabs(
  { history }: Pick<Dataset, 'history'>,
  sections: EntrySections,
): { id: TabId; label: string }[] {
  const { recordsCalls, call, requestBodies, answer, responseBodies, pairs, changes } = sections
  const tabs: { id: TabId; label: string; isThere: boolean }[] = [
    { id: 'overview', label: 'Overview', isThere: true },
    // Where no request is recorded, the one that delivered the entry comes first.
    { id: 'source', label: 'Source', isThere: !recordsCalls },
    {
      id: 'request',
      label: recordsCalls ? 'Request' : 'Metadata',
      isThere: call.length > 0 || requestBodies.some(hasValue),
    },
    {
      id: 'response',
      label: 'Response',
      isThere: answer.length > 0 || responseBodies.some(hasValue),
    },
    {
      id: 'changes',
      label: 'Changes',
      isThere: history !== undefined || pairs.length > 0 || changes.length > 0,
    },
    { id: 'around', label: 'Around', isThere: true },
    { id: 'json', label: 'JSON', isThere: true },
    { id: 'source', label: 'Source', isThere: recordsCalls },
  ]
  return tabs.filter(({ isThere }) => isThere).map(({ id, label }) => ({ id, label }))
}
