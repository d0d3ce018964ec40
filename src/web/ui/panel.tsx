/**
 * The popover of editors. It focuses the element with `data-first-focus`, closes on Escape, and returns the focus to
 * its trigger.
 */
import { Popover } from '@cloudflare/kumo/primitives/popover'
import { type ReactNode, useRef } from 'react'
import { findFirst } from './focus-first.ts'

/** The content of a popover, below its trigger. Has to be inside `Popover.Root`. */
export function Panel({
  label,
  className,
  align = 'start',
  finalFocus,
  children,
}: {
  label: string
  /** Width and padding. */
  className: string
  align?: 'start' | 'end'
  /** The element that gets the focus on closing: true for the trigger, false when the caller moves the focus. */
  finalFocus?: () => HTMLElement | boolean
  children: ReactNode
}) {
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Popover.Portal>
      <Popover.Positioner
        side="bottom"
        align={align}
        sideOffset={6}
        collisionPadding={8}
        className="z-50 has-data-dialog-open:z-auto"
      >
        <Popover.Popup
          ref={popup}
          aria-label={label}
          {...(finalFocus && { finalFocus })}
          initialFocus={() => (popup.current && findFirst(popup.current)) ?? true}
          className={`flex max-h-(--available-height) max-w-(--available-width) flex-col overflow-y-auto overscroll-contain rounded-lg bg-kumo-base text-[13px] leading-5 text-kumo-default shadow-lg outline outline-kumo-line transition-opacity duration-100 data-ending-style:transition-none data-starting-style:opacity-0 ${className}`}
        >
          {children}
        </Popover.Popup>
      </Popover.Positioner>
    </Popover.Portal>
  )
}
