/** The mark of a filter's mode, which flips it where the API has both. */
import { CheckCircleIcon } from '@phosphor-icons/react/dist/csr/CheckCircle'
import { ProhibitIcon } from '@phosphor-icons/react/dist/csr/Prohibit'
import type { Filter } from '../../query/log-query.ts'
import { toVisibleText } from '../ui/visible-text.tsx'

export function FlipButton({
  filter,
  subject,
  canFlip,
  className,
  onFlip,
}: {
  filter: Filter
  subject: string
  canFlip: boolean
  className: string
  onFlip: () => void
}) {
  const isExclude = filter.mode === 'exclude'
  const Icon = isExclude ? ProhibitIcon : CheckCircleIcon
  const icon = (
    <Icon size={14} aria-hidden className={isExclude ? 'text-kumo-danger' : 'text-kumo-subtle'} />
  )
  if (!canFlip) return <span className="flex w-6 shrink-0 items-center justify-center">{icon}</span>
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
