/** Lists the tabs of an entry, in their order. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { type EntrySections, hasValue } from './entry/entry-sections.ts'

/** The id of a tab. */
export type TabId = 'overview' | 'request' | 'response' | 'changes' | 'around' | 'source' | 'json'

/** The tabs of an entry, without empty ones. */
export function listTabs(
  { history }: Pick<Dataset, 'history'>,
  sections: EntrySections,
): { id: TabId; label: string }[] {
  const { recordsCalls, call, requestBodies, answer, responseBodies, pairs, changes } = sections
  const tabs: { id: TabId; label: string; isShown: boolean }[] = [
    { id: 'overview', label: 'Overview', isShown: true },
    // In a log without recorded requests, the request that loaded the entry comes first.
    { id: 'source', label: 'Source', isShown: !recordsCalls },
    {
      id: 'request',
      label: recordsCalls ? 'Request' : 'Metadata',
      isShown: call.length > 0 || requestBodies.some(hasValue),
    },
    {
      id: 'response',
      label: 'Response',
      isShown: answer.length > 0 || responseBodies.some(hasValue),
    },
    {
      id: 'changes',
      label: 'Changes',
      isShown: history !== undefined || pairs.length > 0 || changes.length > 0,
    },
    { id: 'around', label: 'Around', isShown: true },
    { id: 'json', label: 'JSON', isShown: true },
    { id: 'source', label: 'Source', isShown: recordsCalls },
  ]
  return tabs.filter(({ isShown }) => isShown).map(({ id, label }) => ({ id, label }))
}
