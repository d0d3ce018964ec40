/** The values of a facet as a list with one tab stop: arrow keys lead from value to value. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Field } from '../../catalog/fields.ts'
import type { Facet } from '../store/facet-counts.ts'
import { toCountText } from '../ui/text/count-text.ts'
import { effectField } from './facet-fields.ts'
import { FacetValue } from './facet-value.tsx'
import { focusedValue } from './focused-value.ts'

/** Draws the list. A value that had the focus in the list before gets it again. */
export function FacetList({
  facet,
  field,
  onLeaveUp,
}: {
  facet: Facet
  field: Field
  /** The up arrow was pressed at the first value. */
  onLeaveUp: () => void
}) {
  const list = useRef<HTMLUListElement>(null)
  const [wanted, setWanted] = useState(() => findFocused(field))
  const { values } = facet
  const current = values.some(({ value }) => value === wanted) ? wanted : values[0]?.value
  const maxCount = Math.max(1, ...values.map(({ count }) => count))

  // A new list is empty until entries are loaded.
  useEffect(() => {
    const value = findFocused(field)
    if (value === undefined || document.activeElement !== document.body) return
    const at = values.findIndex((each) => each.value === value)
    listButtons(list.current)[Math.max(0, at)]?.focus({ preventScroll: true })
  }, [field, values])

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const buttons = listButtons(list.current)
    const at = values.findIndex(({ value }) => value === current)
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: buttons.length - 1,
    }
    if (!Object.hasOwn(moves, event.key)) return
    event.preventDefault()
    const to = moves[event.key] ?? at
    if (to < 0) onLeaveUp()
    else buttons[to]?.focus()
  }

  return (
    <ul
      ref={list}
      aria-label={field.label}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => {
        const item = target.closest('li')
        const at = listButtons(list.current).findIndex((button) => item?.contains(button))
        const value = values[at]?.value
        focusedValue.current = value === undefined ? undefined : { path: field.path, value }
        setWanted(value)
      }}
      onBlur={({ target }) => {
        // A button that is removed with the whole list loses the focus, too.
        queueMicrotask(() => {
          const isElsewhere = !list.current?.contains(document.activeElement)
          const isOwn = focusedValue.current?.path === field.path
          if (target.isConnected && isElsewhere && isOwn) focusedValue.current = undefined
        })
      }}
    >
      {values.map(({ value, count, isNew = false }) => (
        <FacetValue
          key={value}
          field={field}
          value={value}
          count={count}
          share={count / maxCount}
          isNew={isNew}
          isCurrent={value === current}
        />
      ))}
      {toMissing(facet, field).map(({ words, count }) => (
        <li
          key={words}
          className="flex h-6 items-center justify-between pr-7 pl-3 text-[12px] text-kumo-subtle italic"
        >
          {words}
          <span className="tabular-nums not-italic">{toCountText(count)}</span>
        </li>
      ))}
    </ul>
  )
}

function findFocused({ path }: Field): string | undefined {
  return focusedValue.current?.path === path ? focusedValue.current.value : undefined
}

/** The buttons that include the values, in the order of the values; a value is not in the page unless it is shown. */
function listButtons(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[data-facet-value]') ?? [])]
}

/** Counts of entries without a value, in the words of the table and the drawer; a filter of values hides them. */
function toMissing(
  { missing, instead, matching }: Facet,
  field: Field,
): { words: string; count: number }[] {
  if (matching) return []
  const rows = instead
    ? [
        { words: 'null', count: instead.null },
        { words: 'not recorded', count: instead.nothing },
        { words: 'object or list', count: instead.structure },
      ]
    : [{ words: field === effectField ? 'no effect' : 'null or not recorded', count: missing }]
  return rows.filter(({ count }) => count > 0)
}
