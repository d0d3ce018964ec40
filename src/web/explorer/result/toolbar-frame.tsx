/** The outline of what is above the list; a narrow page has two lines of tools. */
import type { ComponentProps } from 'react'

/** Draws the line of tools. */
export function ToolbarFrame(props: ComponentProps<'div'>) {
  return (
    <div
      {...props}
      className="isolate flex min-h-9 shrink-0 flex-wrap content-center items-center gap-1 border-kumo-line border-b bg-kumo-base px-2 py-1 text-[12px] max-[560px]:min-h-16"
    />
  )
}
