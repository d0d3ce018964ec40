/** The field that finds a text in the loaded entries, bodies included, with buttons to step through the hits. */
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { CaretUpIcon } from '@phosphor-icons/react/dist/csr/CaretUp'
import { XIcon } from '@phosphor-icons/react/dist/csr/X'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useCommand } from '../first-load/use-command.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { toCountText } from '../ui/text/count-text.ts'
import { type FindState, maxHits } from './create-finder.ts'
import type { Find } from './use-find.ts'

/** How long after the last key press the search starts. */
const debounceMs = 350

/** Draws the field; `text` is the text of the current search. */
export function FindBar({
  text,
  find,
  onFind,
}: {
  text: string
  find: Find
  onFind: (text: string) => void
}) {
  const [draft, setDraft] = useState({ text, from: text })
  const field = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // When the address gets another text, that text replaces the draft.
  const shown = draft.from === text ? draft.text : text
  useEffect(() => () => clearTimeout(timer.current), [])
  useCommand('find', (typed) => {
    field.current?.focus()
    if (typed !== '') type(typed)
  })

  function search(next: string): void {
    clearTimeout(timer.current)
    setDraft({ text: next, from: next })
    if (next !== text) onFind(next)
  }

  function type(next: string): void {
    clearTimeout(timer.current)
    setDraft({ text: next, from: text })
    timer.current = setTimeout(() => search(next), debounceMs)
  }

  function stopOrClear(): void {
    if (find.status === 'searching') find.stop()
    else search('')
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      if (shown === text) find.step(event.shiftKey ? -1 : 1)
      else search(shown)
    } else if (event.key === 'Escape' && shown !== '') stopOrClear()
    else return
    event.preventDefault()
  }

  const isEmpty = find.hits.length === 0
  return (
    <search aria-label="In loaded entries" className="flex items-center gap-0.5">
      <input
        ref={field}
        data-find
        type="search"
        value={shown}
        aria-label="Find in loaded entries"
        aria-keyshortcuts="Shift+F"
        placeholder="Find in loaded entries"
        title="Searches requests and responses as well (Shift+F)"
        className="h-6.5 w-48 min-w-0 rounded-md bg-kumo-control px-2 text-[12px] ring ring-kumo-line placeholder:text-kumo-subtle [&::-webkit-search-cancel-button]:hidden"
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {text !== '' && (
        <>
          <output aria-live="off" className="px-1 tabular-nums">
            {toFindWords(find)}
          </output>
          {/* The count changes many times a second, so screen readers read this text instead. */}
          <p aria-live="polite" className="sr-only">
            {toSpokenWords(find)}
          </p>
          <IconButton
            size="xs"
            disabled={isEmpty}
            icon={<CaretUpIcon aria-hidden />}
            label="Previous hit"
            title="Previous hit (Shift+N)"
            onClick={() => find.step(-1)}
          />
          <IconButton
            size="xs"
            disabled={isEmpty}
            icon={<CaretDownIcon aria-hidden />}
            label="Next hit"
            title="Next hit (n)"
            onClick={() => find.step(1)}
          />
          <IconButton
            size="xs"
            icon={<XIcon aria-hidden />}
            label={find.status === 'searching' ? 'Stop searching' : 'Clear the search'}
            title={find.status === 'searching' ? 'Stop searching (Esc)' : 'Clear the search (Esc)'}
            onClick={stopOrClear}
          />
        </>
      )}
    </search>
  )
}

/** The number of hits and the progress of the search: `3 of 128`, `no hit, 40 % searched`. */
export function toFindWords(find: FindState): string {
  const { status, searched, of } = find
  const words = toHitWords(find)
  if (status === 'done') return words
  if (status === 'behind') {
    return `${words}, ${toCountText(searched)} of ${toCountText(of)} searched …`
  }
  const share = of === 0 ? 0 : Math.floor((searched / of) * 100)
  return `${words}, ${share} % searched${status === 'stopped' ? ', stopped' : ' …'}`
}

function toHitWords({ hits, at }: FindState): string {
  const { length } = hits
  const total = length === maxHits ? `${toCountText(length)}+` : toCountText(length)
  if (at >= 0 && length > 0) return `${toCountText(at + 1)} of ${total}`
  return length === 0 ? 'no hit' : `${total} ${length === 1 ? 'hit' : 'hits'}`
}

/** The text for screen readers, without numbers that change with every page. */
function toSpokenWords(find: FindState): string {
  if (find.status === 'searching') return 'Searching'
  return find.status === 'behind'
    ? `${toHitWords(find)} so far, more entries are to be searched`
    : toFindWords(find)
}
