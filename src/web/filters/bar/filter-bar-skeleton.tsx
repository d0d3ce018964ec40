/** The skeleton of the filter bar: the same texts in the same layout, without function, until the bar has loaded. */
import { DotsThreeIcon } from '@phosphor-icons/react/dist/csr/DotsThree'
import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus'
import { XIcon } from '@phosphor-icons/react/dist/csr/X'
import type { LogQuery } from '../../../query/log-query.ts'
import { usePreferences } from '../../preferences/preferences.ts'
import { Button } from '../../ui/button.tsx'
import { KeyHint } from '../../ui/keys/key-hint.tsx'
import { ModeIcon } from '../draft/mode-icon.tsx'
import { listPills, type Pill } from '../pills/list-pills.ts'
import { FilterPillFace, LocalPillFace } from '../pills/pill-face.tsx'
import { getPillNotes, type LoadedLog } from '../pills/pill-notes.ts'
import { PillOutline } from '../pills/pill-outline.tsx'
import { pillSegment, pillText } from '../pills/pill-shape.ts'
import { withNetworkName } from '../pills/with-network-name.ts'
import { BarActions } from './bar-actions.tsx'
import { FilterBarFrame } from './filter-bar-frame.tsx'

type Props = { log: LoadedLog; query: LogQuery }

/** Draws the skeleton. The caller makes it inert. */
export function FilterBarSkeleton({ log, query }: Props) {
  const { networks = [] } = usePreferences()
  return (
    <FilterBarFrame
      pills={listPills(query, log.dataset)
        .map((pill) => withNetworkName(pill, networks))
        .map((pill) => <PillSkeleton key={pill.key} pill={pill} log={log} query={query} />)}
    >
      <Button variant="secondary" size="md" icon={<PlusIcon size={12} />}>
        Add filter
        <KeyHint>f</KeyHint>
      </Button>
      <BarActions
        dataset={log.dataset}
        query={query}
        history={{ undo: undefined, redo: undefined }}
        onChange={() => undefined}
      />
    </FilterBarFrame>
  )
}

function PillSkeleton({ pill, log, query }: Props & { pill: Pill }) {
  return (
    <PillOutline pill={pill}>
      <span className={pillSegment}>
        <ModeIcon mode={pill.mode} />
      </span>
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
