/** A hook for asking further logs of the account beside those of a search. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { timelineId } from '../../../catalog/timeline/timeline.ts'
import type { LogQuery, Source } from '../../../query/log-query.ts'
import { toTimeline } from '../../../query/timeline/to-timeline.ts'
import { noteSwitch } from '../notices/switch-note.ts'
import { useAllLogs } from '../pivot/use-all-logs.ts'

/**
 * Asks logs as well: `onQuery` takes the timeline with them. With the timeline itself among them, all logs. Resolves to why
 * that is impossible.
 */
export function useAskLogs(
  query: LogQuery,
  onQuery: (next: LogQuery) => void,
): (datasets: readonly Dataset[]) => Promise<string | undefined> {
  const { account } = useAllLogs(query.scope)
  return (datasets) =>
    new Promise((resolve) =>
      account.use((known) => {
        const isWanted = (id: string) =>
          datasets.some((dataset) => dataset.id === id || dataset.id === timelineId)
        const added = known.filter(({ dataset }) => isWanted(dataset))
        if (added.length === 0) return resolve('This account has no such log here.')
        resolve(undefined)
        const converted = toTimeline(query, addSources(query.sources, added))
        noteSwitch(converted)
        onQuery(converted.query)
      }),
    )
}

function addSources(present: readonly Source[] = [], added: readonly Source[]): readonly Source[] {
  const known = new Set(present.map((source) => JSON.stringify([source.dataset, source.scope])))
  return [
    ...present,
    ...added.filter((source) => !known.has(JSON.stringify([source.dataset, source.scope]))),
  ]
}
