/** The picker for the time range of a query: offered ranges, a typed length, or two typed ends. */
import { Popover } from '@cloudflare/kumo/primitives/popover'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { ClockIcon } from '@phosphor-icons/react/dist/csr/Clock'
import { WarningIcon } from '@phosphor-icons/react/dist/csr/Warning'
import { useState } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { TimeRange } from '../../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { rememberRange } from '../../preferences/recent-ranges.ts'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { toVisibleText, VisibleText } from '../../ui/text/visible-text.tsx'
import { AbsoluteRangeForm } from './absolute-range-form.tsx'
import { listRangeNotes, type RangeNote } from './list-range-notes.ts'
import { RangeMoves } from './range-moves.tsx'
import { RangeNotes } from './range-notes.tsx'
import { RelativeRangeList } from './relative-range-list.tsx'
import { toRangeLabel, toSpan } from './time-range-words.ts'

type TimeRangePickerProps = {
  dataset: Dataset
  timeRange: TimeRange
  /** Both ends as the running search requests them; absent before the first search. */
  resolved: ResolvedTimeRange | undefined
  timeZone: string
  /** The proxy's clock, from which retention is counted back; without it the end of the range is used. */
  nowMs?: number
  onChange: (timeRange: TimeRange) => void
}

export function TimeRangePicker(props: TimeRangePickerProps) {
  const { dataset, timeRange, resolved, timeZone, nowMs, onChange } = props
  const [isOpen, setIsOpen] = useState(false)
  const label = toRangeLabel(timeRange, timeZone)
  const notes = listRangeNotes(dataset, timeRange, resolved, nowMs)
  const sentences = notes.map(({ sentence }) => sentence)
  // The note about the tightest limit comes last.
  const mark = notes.at(-1)?.mark

  function apply(next: TimeRange) {
    setIsOpen(false)
    rememberRange(next)
    onChange(next)
  }

  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger
        aria-label={[`Time range: ${toVisibleText(label)}`, ...sentences].join('. ')}
        title={resolved && [...toSpans(resolved, timeZone), ...sentences].join('\n')}
        render={<Button variant="secondary" size="md" className="max-w-full tabular-nums" />}
      >
        {notes.length > 0 ? (
          <WarningIcon size={14} aria-hidden />
        ) : (
          <ClockIcon size={14} aria-hidden />
        )}
        <span className="truncate">
          <VisibleText text={label} />
        </span>
        {mark && (
          <span className="shrink-0 font-normal text-kumo-strong max-[1200px]:hidden">
            · {mark}
          </span>
        )}
        <CaretDownIcon size={10} aria-hidden />
      </Popover.Trigger>
      <Panel label="Time range" className="w-144">
        <TimeRangePanel
          {...props}
          // A move changes the range while the panel is open, and the inputs show the new one.
          key={label}
          notes={notes}
          onChange={apply}
          onMove={onChange}
        />
      </Panel>
    </Popover.Root>
  )
}

function TimeRangePanel({
  dataset,
  timeRange,
  resolved,
  timeZone,
  nowMs,
  notes,
  onChange,
  onMove,
}: TimeRangePickerProps & {
  notes: readonly RangeNote[]
  /** Runs another range; the panel stays open. */
  onMove: (timeRange: TimeRange) => void
}) {
  // Without the proxy's clock, the end of the search is the best estimate.
  const presentMs = nowMs ?? findEpochMs(resolved?.before ?? '')
  return (
    <>
      <div className="grid grid-cols-1 sm:grid-cols-[11rem_1fr]">
        <RelativeRangeList
          dataset={dataset}
          timeRange={timeRange}
          timeZone={timeZone}
          nowMs={nowMs}
          onChange={onChange}
        />
        <AbsoluteRangeForm
          dataset={dataset}
          timeRange={timeRange}
          resolved={resolved}
          timeZone={timeZone}
          nowMs={presentMs}
          onChange={onChange}
        />
      </div>
      <div className="flex flex-col gap-1 border-t border-kumo-line px-3 py-2 text-[12px] leading-4 text-kumo-subtle">
        {resolved && presentMs !== undefined && (
          <RangeMoves resolved={resolved} nowMs={presentMs} onMove={onMove} />
        )}
        {resolved ? (
          toSpans(resolved, timeZone).map((span, i) => (
            <p key={span} className="m-0 tabular-nums">
              {i === 0 ? 'This search: ' : 'that is '}
              <VisibleText text={span} />
            </p>
          ))
        ) : (
          <p className="m-0">No search has run yet.</p>
        )}
        <RangeNotes notes={notes} />
      </div>
    </>
  )
}

/** The range of the search in the zone of the screen, and in UTC, which requests to the API use. */
function toSpans(resolved: ResolvedTimeRange, timeZone: string): string[] {
  return [...new Set([timeZone, 'UTC'])].map((zone) => toSpan(resolved, zone))
}
