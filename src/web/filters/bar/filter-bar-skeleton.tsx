/** The skeleton of the filter bar: the same texts in the same layout, without function, until the bar has loaded. */
import { DotsThreeIcon } from '@phosphor-icons/react/dist/csr/DotsThree'
import { XIcon } from '@phosphor-icons/react/dist/csr/X'
import type { LogQuery } from '../../../query/log-query.ts'
import { usePreferences } from '../../preferences/preferences.ts'
import { useRules } from '../../rules/rule-library.ts'
import { listPills, type Pill } from '../pills/list-pills.ts'
import { FilterPillFace, LocalPillFace } from '../pills/pill-face.tsx'
import { getPillNotes, type LoadedLog } from '../pills/pill-notes.ts'
import { PillOutline } from '../pills/pill-outline.tsx'
import { pillSegment, pillText } from '../pills/pill-shape.ts'
import { withNetworkName } from '../pills/with-network-name.ts'
import { withRuleNames } from '../pills/with-rule-names.ts'
import { fieldClass, QueryBarFrame, queryBarHint } from '../query-bar/query-bar-frame.tsx'
import { AddFilterFace } from './add-filter-face.tsx'

/** Lays out the bar and its skeleton: the query bar and the buttons beside it. */
export const barClass = 'flex min-w-0 flex-1 items-start gap-1.5'

type Props = { log: LoadedLog; query: LogQuery }

/** Draws the skeleton. The caller makes it inert. */
export function FilterBarSkeleton({ log, query }: Props) {
  const { networks = [] } = usePreferences()
  const rules = useRules()
  const pills = listPills(query, log.dataset).map((pill) =>
    withRuleNames(withNetworkName(pill, networks), rules),
  )
  return (
    <div className={barClass}>
      <QueryBarFrame
        pills={pills.map((pill) => (
          <PillSkeleton key={pill.key} pill={pill} log={log} query={query} />
        ))}
        field={
          <span className={`${fieldClass} truncate text-[13px] leading-6 text-kumo-subtle`}>
            {queryBarHint}
          </span>
        }
        end={pills.length > 1 && <span className="size-6 shrink-0" />}
      />
      <AddFilterFace />
    </div>
  )
}

function PillSkeleton({ pill, log, query }: Props & { pill: Pill }) {
  return (
    <PillOutline pill={pill}>
      <span className={pillText}>
        {pill.kind === 'local' ? (
          <LocalPillFace pill={pill} log={log} />
        ) : (
          <FilterPillFace pill={pill} notes={getPillNotes(pill, log, query)} />
        )}
      </span>
      <span className={pillSegment}>
        <DotsThreeIcon size={14} />
      </span>
      <span className={pillSegment}>
        <XIcon size={12} />
      </span>
    </PillOutline>
  )
}
