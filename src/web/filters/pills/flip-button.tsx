/** The icon of a filter's mode; a button that flips the mode where the other mode is possible. */
import type { FilterMode } from '../../../query/log-query.ts'
import { toVisibleText } from '../../ui/text/visible-text.tsx'
import { ModeIcon } from '../draft/mode-icon.tsx'
import { pillSegment } from './pill-shape.ts'

export function FlipButton({
  mode,
  subject,
  className,
  onFlip,
}: {
  mode: FilterMode
  subject: string
  className: string
  /** Absent when the filter has no other mode. */
  onFlip: (() => void) | undefined
}) {
  const isExclude = mode === 'exclude'
  if (!onFlip) {
    return (
      <span className={pillSegment}>
        <ModeIcon mode={mode} />
      </span>
    )
  }
  return (
    <button
      type="button"
      // Keyboard users press `n` on the pill, which its menu shows; so the button needs no tab stop.
      tabIndex={-1}
      aria-label={`${isExclude ? 'Include' : 'Exclude'} instead: ${toVisibleText(subject)}`}
      title={isExclude ? 'Include instead (N)' : 'Exclude instead (N)'}
      className={className}
      onClick={onFlip}
    >
      <ModeIcon mode={mode} />
    </button>
  )
}
