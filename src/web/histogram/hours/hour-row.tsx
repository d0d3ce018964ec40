/** One weekday of the heat map. */
import type { CSSProperties } from 'react'
import type { FilterMode } from '../../../query/log-query.ts'
import { toCounted } from '../../ui/text/count-text.ts'
import { plotInsets } from '../histogram-frame.tsx'
import {
  dayHours,
  dayLabels,
  type HourCell,
  toCellNumber,
  toHourLabel,
  toLevel,
} from './hour-cells.ts'
import { levelClasses } from './hour-style.ts'

const hours = Array.from({ length: dayHours }, (_, hour) => hour)

export function HourRow({
  day,
  counts,
  max,
  outlined,
  current,
  isSelected,
}: {
  day: number
  counts: readonly number[]
  max: number
  outlined: ReadonlyMap<number, FilterMode>
  /** The cell that Tab reaches. */
  current: HourCell
  isSelected: (cell: HourCell) => boolean
}) {
  const label = dayLabels[day] ?? ''
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a row of a grid, whose cells have the focus.
    <div role="row" className="flex h-2.5 gap-px pb-px">
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a header of a grid. */}
      <span
        role="rowheader"
        aria-label={label}
        className="shrink-0 text-[9px] leading-[9px]"
        style={{ width: plotInsets.left - 1 }}
      >
        {label.slice(0, 3)}
      </span>
      {hours.map((hour) => {
        const cell = { day, hour }
        const number = toCellNumber(cell)
        const count = counts[number] ?? 0
        const mode = outlined.get(number)
        const isCurrent = current.day === day && current.hour === hour
        return (
          // biome-ignore lint/a11y/useSemanticElements: a cell of a grid.
          <span
            key={hour}
            role="gridcell"
            tabIndex={isCurrent ? 0 : -1}
            aria-label={`${label} ${toHourLabel(hour)} to ${toHourLabel(hour + 1)}, ${toCounted(count, 'entry', 'entries')}${mode === undefined ? '' : `, ${mode === 'include' ? 'included' : 'excluded'} by a filter`}`}
            aria-selected={isSelected(cell)}
            className={`relative min-w-0 flex-1 focus-visible:z-1 focus-visible:outline-2 focus-visible:outline-kumo-brand focus-visible:outline-offset-1 ${levelClasses[toLevel(count, max)]} ${isSelected(cell) ? 'after:absolute after:inset-0 after:bg-kumo-contrast/35' : ''}`}
          >
            {mode && (
              <span
                aria-hidden
                data-outline={mode}
                className={`absolute border-kumo-contrast ${mode === 'exclude' ? 'border-dashed' : 'border-solid'}`}
                style={toOutline(outlined, cell, mode)}
              />
            )}
          </span>
        )
      })}
    </div>
  )
}

/** Borders at the sides where the outline ends; at the others it covers the gap to the next cell. */
function toOutline(
  outlined: ReadonlyMap<number, FilterMode>,
  { day, hour }: HourCell,
  mode: FilterMode,
): CSSProperties {
  const goesOn = (side: HourCell) =>
    side.day >= 0 &&
    side.day < dayLabels.length &&
    side.hour >= 0 &&
    side.hour < dayHours &&
    outlined.get(toCellNumber(side)) === mode
  const sides = [
    goesOn({ day: day - 1, hour }),
    goesOn({ day, hour: hour + 1 }),
    goesOn({ day: day + 1, hour }),
    goesOn({ day, hour: hour - 1 }),
  ]
  return {
    borderWidth: sides.map((isOpen) => (isOpen ? '0' : '2px')).join(' '),
    inset: sides.map((isOpen) => (isOpen ? '-1px' : '0')).join(' '),
  }
}
