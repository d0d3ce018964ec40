/** The histogram panel: loaded entries over time as bars, or by the hours of the week as a heat map. */
import type { HoursFilter, LocalFilter } from '../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../query/time/time-range.ts'
import { useViewPreferences } from '../preferences/view-preferences.ts'
import { useShortcut } from '../ui/keys/use-shortcut.ts'
import { type BarsSubject, BarsView } from './bars-view.tsx'
import { HistogramFrame } from './histogram-frame.tsx'
import { HoursView } from './hours/hours-view.tsx'
import { ViewSwitch, ZoomOutButton } from './line-parts.tsx'
import { findWiderRange, type LogSpan } from './zoom-out.ts'

/** Draws the histogram of a search. Its height does not depend on the data. */
export function HistogramPanel({
  subject,
  lineSlot,
  loaded,
  span,
  localFilters,
  onNarrow,
  onPickHours,
}: {
  subject: BarsSubject
  /** The element of the toolbar in which the line of text above the chart is drawn. */
  lineSlot: HTMLElement | null
  /** The number of loaded entries. */
  loaded: number
  /** The times that the log can hold. */
  span: LogSpan
  localFilters: readonly LocalFilter[]
  onNarrow: (range: ResolvedTimeRange) => void
  onPickHours: (filter: HoursFilter) => void
}) {
  const { histogramView: view = 'bars' } = useViewPreferences()
  const wider = findWiderRange(subject.timeRange, span)
  const zoomOut = wider && (() => onNarrow(wider))
  useShortcut('-', () => zoomOut?.())
  const tools = (
    <>
      <ViewSwitch view={view} />
      <ZoomOutButton onZoomOut={zoomOut} />
    </>
  )
  return (
    <HistogramFrame
      aria-label={
        view === 'hours' ? 'Loaded entries by hour and weekday' : 'Loaded entries over time'
      }
    >
      {view === 'hours' ? (
        <HoursView
          key={subject.timeZone}
          subject={subject}
          loaded={loaded}
          filters={localFilters.filter((filter) => filter.kind === 'hours')}
          tools={tools}
          lineSlot={lineSlot}
          onPick={onPickHours}
        />
      ) : (
        <BarsView subject={subject} tools={tools} lineSlot={lineSlot} onNarrow={onNarrow} />
      )}
    </HistogramFrame>
  )
}
