/** The layout of the toolbar, shared with its skeleton; two lines on a narrow page. */
import type { ComponentProps } from 'react'

export function ToolbarFrame(props: ComponentProps<'div'>) {
  return (
    <div
      {...props}
      className="isolate flex min-h-9 shrink-0 flex-wrap content-center items-center gap-1 border-kumo-line border-b bg-kumo-base px-2 py-1 text-[12px] max-[560px]:min-h-16"
    />
  )
}
