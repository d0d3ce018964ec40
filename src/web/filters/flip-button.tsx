/** The mark of a filter's mode, which flips it where there are both. */
import { CheckCircleIcon } from '@phosphor-icons/react/dist/csr/CheckCircle'
import { ProhibitIcon } from '@phosphor-icons/react/dist/csr/Prohibit'
import type { FilterMode } from '../../query/log-query.ts'
import { toVisibleText } from '../ui/visible-text.tsx'

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
  const Icon = isExclude ? ProhibitIcon : CheckCircleIcon
  const icon = (
    <Icon size={14} aria-hidden className={isExclude ? 'text-kumo-danger' : 'text-kumo-subtle'} />
  )
  if (!onFlip) return <span className="flex w-6 shrink-0 items-center justify-center">{icon}</span>
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
      {icon}
    </button>
  )
}
