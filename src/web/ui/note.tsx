/** A note or a warning, with its icon. */
import { InfoIcon } from '@phosphor-icons/react/dist/csr/Info'
import { WarningIcon } from '@phosphor-icons/react/dist/csr/Warning'
import type { ReactNode } from 'react'

export function Note({
  isWarning = false,
  children,
}: {
  isWarning?: boolean
  children: ReactNode
}) {
  const Icon = isWarning ? WarningIcon : InfoIcon
  return (
    <p className="m-0 flex gap-1.5 text-[12px] leading-4 text-kumo-subtle">
      <Icon size={14} aria-hidden className="mt-px shrink-0" />
      <span className="min-w-0 break-words">{children}</span>
    </p>
  )
}
