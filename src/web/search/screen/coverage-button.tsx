/** Opens the panel of what the searched log cannot show. */
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
  log: string
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

/** How many of the statements apply to the question, without the delay, of which the footer has its own notice. */
export function countOfQuestion(gaps: readonly CoverageGap[]): number {
  return gaps.filter(
    ({ appliesTo, statement }) => appliesTo === 'question' && statement.topic !== 'delay',
  ).length
}
