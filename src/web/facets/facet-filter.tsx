/** The box that lists only the values of a facet that contain a text. */
import { type KeyboardEvent, type Ref, useEffect, useRef, useState } from 'react'
import { toCountText } from '../ui/text/count-text.ts'

/** How long after the last key press the values are searched. */
const debounceMs = 150

/** Draws the box; it has the text that is typed, and reports it after a pause. */
export function FacetFilter({
  label,
  distinct,
  box,
  onFilter,
  onLeaveDown,
}: {
  label: string
  /** How many different values there are. */
  distinct: number
  box: Ref<HTMLInputElement>
  onFilter: (text: string) => void
  /** The down arrow was pressed. */
  onLeaveDown: () => void
}) {
  const [draft, setDraft] = useState('')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  function type(text: string): void {
    clearTimeout(timer.current)
    setDraft(text)
    timer.current = setTimeout(() => onFilter(text), debounceMs)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') onLeaveDown()
    else if (event.key === 'Escape' && draft !== '') type('')
    else return
    event.preventDefault()
  }

  return (
    <input
      ref={box}
      type="search"
      value={draft}
      aria-label={`Filter the values of ${label}`}
      placeholder={`Filter ${toCountText(distinct)} values`}
      className="mx-3 my-0.5 h-6 w-[calc(100%-1.5rem)] rounded-md bg-kumo-control px-2 text-[12px] ring ring-kumo-line placeholder:text-kumo-subtle"
      onChange={(event) => type(event.target.value)}
      onKeyDown={onKeyDown}
    />
  )
}
