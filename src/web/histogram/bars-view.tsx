/** Loaded entries over time as bars, stacked by a field; ranges that were not read are hatched. */
import { type ReactNode, Suspense, useMemo, useRef, useState } from 'react'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { datasets } from '../../catalog/index.ts'
import { findOutcomeWord } from '../../catalog/roles.ts'
import { logPath, timelineId } from '../../catalog/timeline/timeline.ts'
import { formatInstant } from '../../cloudflare/instant.ts'
import type { ResolvedTimeRange } from '../../query/time/time-range.ts'
import { formatCountedPairs } from '../../query/timeline/pair-words.ts'
import { lazyPart } from '../first-load/lazy-part.tsx'
import { useViewPreferences } from '../preferences/view-preferences.ts'
import type { EntryStore } from '../store/entry-store.ts'
import type { Histogram } from '../store/time-counts.ts'
import { useStoreQuery } from '../store/use-store-query.ts'
import { toCountText } from '../ui/text/count-text.ts'
import { BrushHandles } from './brush-handles.tsx'
import { BucketCursor } from './bucket-cursor.tsx'
import { BucketReadout } from './bucket-readout.tsx'
import { BucketTable, toGapText, toStartText } from './bucket-table.tsx'
import { toBucketLine, toBucketText } from './bucket-text.ts'
import { ByMenu } from './by-menu.tsx'
import { ChartFrame, chartHeight, PlotArea } from './histogram-frame.tsx'
import { gapPattern, Legend, noLogPattern } from './legend.tsx'
import { HistogramLine, NotCounted, TableSwitch } from './line-parts.tsx'
import { toSeriesStyles } from './series-style.ts'
import {
  findTimeAxis,
  type Gap,
  getLogStart,
  listGaps,
  type TimeAxis,
  toBrush,
  toBucketMs,
} from './time-axis.ts'
import { useCanvasColors } from './use-canvas-colors.ts'

const BarChart = lazyPart(() => import('./bar-chart.tsx').then(({ BarChart }) => BarChart))

/** Maximum number of values with bars of their own. Each log has them. */
const maxSeries = 5

/** What the bars show. */
export type BarsSubject = {
  dataset: Dataset
  store: EntryStore
  /** Changes when the stored entries or the shown entries change. */
  version: string
  timeRange: ResolvedTimeRange
  /** The ranges within `timeRange` that were read completely. */
  coverage: readonly ResolvedTimeRange[]
  /** The start of the log's retention, if it lies within `timeRange`. */
  notBefore: string | undefined
  /** How many rows are a pair of two entries; each is counted once, by its first log. */
  pairsShown: number
  timeZone: string
}

/** An answer with the axis of its question: the axis of a new question may have another number of buckets. */
type Counted = { axis: TimeAxis; histogram: Histogram }

export function BarsView({
  subject: { dataset, store, version, timeRange, coverage, notBefore, pairsShown, timeZone },
  tools,
  lineSlot,
  onNarrow,
}: {
  subject: BarsSubject
  /** The first elements of the line. */
  tools: ReactNode
  /** The element of the toolbar in which the line of text is drawn. */
  lineSlot: HTMLElement | null
  onNarrow: (range: ResolvedTimeRange) => void
}) {
  const { since, before } = timeRange
  const newAxis = useMemo(
    () => findTimeAxis({ since, before }, timeZone),
    [since, before, timeZone],
  )
  const choices = dataset.stackBy.flatMap(
    (path) => dataset.fields.find((field) => field.path === path) ?? [],
  )
  const { histogramBy } = useViewPreferences()
  const stackField = choices.find(({ path }) => path === histogramBy) ?? choices[0]
  const by = stackField?.path ?? ''
  const isByLog = dataset.id === timelineId && by === logPath
  const [isTable, setTable] = useState(false)
  const legend = useRef<HTMLUListElement>(null)
  const { answer, failure } = useStoreQuery<Counted | undefined>(
    store,
    version,
    ['histogram', since, before, timeZone, by],
    async (entryStore) => {
      if (!newAxis) return undefined
      const question = { edges: newAxis.edges, by, series: isByLog ? datasets.length : maxSeries }
      return { axis: newAxis, histogram: await entryStore.histogram(question) }
    },
  )
  const histogram = answer?.histogram
  const axis = answer?.axis ?? newAxis
  const styles = useMemo(
    () =>
      histogram
        ? toSeriesStyles(histogram, (value) => findOutcomeWord(dataset, by, value), isByLog)
        : [],
    [histogram, dataset, by, isByLog],
  )
  const start = useMemo(() => (axis ? getLogStart(axis, notBefore) : 0), [axis, notBefore])
  const gaps = useMemo(() => (axis ? listGaps(axis, coverage, start) : []), [axis, coverage, start])
  const colors = useCanvasColors(legend, styles)
  if (!axis) return null

  return (
    <>
      <HistogramLine
        slot={lineSlot}
        end={<TableSwitch isOn={isTable} onToggle={() => setTable(!isTable)} />}
      >
        {tools}
        <ByMenu
          choices={choices.map(({ path, label }) => ({ path, label }))}
          by={by}
          label={stackField?.label ?? ''}
        />
        <span className="shrink-0 text-kumo-subtle tabular-nums max-[560px]:hidden">
          per {axis.interval}
          {histogram && <>, at most {toCountText(getMaximum(histogram))}</>}
        </span>
        <Legend
          list={legend}
          styles={styles}
          hasGaps={histogram !== undefined && gaps.length > 0}
          hasStart={start > 0}
        />
        {isByLog && pairsShown > 0 && (
          <p className="shrink-0 text-kumo-strong tabular-nums">{formatCountedPairs(pairsShown)}</p>
        )}
        {!failure && histogram !== undefined && histogram.outside > 0 && (
          <p className="shrink-0 text-kumo-strong tabular-nums">
            {toCountText(histogram.outside)} outside the bars
            <span className="sr-only">: without a time, or not in the time range</span>
          </p>
        )}
      </HistogramLine>
      <BarsPlot
        key={`${since} ${before}`}
        counted={{ axis, histogram, failure }}
        {...{ styles, gaps, start, colors, onNarrow }}
      />
      <p className="sr-only">
        {toGapText(axis, gaps)} {toStartText(axis, start)}
      </p>
      {histogram && isTable && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling element has to be reachable by keyboard.
        <section tabIndex={0} aria-label="Buckets" className="max-h-48 overflow-auto">
          <BucketTable axis={axis} histogram={histogram} styles={styles} gaps={gaps} />
        </section>
      )}
    </>
  )
}

