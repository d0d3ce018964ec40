/** The bar of filters before it can be used: the same words on as many lines, in a part that is looked at only. */
import { DotsThreeIcon } from '@phosphor-icons/react/dist/csr/DotsThree'
import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus'
import { XIcon } from '@phosphor-icons/react/dist/csr/X'
import type { LogQuery } from '../../query/log-query.ts'
import { ButtonPlace } from '../ui/button-place.tsx'
import { KeyHint } from '../ui/key-hint.tsx'
import { BarActions } from './bar-actions.tsx'
import { listPills, type Pill } from './list-pills.ts'
import { ModeIcon } from './mode-icon.tsx'
import { FilterPillFace, LocalPillFace } from './pill-face.tsx'
import { findPillNotes, type LoadedLog } from './pill-notes.ts'
import { pillSegment, toPillShape } from './pill-shape.ts'

type Props = { log: LoadedLog; query: LogQuery }

export function FilterBarSkeleton(props: Props) {
  const { log, query } = props
  const pills = listPills(query, log.dataset)
  if (pills.length === 0) return <div className="h-7 w-28 rounded-md bg-kumo-tint" />
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-1.5">
      {pills.map((pill) => (
        <PillPlace key={pill.key} pill={pill} {...props} />
      ))}
      <ButtonPlace variant="secondary" size="md">
        <PlusIcon size={12} />
        Add filter
        <KeyHint>f</KeyHint>
      </ButtonPlace>
      <BarActions
        dataset={log.dataset}
        query={query}
        history={{ undo: undefined, redo: undefined }}
        onChange={() => undefined}
      />
    </div>
  )
}

function PillPlace({ pill, log, query }: Props & { pill: Pill }) {
  return (
    <div className={toPillShape(pill)}>
      <span className={pillSegment}>
        <ModeIcon mode={pill.mode} />
      </span>
      <span className="flex min-w-0 items-center gap-1 px-1 text-[13px]">
        {pill.kind === 'local' ? (
          <LocalPillFace pill={pill} log={log} />
        ) : (
          <FilterPillFace pill={pill} notes={findPillNotes(pill, log, query)} />
        )}
      </span>
      <span className={pillSegment}>
        <DotsThreeIcon size={14} />
      </span>
      <span className={pillSegment}>
        <XIcon size={12} />
      </span>
    </div>
  )
}
