/** Include or exclude: two radio buttons that differ by word, icon and shape. */
import { CheckCircleIcon } from '@phosphor-icons/react/dist/csr/CheckCircle'
import { ProhibitIcon } from '@phosphor-icons/react/dist/csr/Prohibit'
import { useId } from 'react'
import type { FilterMode } from '../../../query/log-query.ts'
import { SegmentedChoice } from '../../ui/segmented-choice.tsx'

/** The mode of a filter; `note` says why the API cannot exclude, or that excluding makes a local filter. */
export function ModeChoice({
  mode,
  canExclude,
  note,
  onChange,
}: {
  mode: FilterMode
  canExclude: boolean
  note?: string | undefined
  onChange: (mode: FilterMode) => void
}) {
  const noteId = useId()
  return (
    <div className="flex items-center gap-2">
      <SegmentedChoice<FilterMode>
        legend="Mode"
        segments={[
          { value: 'include', words: 'Include', Icon: CheckCircleIcon },
          { value: 'exclude', words: 'Exclude', Icon: ProhibitIcon, isDisabled: !canExclude },
        ]}
        value={mode}
        describedBy={note ? noteId : undefined}
        onChange={onChange}
      />
      {note && (
        <span id={noteId} className="text-[12px] leading-4 text-kumo-subtle">
          {note}
        </span>
      )}
    </div>
  )
}