/** The chart with everything that is drawn over it. For another range, remount it with a new `key`. */
function BarsPlot({
  counted: { axis, histogram, failure },
  styles,
  gaps,
  start,
  colors,
  onNarrow,
}: {
  counted: {
    axis: TimeAxis
    histogram: Histogram | undefined
    failure: { error: unknown } | undefined
  }
  styles: ReturnType<typeof toSeriesStyles>
  gaps: readonly Gap[]
  start: number
  colors: readonly string[] | undefined
  onNarrow: (range: ResolvedTimeRange) => void
}) {
  const [hovered, setHovered] = useState<number>()
  const [focused, setFocused] = useState<number>()
  const toText = (bucket: number) =>
    toBucketText(axis, histogram ?? { series: [], outside: 0 }, styles, gaps, bucket)
  const narrow = (from: number, to: number) =>
    onNarrow({
      since: formatInstant(toBucketMs(axis, from)),
      before: formatInstant(toBucketMs(axis, to)),
    })
  const shown = hovered ?? focused
  return (
    <ChartFrame>
      {failure && <NotCounted error={failure.error} />}
      <PlotArea>
        {start > 0 && (
          <div
            data-no-log
            className={`absolute inset-y-0 left-0 border-r ${noLogPattern}`}
            style={{ width: `${start * 100}%` }}
          />
        )}
        {gaps.map(({ from, to }) => (
          <div
            key={from}
            data-gap
            className={`absolute inset-y-0 ${gapPattern}`}
            style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }}
          />
        ))}
      </PlotArea>
      <Suspense>
        {histogram && colors && colors.length === styles.length + 2 && (
          <BarChart
            axis={axis}
            histogram={histogram}
            colors={colors}
            height={chartHeight}
            onBrush={(fromMs, toMs) => narrow(...toBrush(axis, fromMs, toMs))}
            onPoint={setHovered}
          />
        )}
      </Suspense>
      <PlotArea>
        {histogram && (
          <BucketCursor
            axis={axis}
            bucket={focused}
            words={toBucketLine(toText(focused ?? axis.edges.length - 2))}
            onMove={setFocused}
            onZoom={(bucket) => narrow(bucket, bucket + 1)}
          />
        )}
        <span className="absolute top-0 left-0.5 rounded-sm bg-kumo-base px-1 text-[10px] leading-3 min-[561px]:hidden">
          per {axis.interval}
        </span>
        <BrushHandles key={axis.timeZone} axis={axis} onApply={narrow} />
        {histogram && shown !== undefined && shown < axis.edges.length - 1 && (
          <BucketReadout axis={axis} bucket={shown} text={toText(shown)} />
        )}
      </PlotArea>
    </ChartFrame>
  )
}

/** The highest count of a bucket. */
function getMaximum({ series }: Histogram): number {
  const totals = series[0]?.counts.map((_, bucket) =>
    series.reduce((sum, { counts }) => sum + (counts[bucket] ?? 0), 0),
  )
  return totals?.reduce((max, total) => Math.max(max, total), 0) ?? 0
}
