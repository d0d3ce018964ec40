/** The legend of the bars, with the patterns for what was not read. */
import type { Ref } from 'react'
import { VisibleText } from '../ui/text/visible-text.tsx'
import type { SeriesStyle } from './series-style.ts'

/** The pattern for ranges that were not read: a small tile, because Firefox does not draw a long repeating gradient. */
export const gapPattern =
  'bg-[linear-gradient(135deg,var(--color-kumo-interact)_9%,transparent_9%_50%,var(--color-kumo-interact)_50%_59%,transparent_59%)] bg-[length:8px_8px]'

/** The pattern for times that the log does not cover. */
export const noLogPattern =
  'border-kumo-interact border-dashed bg-[radial-gradient(var(--color-kumo-interact)_0.7px,transparent_0.8px)] bg-[length:6px_6px] bg-kumo-recessed'

export function Legend({
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
    <ul ref={list} aria-label="Legend" className="flex items-center gap-3 outline-kumo-line">
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
  )
}
