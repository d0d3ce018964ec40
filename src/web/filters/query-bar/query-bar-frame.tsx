/** The layout of the query bar, shared by the bar and its skeleton: the filters, then the field, in lines as needed. */
import { MagnifyingGlassIcon } from '@phosphor-icons/react/dist/csr/MagnifyingGlass'
import type { ClipboardEvent, KeyboardEvent, ReactNode } from 'react'
import { KeyHint } from '../../ui/keys/key-hint.tsx'

/** The placeholder of the empty field. */
export const queryBarHint = 'Search, filter (name:value), or paste a link or curl'

/** Lays out the field, in the bar and in its skeleton. */
export const fieldClass = 'h-6 min-w-40 flex-1'

/** Draws the frame around filters and field; `panel` opens below it. */
export function QueryBarFrame({
  pills,
  field,
  end,
  panel,
  onPillKeyDown,
  onCopy,
}: {
  /** A list item for each filter. */
  pills: readonly ReactNode[]
  field: ReactNode
  /** After the field. */
  end?: ReactNode
  panel?: ReactNode
  onPillKeyDown?: (event: KeyboardEvent<HTMLElement>) => void
  onCopy?: (event: ClipboardEvent) => void
}) {
  return (
    <search aria-label="Filters" className="relative min-w-0 flex-1">
      <div
        className="flex max-h-30 min-h-8 flex-wrap items-center gap-1 overflow-y-auto overscroll-contain rounded-md bg-kumo-control px-2 py-0.75 ring ring-kumo-line has-[input:focus-visible]:ring-2 has-[input:focus-visible]:ring-kumo-brand"
        onCopy={onCopy}
      >
        <MagnifyingGlassIcon aria-hidden size={14} className="mr-1 shrink-0 text-kumo-subtle" />
        {pills.length > 0 && (
          <ul aria-label="Filters in use" className="contents" onKeyDownCapture={onPillKeyDown}>
            {pills}
          </ul>
        )}
        {field}
        {end}
        <KeyHint>/</KeyHint>
      </div>
      {panel}
    </search>
  )
}
