/** The line of text above the chart, and the parts of it that both views have. */
import { MagnifyingGlassMinusIcon } from '@phosphor-icons/react/dist/csr/MagnifyingGlassMinus'
import { TableIcon } from '@phosphor-icons/react/dist/csr/Table'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { toNotCountedWords } from '../api/api-failure.ts'
import { type HistogramView, setViewPreferences } from '../preferences/view-preferences.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { ScrollEdges } from '../ui/scroll-edges.tsx'
import { SegmentedChoice } from '../ui/segmented-choice.tsx'

/** The line of text, in an element of the toolbar; it is scrolled where it does not fit. */
export function HistogramLine({
  slot,
  end,
  children,
}: {
  slot: HTMLElement | null
  /** At the end of the line, where it does not move when the rest gets longer. */
  end: ReactNode
  children: ReactNode
}) {
  if (!slot) return null
  return createPortal(
    <>
      <ScrollEdges axis="x" frame="min-w-0 flex-1" className="" ground="from-kumo-base">
        <div className="flex h-7 w-max min-w-full items-center gap-3 whitespace-nowrap">
          {children}
        </div>
      </ScrollEdges>
      {end}
    </>,
    slot,
  )
}

const views = [
  { value: 'bars', words: 'Bars', title: 'Entries over time' },
  { value: 'hours', words: 'Hours', title: 'Entries by hour and weekday' },
] as const

/** Chooses the view of the panel. */
export function ViewSwitch({ view }: { view: HistogramView }) {
  return (
    <SegmentedChoice
      legend="View of the histogram"
      isSmall
      segments={views}
      value={view}
      onChange={(histogramView) => setViewPreferences(() => ({ histogramView }))}
    />
  )
}

/** Doubles the time range; without `onZoomOut` it covers the whole log already. */
export function ZoomOutButton({ onZoomOut }: { onZoomOut: (() => void) | undefined }) {
  return (
    <IconButton
      size="sm"
      label="Zoom out"
      title={onZoomOut ? 'Double the time range' : 'The time range covers the whole log'}
      shortcut="-"
      icon={<MagnifyingGlassMinusIcon aria-hidden size={14} />}
      // A disabled button would lose the focus, and its tooltip would not say why.
      aria-disabled={!onZoomOut}
      className="!size-5 aria-disabled:cursor-not-allowed aria-disabled:opacity-50"
      onClick={onZoomOut}
    />
  )
}

/** Shows the counts as a table as well. */
export function TableSwitch({ isOn, onToggle }: { isOn: boolean; onToggle: () => void }) {
  return (
    <Button
      variant="ghost"
      size="xs"
      aria-expanded={isOn}
      title="Show the counts as a table"
      icon={<TableIcon aria-hidden className="min-[901px]:hidden" />}
      onClick={onToggle}
    >
      <span className="max-[900px]:sr-only">Show as table</span>
    </Button>
  )
}

/** Why there are no counts, over the empty chart. */
export function NotCounted({ error }: { error: unknown }) {
  return (
    <p
      role="status"
      className="absolute top-1 right-0 left-9 z-1 truncate rounded-sm bg-kumo-base px-1 text-kumo-danger"
    >
      {toNotCountedWords(error)}
    </p>
  )
}
