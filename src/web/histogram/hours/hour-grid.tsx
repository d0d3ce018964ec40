/** The heat map: seven rows of 24 cells. A block of cells is picked by dragging, or by Shift and the arrow keys. */
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import type { FilterMode } from '../../../query/log-query.ts'
import { Button } from '../../ui/button.tsx'
import { toCounted } from '../../ui/text/count-text.ts'
import { plotInsets } from '../histogram-frame.tsx'
import {
  countBlock,
  dayHours,
  dayLabels,
  type HourBlock,
  type HourCell,
  isInBlock,
  toCellNumber,
  toHourLabel,
} from './hour-cells.ts'
import { HourRow } from './hour-row.tsx'

const rowHeight = 10
const hours = Array.from({ length: dayHours }, (_, hour) => hour)
const arrows: Readonly<Record<string, readonly [days: number, hours: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  Home: [0, -dayHours],
  End: [0, dayHours],
}

export function HourGrid({
  counts,
  max,
  outlined,
  toWords,
  onPick,
}: {
  counts: readonly number[]
  max: number
  /** The cells of the filters in effect, by number. */
  outlined: ReadonlyMap<number, FilterMode>
  /** The hours of a block as a filter has them. */
  toWords: (block: HourBlock) => string
  onPick: (block: HourBlock, mode: FilterMode) => void
}) {
  const grid = useRef<HTMLDivElement>(null)
  const [block, setBlock] = useState<HourBlock>({ from: firstCell, to: firstCell })
  const [isDragging, setDragging] = useState(false)
  /** Whether the block was dragged and waits for a choice. */
  const [isChosen, setChosen] = useState(false)
  const [hovered, setHovered] = useState<HourCell>()
  const [hasFocus, setFocus] = useState(false)
  const isSingle = block.from.day === block.to.day && block.from.hour === block.to.hour
  const current = toCellNumber(block.to)
  useEffect(() => {
    if (grid.current?.contains(document.activeElement)) focusCell(grid.current, current)
  }, [current])

  function pick(mode: FilterMode) {
    setChosen(false)
    setBlock({ from: block.to, to: block.to })
    onPick(block, mode)
  }

  function onKeyDown(event: KeyboardEvent) {
    const arrow = Object.hasOwn(arrows, event.key) ? arrows[event.key] : undefined
    if (arrow) {
      const to = clampCell({ day: block.to.day + arrow[0], hour: block.to.hour + arrow[1] })
      setBlock({ from: event.shiftKey ? block.from : to, to })
      setChosen(false)
    } else if (event.key === 'Enter') pick('include')
    else if (event.key === 'x') pick('exclude')
    else if (event.key === 'Escape' && (!isSingle || isChosen)) {
      setBlock({ from: block.to, to: block.to })
      setChosen(false)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>) {
    const cell = toCell(event)
    setHovered(cell)
    if (isDragging) setBlock({ from: block.from, to: cell })
  }

  const shown = isChosen || isDragging || (!isSingle && hasFocus) ? block : undefined
  const pointed = hovered ?? (hasFocus ? block.to : undefined)
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a table has no selection. */}
      <div
        ref={grid}
        role="grid"
        aria-label="Entries by hour and weekday"
        aria-multiselectable
        className="cursor-crosshair touch-none select-none"
        onKeyDown={onKeyDown}
        onFocus={() => setFocus(true)}
        onBlur={() => setFocus(false)}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.preventDefault()
          event.currentTarget.setPointerCapture(event.pointerId)
          const cell = toCell(event)
          setBlock({ from: cell, to: cell })
          setDragging(true)
          setChosen(false)
          focusCell(event.currentTarget, toCellNumber(cell))
        }}
        onPointerMove={onPointerMove}
        onPointerUp={() => {
          if (isDragging) setChosen(true)
          setDragging(false)
        }}
        onPointerCancel={() => setDragging(false)}
        onPointerLeave={() => setHovered(undefined)}
      >
        {dayLabels.map((label, day) => (
          <HourRow
            key={label}
            day={day}
            counts={counts}
            max={max}
            outlined={outlined}
            current={block.to}
            isSelected={(cell) => shown !== undefined && isInBlock(shown, cell)}
          />
        ))}
      </div>
      <div
        aria-hidden
        className="flex text-[10px] leading-3"
        style={{ marginLeft: plotInsets.left }}
      >
        {hours.map((hour) => (
          <span key={hour} className="min-w-0 flex-1 overflow-visible whitespace-nowrap">
            {hour % 3 === 0 && toHourLabel(hour)}
          </span>
        ))}
      </div>
      {isChosen ? (
        <div
          className={`${besides(block.to)} flex flex-wrap items-center gap-1 whitespace-nowrap py-0.5 pr-1 pl-2`}
        >
          <span className="max-[560px]:w-full">
            {toWords(block)}: {toCounted(countBlock(block, counts), 'entry', 'entries')}
          </span>
          <Button variant="secondary" size="xs" onClick={() => pick('include')}>
            Only these hours
          </Button>
          <Button variant="secondary" size="xs" onClick={() => pick('exclude')}>
            Not these hours
          </Button>
          <Button
            variant="ghost"
            size="xs"
            onClick={() => {
              setChosen(false)
              setBlock({ from: block.to, to: block.to })
            }}
          >
            Cancel
          </Button>
        </div>
      ) : (
        pointed && (
          <div
            aria-hidden
            data-readout
            className={`${besides(pointed)} pointer-events-none px-2 py-0.5`}
          >
            {shown
              ? `${toWords(shown)}: `
              : `${dayLabels[pointed.day]} ${toHourLabel(pointed.hour)} – ${toHourLabel(pointed.hour + 1)}: `}
            <span className="font-medium">
              {toCounted(
                countBlock(shown ?? { from: pointed, to: pointed }, counts),
                'entry',
                'entries',
              )}
            </span>
          </div>
        )
      )}
    </>
  )
}

const firstCell: HourCell = { day: 0, hour: 0 }

/** The classes of a readout that does not cover a cell: in the other half of the map. */
function besides({ hour }: HourCell): string {
  const side = hour < dayHours / 2 ? 'right-0' : 'left-8'
  return `absolute top-0 z-2 ${side} max-w-full rounded-md bg-kumo-base text-[11px] text-kumo-default leading-4 tabular-nums shadow-sm ring ring-kumo-line`
}

function clampCell({ day, hour }: HourCell): HourCell {
  const clamp = (value: number, max: number) => Math.max(0, Math.min(max, value))
  return { day: clamp(day, dayLabels.length - 1), hour: clamp(hour, dayHours - 1) }
}

/** The cell under the pointer, or the nearest one. */
function toCell(event: PointerEvent<HTMLDivElement>): HourCell {
  const { left, top, width } = event.currentTarget.getBoundingClientRect()
  const cellWidth = (width - plotInsets.left) / dayHours
  return clampCell({
    day: Math.floor((event.clientY - top) / rowHeight),
    hour: Math.floor((event.clientX - left - plotInsets.left) / cellWidth),
  })
}

function focusCell(grid: HTMLElement, cell: number) {
  grid.querySelectorAll<HTMLElement>('[role=gridcell]')[cell]?.focus({ preventScroll: true })
}
