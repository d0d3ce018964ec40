/** Opens the panel of what the searched logs cannot show. */
import { type ReactNode, Suspense, useState } from 'react'
import type { CoverageGap } from '../../../query/coverage/find-coverage-gaps.ts'
import { lazyPart } from '../../first-load/lazy-part.tsx'
import { Button, type ButtonStyle } from '../../ui/button.tsx'

const CoveragePanel = lazyPart(() =>
  import('./coverage-panel.tsx').then(({ CoveragePanel }) => CoveragePanel),
)

/** Draws the button with `children`, and the panel when it is open. */
export function CoverageButton({
  log,
  gaps,
  size = 'xs',
  variant = 'ghost',
  icon,
  tooltip,
  children,
}: {
  /** The title of the log; absent for several logs, whose statements name them. */
  log: string | undefined
  gaps: readonly CoverageGap[]
  size?: ButtonStyle['size']
  variant?: ButtonStyle['variant']
  icon?: ReactNode
  tooltip?: string
  children: ReactNode
}) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        size={size}
        variant={variant}
        icon={icon}
        data-tip={tooltip}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(true)}
      >
        {children}
      </Button>
      {isOpen && (
        <Suspense>
          <CoveragePanel log={log} gaps={gaps} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
