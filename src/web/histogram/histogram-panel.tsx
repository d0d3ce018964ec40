/** The histogram panel: loaded entries over time, stacked by a field; ranges that were not read are hatched. */
import { TableIcon } from '@phosphor-icons/react/dist/csr/Table'
import { type Ref, Suspense, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findOutcomeWord } from '../../catalog/roles.ts'
import { formatInstant } from '../../cloudflare/instant.ts'
import type { ResolvedTimeRange } from '../../query/time/time-range.ts'
import { toNotCountedWords } from '../api/api-failure.ts'
import { lazyPart } from '../first-load/lazy-part.tsx'
import { useViewPreferences } from '../preferences/view-preferences.ts'
import type { EntryStore, Histogram } from '../store/entry-store.ts'
import { type StoreAnswer, useStoreQuery } from '../store/use-store-query.ts'
import { Button } from '../ui/button.tsx'
import { ScrollEdges } from '../ui/scroll-edges.tsx'
import { toCountText } from '../ui/text/count-text.ts'
import { toTimeText } from '../ui/text/time-text.ts'
import { VisibleText } from '../ui/text/visible-text.tsx'
import { BrushHandles } from './brush-handles.tsx'
import { BucketTable, toGapText, toStartText } from './bucket-table.tsx'
import { ByMenu } from './by-menu.tsx'
import { ChartFrame, chartHeight, HistogramFrame } from './histogram-frame.tsx'
import { type SeriesStyle, toSeriesStyles } from './series-style.ts'
import {
  findTimeAxis,
  getLogStart,
  listGaps,
  type TimeAxis,
  toBoundary,
  toBucketMs,
} from './time-axis.ts'
import { useCanvasColors } from './use-canvas-colors.ts'

const BarChart = lazyPart(() => import('./bar-chart.tsx').then(({ BarChart }) => BarChart))

/** Maximum number of values with bars of their own. */
const maxSeries = 5

/** The pattern for ranges that were not read: a small tile, because Firefox does not draw a long repeating gradient. */
const gapPattern =
  'bg-[linear-gradient(135deg,var(--color-kumo-interact)_9%,transparent_9%_50%,var(--color-kumo-interact)_50%_59%,transparent_59%)] bg-[length:8px_8px]'

/** The pattern for times that the log does not cover. */
const noLogPattern =
  'border-kumo-interact border-dashed bg-[radial-gradient(var(--color-kumo-interact)_0.7px,transparent_0.8px)] bg-[length:6px_6px] bg-kumo-recessed'

