/** A label beside a control, shown when the pointer rests on it and when the keyboard focuses it. */
import { Tooltip as Kit } from '@cloudflare/kumo/primitives/tooltip'
import type { ReactElement, ReactNode } from 'react'

/** How long the pointer rests before the label appears, in milliseconds. The keyboard focus shows it at once. */
const restMs = 350

/** Draws `children`, one control with an accessible name of its own, with the label and the shortcut beside it. */
export function Tooltip({
  label,
  shortcut,
  children,
}: {
  label: ReactNode
  /** The key of the control, such as `?`. */
  shortcut?: string | undefined
  children: ReactElement<Record<string, unknown>>
}) {
  return (
    <Kit.Root>
      <Kit.Trigger delay={restMs} render={children} />
      <Kit.Portal>
        <Kit.Positioner side="bottom" sideOffset={6} collisionPadding={6} className="z-60">
          <Kit.Popup
            data-tooltip
            className="flex max-w-72 items-center gap-2 rounded-md bg-kumo-contrast px-2 py-1 text-[12px] text-kumo-inverse leading-4 shadow-md"
          >
            <span className="min-w-0 break-words">{label}</span>
            {shortcut !== undefined && (
              <kbd className="shrink-0 rounded-sm border border-current px-1 font-mono text-[11px]">
                {shortcut}
              </kbd>
            )}
          </Kit.Popup>
        </Kit.Positioner>
      </Kit.Portal>
    </Kit.Root>
  )
}
