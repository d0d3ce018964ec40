/** The list of completions below the query bar. The focus stays in the field, which refers to the active item. */
import { useEffect, useRef } from 'react'
import type { Completion } from '../../../query/typed/typed-completions.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'

/** The id of one completion, for `aria-activedescendant`. */
export function toCompletionId(listId: string, index: number): string {
  return `${listId}-${index}`
}

export function QueryBarList({
  id,
  completions,
  active,
  onAccept,
}: {
  id: string
  completions: readonly Completion[]
  active: number
  onAccept: (completion: Completion) => void
}) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      tabIndex={-1}
      aria-label="Completions"
      className="max-h-72 overflow-y-auto overscroll-contain p-1"
    >
      {completions.map((completion, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the keyboard reaches it through the combobox, which keeps the focus.
        <div
          key={completion.label}
          id={toCompletionId(id, index)}
          role="option"
          aria-selected={index === active}
          // Pressing the mouse button must not move the focus out of the field.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onAccept(completion)}
          className={`flex min-h-7 cursor-pointer items-center gap-3 rounded-md px-2 hover:bg-kumo-tint ${index === active ? 'bg-kumo-tint' : ''}`}
        >
          <span className="min-w-0 truncate font-mono text-[12px]">
            <VisibleText text={completion.label} />
          </span>
          <span className="ml-auto shrink-0 truncate text-[12px] text-kumo-subtle">
            <VisibleText text={completion.detail} />
          </span>
        </div>
      ))}
    </div>
  )
}