/** Draws the histogram of a search. Its height does not depend on the data. */
export function HistogramPanel({
  dataset,
  store,
  version,
  timeRange,
  coverage,
  notBefore,
  timeZone,
  lineSlot,
  onNarrow,
}: {
  dataset: Dataset
  store: EntryStore
  /** Changes when the stored entries or the shown entries change. */
  version: string
  timeRange: ResolvedTimeRange
  /** The ranges within `timeRange` that were read completely. */
  coverage: readonly ResolvedTimeRange[]
  /** The start of the log's retention, if it lies within `timeRange`. */
  notBefore: string | undefined
  timeZone: string
  /** The element of the toolbar in which the line of text above the chart is drawn. */
  lineSlot: HTMLElement | null
  onNarrow: (range: ResolvedTimeRange) => void
}) {
  const { since, before } = timeRange
  const axis = useMemo(() => findTimeAxis({ since, before }), [since, before])
  const choices = dataset.stackBy.flatMap(
    (path) => dataset.fields.find((field) => field.path === path) ?? [],
  )
  const { histogramBy } = useViewPreferences()
  const stackField = choices.find(({ path }) => path === histogramBy) ?? choices[0]
  const [isTable, setTable] = useState(false)
  const [hoveredBucket, setHoveredBucket] = useState<number>()
  const legend = useRef<HTMLUListElement>(null)
  const { answer: histogram, failure } = useStoreQuery<Histogram>(
    store,
    version,
    ['histogram', axis, stackField?.path],
    async (entryStore) => {
      if (!axis) return { series: [], outside: 0 }
      return entryStore.histogram({ ...axis, by: stackField?.path ?? '', series: maxSeries })
    },
  )
  const styles = useMemo(() => {
    if (!histogram) return []
    const path = stackField?.path ?? ''
    return toSeriesStyles(histogram, (value) => findOutcomeWord(dataset, path, value))
  }, [histogram, dataset, stackField?.path])
  const colors = useCanvasColors(legend, styles)
  const start = useMemo(() => (axis ? getLogStart(axis, notBefore) : 0), [axis, notBefore])
  const gaps = useMemo(() => (axis ? listGaps(axis, coverage, start) : []), [axis, coverage, start])
  if (!axis) return null

  function narrow(from: number, to: number) {
    if (!axis || to <= from) return
    onNarrow({
      since: formatInstant(toBucketMs(axis, from)),
      before: formatInstant(toBucketMs(axis, to)),
    })
  }

  const line = (
    <>
      <ByMenu
        choices={choices.map(({ path, label }) => ({ path, label }))}
        by={stackField?.path ?? ''}
        label={stackField?.label ?? ''}
      />
      <Legend
        list={legend}
        styles={styles}
        hasGaps={histogram !== undefined && gaps.length > 0}
        hasStart={start > 0}
      />
      <CountNote histogram={histogram} failure={failure} />
      <span aria-hidden className="ml-auto truncate text-kumo-subtle tabular-nums">
        {histogram &&
          hoveredBucket !== undefined &&
          toBucketText(axis, histogram, styles, hoveredBucket, timeZone)}
      </span>
      <Button
        variant="ghost"
        size="xs"
        aria-expanded={isTable}
        title="Show the bars as a table"
        icon={<TableIcon aria-hidden className="min-[561px]:hidden" />}
        onClick={() => setTable(!isTable)}
      >
        <span className="max-[560px]:sr-only">Show as table</span>
      </Button>
    </>
  )
  return (
    <HistogramFrame aria-label="Loaded entries over time">
      {lineSlot && createPortal(line, lineSlot)}
      <ChartFrame>
        {start > 0 && (
          <div
            data-no-log
            className={`absolute top-0 bottom-5 left-0 border-r ${noLogPattern}`}
            style={{ width: `${start * 100}%` }}
          />
        )}
        {gaps.map(({ from, to }) => (
          <div
            key={from}
            data-gap
            className={`absolute top-0 bottom-5 ${gapPattern}`}
            style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }}
          />
        ))}
        <Suspense>
          {histogram && colors && colors.length === styles.length + 2 && (
            <BarChart
              axis={axis}
              histogram={histogram}
              colors={colors}
              timeZone={timeZone}
              height={chartHeight}
              onBrush={(fromMs, toMs) => narrow(toBoundary(axis, fromMs), toBoundary(axis, toMs))}
              onPoint={setHoveredBucket}
            />
          )}
        </Suspense>
        <BrushHandles key={`${since} ${before}`} axis={axis} timeZone={timeZone} onApply={narrow} />
      </ChartFrame>
      <p className="sr-only">
        {toGapText(axis, gaps, timeZone)} {toStartText(axis, start, timeZone)}
      </p>
      {histogram && isTable && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling element has to be reachable by keyboard.
        <section tabIndex={0} aria-label="Buckets" className="max-h-48 overflow-auto">
          <BucketTable
            axis={axis}
            histogram={histogram}
            styles={styles}
            gaps={gaps}
            timeZone={timeZone}
          />
        </section>
      )}
    </HistogramFrame>
  )
}

/** The number of entries outside all bars, or the reason why there are no bars. */
function CountNote({
  histogram,
  failure,
}: Pick<StoreAnswer<Histogram>, 'failure'> & { histogram: Histogram | undefined }) {
  if (failure) {
    return (
      <p role="status" className="truncate text-kumo-danger">
        {toNotCountedWords(failure.error)}
      </p>
    )
  }
  if (!histogram?.outside) return null
  return (
    <p className="shrink-0 text-kumo-strong tabular-nums">
      {toCountText(histogram.outside)} outside the bars
      <span className="sr-only">: without a time, or not in the time range</span>
    </p>
  )
}

function Legend({
  list,
  styles,
  hasGaps,
  hasStart,
}: {
  list: Ref<HTMLUListElement>
  styles: readonly SeriesStyle[]
  hasGaps: boolean
  /** Whether the log begins within the time range. */
  hasStart: boolean
}) {
  return (
    <ScrollEdges axis="x" frame="min-w-0" className="" ground="from-kumo-base">
      <ul ref={list} aria-label="Legend" className="flex w-max items-center gap-3">
        {styles.map(({ label, swatch }) => (
          <li key={label} className="flex items-center gap-1.5">
            <span aria-hidden data-swatch className={`size-2.5 rounded-sm ${swatch}`} />
            <VisibleText text={label} />
          </li>
        ))}
        {hasGaps && (
          <li className="flex items-center gap-1.5">
            <span
              aria-hidden
              className={`h-2.5 w-4 rounded-sm border border-kumo-line ${gapPattern}`}
            />
            Not loaded
          </li>
        )}
        {hasStart && (
          <li className="flex items-center gap-1.5">
            <span aria-hidden className={`h-2.5 w-4 rounded-sm border ${noLogPattern}`} />
            Not in the log
          </li>
        )}
      </ul>
    </ScrollEdges>
  )
}

function toBucketText(
  axis: TimeAxis,
  { series }: Histogram,
  styles: readonly SeriesStyle[],
  bucket: number,
  timeZone: string,
): string {
  const counts = series.flatMap(({ counts }, i) => {
    const count = counts[bucket] ?? 0
    return count > 0 ? [`${toCountText(count)} ${styles[i]?.label ?? ''}`] : []
  })
  const from = toTimeText(new Date(toBucketMs(axis, bucket)).toISOString(), timeZone)
  return `from ${from}: ${counts.join(', ') || 'none loaded'}`
}
