/** The findings of a search beside its entries, with the gestures that change the query. */
import { useQuery } from '@tanstack/react-query'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { LogQuery, Source } from '../../../query/log-query.ts'
import { findRuleMode, toggleRule } from '../../../query/pivot/rule-filters.ts'
import { toTimeline } from '../../../query/timeline/to-timeline.ts'
import { statusQuery } from '../../api/status-query.ts'
import { toSearchedVerdict } from '../../findings/finding-words.ts'
import { FindingsPanel } from '../../findings/findings-panel.tsx'
import { useRules } from '../../rules/rule-library.ts'
import { countHidden } from '../../search/engine/search-state.ts'
import { noteSwitch } from '../notices/switch-note.ts'
import { useAllLogs } from '../pivot/use-all-logs.ts'
import type { PanelSearch } from './panel-search.ts'

/** Draws the tab. */
export function FindingsTab({
  search: { control, session, state, findings },
}: {
  search: PanelSearch
}) {
  const { query, screen, setQuery } = control
  const rules = useRules()
  const { account } = useAllLogs(query.scope)
  useQuery(statusQuery)
  const go = (next: LogQuery) => setQuery(next, { keepEntry: true })

  function ask(datasets: readonly Dataset[]): Promise<string | undefined> {
    return new Promise((resolve) =>
      account.use((known) => {
        const added = known.filter(({ dataset }) => datasets.some(({ id }) => id === dataset))
        if (added.length === 0) return resolve('This account has no such log here.')
        resolve(undefined)
        const converted = toTimeline(query, addSources(query.sources, added))
        noteSwitch(converted)
        go(converted.query)
      }),
    )
  }

  return (
    <FindingsPanel
      state={findings}
      rules={rules}
      list={{
        logs: session.sources.map(({ dataset }) => dataset),
        verdict: toSearchedVerdict(findings.findings, state),
        isFiltered: countHidden(state) > 0,
        timeZone: screen.timeZone ?? 'UTC',
      }}
      findMode={(rule) => findRuleMode(query, rule)}
      onToggle={(rule, mode) => go(toggleRule(query, rule, mode))}
      onAsk={ask}
    />
  )
}

function addSources(present: readonly Source[] = [], added: readonly Source[]): readonly Source[] {
  const known = new Set(present.map((source) => JSON.stringify([source.dataset, source.scope])))
  return [
    ...present,
    ...added.filter((source) => !known.has(JSON.stringify([source.dataset, source.scope]))),
  ]
}
