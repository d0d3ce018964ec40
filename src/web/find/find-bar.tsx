/** The field that finds a text in the loaded entries, bodies included, with buttons to step through the hits. */
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { CaretUpIcon } from '@phosphor-icons/react/dist/csr/CaretUp'
import { XIcon } from '@phosphor-icons/react/dist/csr/X'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useCommand } from '../first-load/use-command.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { toCountText } from '../ui/text/count-text.ts'
import { type FindState, maxHits } from './create-finder.ts'
import { FindSnippet, type FoundIn } from './find-snippet.tsx'
import type { Find } from './use-find.ts'

/** How long after the last key press the search starts. */
const debounceMs = 350

/** What the field does outside of itself. */
export type FindActions = {
  /** Searches for another text; an empty one ends the search. */
  onFind: (text: string) => void
  /** Opens the entry of a hit. */
  onOpen: (hitIndex: number) => void
  /** Leaves the field for the table, at the row of the current hit if there is one. */
  onLeave: (hitIndex: number | undefined) => void
  /** Replaces the search by a filter that shows only the entries with the text. */
  onShowOnly: (text: string) => void
}

/** Draws the field; `text` is the text of the current search. */
export function FindBar({
  text,
  find,
  list,
  actions: { onFind, onOpen, onLeave, onShowOnly },
}: {
  text: string
  find: Find
  list: FoundIn
  actions: FindActions
}) {
  const [draft, setDraft] = useState({ text, from: text })
  const field = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  /** The text whose first hit is opened as soon as it is known. */
  const textToOpen = useRef<string>(undefined)
  // When the address gets another text, that text replaces the draft.
  const shown = draft.from === text ? draft.text : text
  useEffect(() => () => clearTimeout(timer.current), [])
  useCommand('find', (typed) => {
    field.current?.focus()
    field.current?.select()
    if (typed !== '') type(typed)
  })
  const openNow = useRef(onOpen)
  useEffect(() => {
    openNow.current = onOpen
  })
  const { hitIndex } = find
  useEffect(() => {
    if (textToOpen.current !== text || hitIndex === undefined) return
    textToOpen.current = undefined
    openNow.current(hitIndex)
  }, [text, hitIndex])

  function search(next: string): void {
    clearTimeout(timer.current)
    setDraft({ text: next, from: next })
    if (next !== text) onFind(next)
  }

  function type(next: string): void {
    clearTimeout(timer.current)
    textToOpen.current = undefined
    setDraft({ text: next, from: text })
    timer.current = setTimeout(() => search(next), debounceMs)
  }

  function stopOrClear(): void {
    if (find.status === 'searching') find.stop()
    else search('')
    field.current?.focus()
  }

  function open(): void {
    if (shown === text && hitIndex !== undefined) onOpen(hitIndex)
    else {
      textToOpen.current = shown
      stepOrSearch(1)
    }
  }

  /** A text that is not searched yet is searched now, and its first hit is the current one. */
  function stepOrSearch(by: 1 | -1): void {
    if (shown === text) find.step(by)
    else search(shown)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) open()
    else if (event.key === 'Enter') stepOrSearch(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') {
      if (shown !== text) search(shown)
      onLeave(shown === text ? hitIndex : undefined)
      // Without a table, the key leads out as well.
      if (document.activeElement === field.current) field.current?.blur()
    } else return
    event.preventDefault()
  }

  return (
    <search aria-label="In loaded entries" className="flex min-w-0 shrink items-center gap-0.5">
      <input
        ref={field}
        type="search"
        value={shown}
        aria-label="Find in loaded entries"
        aria-keyshortcuts="Shift+F"
        placeholder="Find in loaded entries"
        title="Searches requests and responses as well (Shift+F)"
        className="h-5.5 w-44 min-w-16 max-[700px]:w-auto max-[700px]:flex-1 rounded-md bg-kumo-control px-2 text-[12px] ring ring-kumo-line placeholder:text-kumo-subtle [&::-webkit-search-cancel-button]:hidden"
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {text !== '' && (
        <FindResult
          text={text}
          find={find}
          list={list}
          onStopOrClear={stopOrClear}
          onShowOnly={() => onShowOnly(text)}
        />
      )}
    </search>
  )
}

/** The count of the hits, the buttons that step and clear, and the text around the current hit. */
function FindResult({
  text,
  find,
  list,
  onStopOrClear,
  onShowOnly,
}: {
  text: string
  find: Find
  list: FoundIn
  onStopOrClear: () => void
  onShowOnly: () => void
}) {
  const isEmpty = find.hits.length === 0
  const isSearching = find.status === 'searching'
  return (
    <>
      <output aria-live="off" className="px-1 tabular-nums">
        {toFindWords(find, list.isFiltered)}
      </output>
      {/* The count changes many times a second, so screen readers read this text instead. */}
      <p aria-live="polite" className="sr-only">
        {toSpokenWords(find, list.isFiltered)}
      </p>
      <IconButton
        size="xs"
        className="min-h-6 min-w-6"
        disabled={isEmpty}
        icon={<CaretUpIcon aria-hidden />}
        label="Previous hit"
        title="Previous hit (Shift+N)"
        onClick={() => find.step(-1)}
      />
      <IconButton
        size="xs"
        className="min-h-6 min-w-6"
        disabled={isEmpty}
        icon={<CaretDownIcon aria-hidden />}
        label="Next hit"
        title="Next hit (n)"
        onClick={() => find.step(1)}
      />
      <IconButton
        size="xs"
        className="min-h-6 min-w-6"
        icon={<XIcon aria-hidden />}
        label={isSearching ? 'Stop searching' : 'Clear the search'}
        title={isSearching ? 'Stop searching' : 'Clear the search (Esc in the table)'}
        onClick={onStopOrClear}
      />
      <Button variant="ghost" size="xs" disabled={isEmpty} onClick={onShowOnly}>
        Show only hits
      </Button>
      <FindSnippet text={text} list={list} hitIndex={find.hitIndex} />
    </>
  )
}

/** The number of hits and the progress of the search: `3 of 128`, `no hit, 40 % searched`. */
export function toFindWords(find: FindState, isFiltered = false): string {
  const { status, searched, of } = find
  const words = toHitWords(find)
  if (status === 'done') return find.hits.length > 0 ? words : toNoHitWords(find, isFiltered)
  if (status === 'behind') {
    return `${words}, ${toCountText(searched)} of ${toCountText(of)} searched …`
  }
  const share = of === 0 ? 0 : Math.floor((searched / of) * 100)
  return `${words}, ${share} % searched${status === 'stopped' ? ', stopped' : ' …'}`
}

/** An open entry may contain the text without being in the list, so these words say what was searched. */
function toNoHitWords({ of }: FindState, isFiltered: boolean): string {
  return `no hit among ${toCountText(of)} ${isFiltered ? 'shown' : 'loaded'} entries`
}

function toHitWords({ hits, at }: FindState): string {
  const { length } = hits
  const total = length === maxHits ? `${toCountText(length)}+` : toCountText(length)
  if (at >= 0 && length > 0) return `${toCountText(at + 1)} of ${total}`
  return length === 0 ? 'no hit' : `${total} ${length === 1 ? 'hit' : 'hits'}`
}

/** The text for screen readers, without numbers that change with every page. */
function toSpokenWords(find: FindState, isFiltered: boolean): string {
  if (find.status === 'searching') return 'Searching'
  return find.status === 'behind'
    ? `${toHitWords(find)} so far, more entries are to be searched`
    : toFindWords(find, isFiltered)
}
