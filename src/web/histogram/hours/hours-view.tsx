/** Loaded entries by the hours of the week as a heat map, from which hours are picked as a local filter. */
import { type ReactNode, useState } from 'react'
import type { FilterMode, HoursFilter } from '../../../query/log-query.ts'
import type { HourCounts } from '../../store/time-counts.ts'
import { useStoreQuery } from '../../store/use-store-query.ts'
import { toCountText } from '../../ui/text/count-text.ts'
import type { BarsSubject } from '../bars-view.tsx'
import { ChartFrame, hoursHeight } from '../histogram-frame.tsx'
import { HistogramLine, NotCounted, TableSwitch } from '../line-parts.tsx'
import { listHourCells, toBlockHours } from './hour-cells.ts'
import { HourGrid } from './hour-grid.tsx'
import { levelClasses } from './hour-style.ts'
import { HourTable } from './hour-table.tsx'

const noCounts = Array<number>(168).fill(0)

export function HoursView({
  subject: { store, version, timeZone },
  loaded,
  filters,
  tools,
  lineSlot,
  onPick,
}: {
  subject: Pick<BarsSubject, 'store' | 'version' | 'timeZone'>
  /** The number of loaded entries. */
  loaded: number
  /** The filters by hours in effect. */
  filters: readonly HoursFilter[]
  /** The first elements of the line. */
  tools: ReactNode
  /** The element of the toolbar in which the line of text is drawn. */
  lineSlot: HTMLElement | null
  onPick: (filter: HoursFilter) => void
}) {
  const [isTable, setTable] = useState(false)
  const { answer, failure } = useStoreQuery<HourCounts>(
    store,
    version,
    ['hours', timeZone],
    (entryStore) => entryStore.hours(timeZone),
  )
  const counts = answer?.counts ?? noCounts
  const max = Math.max(...counts)
  const total = counts.reduce((sum, count) => sum + count, 0)
  const outlined = new Map<number, FilterMode>(
    filters.flatMap(({ mode, hours }) =>
      listHourCells(hours, timeZone).map((cell) => [cell, mode] as const),
    ),
  )
  return (
    <>
      <HistogramLine
        slot={lineSlot}
        end={<TableSwitch isOn={isTable} onToggle={() => setTable(!isTable)} />}
      >
        {tools}
        {answer && (
          <span className="text-kumo-subtle tabular-nums">
            {toCountText(total)} of {toCountText(loaded)} loaded, at most {toCountText(max)} per
            cell, {timeZone}
          </span>
        )}
        <HoursLegend max={max} modes={new Set(outlined.values())} />
        {answer && answer.without > 0 && (
          <span className="shrink-0 text-kumo-strong tabular-nums">
            {toCountText(answer.without)} without a time
          </span>
        )}
      </HistogramLine>
      <ChartFrame height={hoursHeight}>
        {failure && <NotCounted error={failure.error} />}
        <HourGrid
          counts={counts}
          max={max}
          outlined={outlined}
          toWords={(block) => toBlockHours(block, timeZone)}
          onPick={(block, mode) =>
            onPick({ kind: 'hours', mode, hours: toBlockHours(block, timeZone) })
          }
        />
      </ChartFrame>
      {answer && isTable && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling element has to be reachable by keyboard.
        <section tabIndex={0} aria-label="Hours" className="max-h-48 overflow-auto">
          <HourTable counts={counts} timeZone={timeZone} />
        </section>
      )}
    </>
  )
}

/** The colors from few to many, and the outlines of the filters in effect. */
function HoursLegend({ max, modes }: { max: number; modes: ReadonlySet<FilterMode> }) {
  return (
    <span className="flex shrink-0 items-center gap-3">
      {max > 0 && (
        <span className="flex items-center gap-1">
          1
          {levelClasses.slice(1).map((color) => (
            <span key={color} aria-hidden className={`h-2.5 w-3 ${color}`} />
          ))}
          {toCountText(max)}
        </span>
      )}
      {modes.has('include') && (
        <span className="flex items-center gap-1.5">
          <span aria-hidden className="h-2.5 w-4 border-2 border-kumo-contrast" />
          Only these hours
        </span>
      )}
      {modes.has('exclude') && (
        <span className="flex items-center gap-1.5">
          <span aria-hidden className="h-2.5 w-4 border-2 border-kumo-contrast border-dashed" />
          Not these hours
        </span>
      )}
    </span>
  )
}
