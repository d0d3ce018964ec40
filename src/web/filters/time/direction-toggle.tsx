/** Toggles newest or oldest first. The label says the current order, the title the order after a click. */
import { SortAscendingIcon } from '@phosphor-icons/react/dist/csr/SortAscending'
import { SortDescendingIcon } from '@phosphor-icons/react/dist/csr/SortDescending'
import type { Direction } from '../../../query/log-query.ts'
import { Button } from '../../ui/button.tsx'

export function DirectionToggle({
  direction,
  onChange,
}: {
  direction: Direction
  onChange: (direction: Direction) => void
}) {
  const isNewestFirst = direction === 'desc'
  const Icon = isNewestFirst ? SortDescendingIcon : SortAscendingIcon
  const other = isNewestFirst ? 'oldest first' : 'newest first'
  return (
    <Button
      variant="secondary"
      size="md"
      title={`Show ${other}`}
      icon={<Icon size={14} aria-hidden />}
      onClick={() => onChange(isNewestFirst ? 'asc' : 'desc')}
    >
      <span className="min-[700px]:max-[1240px]:sr-only">
        {isNewestFirst ? 'Newest first' : 'Oldest first'}
      </span>
      <span className="sr-only">, show {other} instead</span>
    </Button>
  )
}
