/** The layout of the toolbar above the result, one line, shared with its skeleton. */
import type { ComponentProps } from 'react'

export function ToolbarFrame(props: ComponentProps<'div'>) {
  return (
    <div
      {...props}
      className="isolate flex h-7 shrink-0 items-center gap-1 bg-kumo-base px-2 text-[12px] [&:not(:has(+[data-histogram]))]:border-kumo-line [&:not(:has(+[data-histogram]))]:border-b"
    />
  )
}
