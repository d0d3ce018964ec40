/** The icon of a filter mode. */
import { CheckCircleIcon } from '@phosphor-icons/react/dist/csr/CheckCircle'
import { ProhibitIcon } from '@phosphor-icons/react/dist/csr/Prohibit'
import type { FilterMode } from '../../../query/log-query.ts'

export function ModeIcon({ mode }: { mode: FilterMode }) {
  const isExclude = mode === 'exclude'
  const Icon = isExclude ? ProhibitIcon : CheckCircleIcon
  return (
    <Icon size={14} aria-hidden className={isExclude ? 'text-kumo-danger' : 'text-kumo-subtle'} />
  )
}
