/** The mark of a filter's mode, which flips it where there are both. */
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
  /** Absent where there is only this mode. */
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
      // By keyboard the pill itself takes this gesture, as its menu says.
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
