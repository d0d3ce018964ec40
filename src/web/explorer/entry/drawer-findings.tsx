/** Puts the findings about the open entry into its drawer: a section at the top, and marks on the matching values. */
import { type ReactNode, useMemo } from 'react'
import { readOutcome } from '../../../catalog/roles.ts'
import { findRuleMode, toggleRule } from '../../../query/pivot/rule-filters.ts'
import { EntryFindingsSection } from '../../findings/entry-findings-section.tsx'
import { toSearchedVerdict } from '../../findings/finding-words.ts'
import { RuleUndone } from '../../findings/undone/rule-undone.tsx'
import { UndoneFailure } from '../../findings/undone/undone-failure.tsx'
import { type EntryFindings, useEntryFindings } from '../../findings/use-entry-findings.ts'
import type { RuleState } from '../../rules/rule-state.ts'
import type { SearchState } from '../../search/engine/search-state.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import { type MatchedValues, MatchedValuesContext } from '../../ui/text/matched-values.ts'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { toEntryLinks } from '../overview/to-entry-links.ts'
import { toUndoneClaim } from '../overview/to-undone-claim.ts'
import { EntryNewSection } from './entry-new-section.tsx'
import { FindingPivots, TokenPivot } from './finding-pivots.tsx'
import { useLoosening } from './use-loosening.ts'
import type { OpenEntry } from './use-open-entry.ts'

/** `children` draws the drawer with the section. */
export function DrawerFindings({
  control,
  open,
  session,
  rules: { findings: searched, version, baseline },
  state,
  children,
}: {
  control: LogQueryControl
  open: OpenEntry
  session: SearchSession | undefined
  /** What the rules found in the list. */
  rules: RuleState
  /** How far the list was read. */
  state: Pick<SearchState, 'verdict' | 'sources' | 'loaded'>
  children: (section: ReactNode) => ReactNode
}) {
  const { query, screen, setQuery } = control
  const { log, id, entry, text, row } = open
  const store = session?.store
  const timeZone = screen.timeZone ?? 'UTC'
  const verdict = toSearchedVerdict(searched, state)
  const found = useEntryFindings({ id, dataset: log.dataset, entry, text, row }, store, version)
  const { findings } = found
  const isFailed = readOutcome(log.dataset, entry) === 'failure'
  const matched = useMemo(() => listMatched(findings), [findings])
  const { loosening, failure, retry } = useLoosening(session, open, {
    isWanted: findings.some(({ rule }) => rule.effect === 'loosens'),
    hiddenSources: query.hiddenSources,
    version: `${state.loaded} ${version}`,
  })
  const section = (
    <>
      {baseline && row !== undefined && (
        <EntryNewSection
          store={store}
          row={row}
          version={version}
          baseline={baseline}
          timeZone={timeZone}
        />
      )}
      <TokenPivot control={control} open={open} />
      <EntryFindingsSection
        entry={entry}
        found={found}
        list={{
          timeZone,
          verdict,
          countOf: (rule) => searched?.findings.find((each) => each.rule === rule)?.count,
          isFilteredBy: (rule) => findRuleMode(query, rule) === 'include',
        }}
        toUndone={(rule) =>
          failure ? (
            <UndoneFailure error={failure.error} onRetry={retry} />
          ) : (
            <RuleUndone
              rule={rule}
              row={row}
              isFailed={isFailed}
              loosening={loosening}
              claim={toUndoneClaim(query, control.timeRange, {
                verdict,
                nowMs: session?.now() ?? 0,
                timeZone,
              })}
              links={toEntryLinks(control, loosening?.references)}
            />
          )
        }
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
