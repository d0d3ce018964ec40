/** The findings of a search beside its entries, with the gestures that change the query. */
import { useQuery } from '@tanstack/react-query'
import type { LogQuery } from '../../../query/log-query.ts'
import { findRuleMode, toggleRule } from '../../../query/pivot/rule-filters.ts'
import { statusQuery } from '../../api/status-query.ts'
import { toSearchedVerdict } from '../../findings/finding-words.ts'
import { FindingsPanel } from '../../findings/findings-panel.tsx'
import { useRules } from '../../rules/rule-library.ts'
import { countHidden } from '../../search/engine/search-state.ts'
import { toNewTag } from '../../store/baseline-values.ts'
import { Comparison } from './comparison.tsx'
import type { PanelSearch } from './panel-search.ts'
import { useAskLogs } from './use-ask-logs.ts'

/** Draws the tab. */
export function FindingsTab({
  search: { control, session, state, findings, comparison },
  onOverview,
}: {
  search: PanelSearch
  /** Opens the overview over the list. */
  onOverview: () => void
}) {
  const { query, screen, setQuery } = control
  const rules = useRules()
  useQuery(statusQuery)
  const go = (next: LogQuery) => setQuery(next, { keepEntry: true })
  const ask = useAskLogs(query, go)

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
      comparison={
        <Comparison
          comparison={comparison}
          news={findings.findings?.news}
          of={findings.findings?.of ?? 0}
          timeZone={screen.timeZone ?? 'UTC'}
          isFiltered={query.filters.length > 0}
          findMode={(newFor) => findRuleMode(query, toNewTag(newFor))}
          onToggle={(newFor, mode) => go(toggleRule(query, toNewTag(newFor), mode))}
        />
      }
      findMode={(rule) => findRuleMode(query, rule)}
      onToggle={(rule, mode) => go(toggleRule(query, rule, mode))}
      onAsk={ask}
      onOverview={onOverview}
    />
  )
}
