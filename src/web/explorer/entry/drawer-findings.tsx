/** Puts the findings about the open entry into its drawer: a section at the top, and marks on the matching values. */
import { type ReactNode, useMemo } from 'react'
import { findRuleMode, toggleRule } from '../../../query/pivot/rule-filters.ts'
import { EntryFindingsSection } from '../../findings/entry-findings-section.tsx'
import { toSearchedVerdict } from '../../findings/finding-words.ts'
import { type EntryFindings, useEntryFindings } from '../../findings/use-entry-findings.ts'
import type { RuleState } from '../../rules/rule-state.ts'
import type { SearchState } from '../../search/engine/search-state.ts'
import type { EntryStore } from '../../store/entry-store.ts'
import { type MatchedValues, MatchedValuesContext } from '../../ui/text/matched-values.ts'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { EntryNewSection } from './entry-new-section.tsx'
import { FindingPivots } from './finding-pivots.tsx'
import type { OpenEntry } from './use-open-entry.ts'

/** `children` draws the drawer with the section. */
export function DrawerFindings({
  control,
  open,
  store,
  rules: { findings: searched, version, baseline },
  state,
  children,
}: {
  control: LogQueryControl
  open: OpenEntry
  store: EntryStore | undefined
  /** What the rules found in the list. */
  rules: RuleState
  /** How far the list was read. */
  state: Pick<SearchState, 'verdict' | 'sources'>
  children: (section: ReactNode) => ReactNode
}) {
  const { query, screen, setQuery } = control
  const { log, id, entry, text, row } = open
  const found = useEntryFindings({ id, dataset: log.dataset, entry, text, row }, store, version)
  const { findings } = found
  const matched = useMemo(() => listMatched(findings), [findings])
  const section = (
    <>
      {baseline && row !== undefined && (
        <EntryNewSection
          store={store}
          row={row}
          version={version}
          baseline={baseline}
          timeZone={screen.timeZone ?? 'UTC'}
        />
      )}
      <EntryFindingsSection
        found={found}
        list={{
          timeZone: screen.timeZone ?? 'UTC',
          verdict: toSearchedVerdict(searched, state),
          countOf: (rule) => searched?.findings.find((each) => each.rule === rule)?.count,
          isFilteredBy: (rule) => findRuleMode(query, rule) === 'include',
        }}
        pivots={<FindingPivots control={control} open={open} />}
        onShow={(rule) => setQuery(toggleRule(query, rule, 'include'), { keepEntry: true })}
      />
    </>
  )
  return <MatchedValuesContext value={matched}>{children(section)}</MatchedValuesContext>
}

function listMatched(findings: EntryFindings['findings']): MatchedValues {
  const matched = new Map<string, readonly string[]>()
  for (const { rule, values } of findings) {
    for (const { pointer } of values) {
      matched.set(pointer, [...(matched.get(pointer) ?? []), rule.title])
    }
  }
  return matched
}
