/** The queries saved in this browser, to run, rename, delete, export and import. */

import { useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { VisibleText } from '../ui/text/visible-text.tsx'
import { FileButtons } from './file-buttons.tsx'
import { OwnQueryItem } from './own-query-item.tsx'
import type { SavedQuery } from './saved-query.ts'
import { changeSaved, useSaved } from './saved-store.ts'
import type { RunTargets } from './use-run-targets.ts'

/** A deleted query and its index in the list. */
type Deleted = { query: SavedQuery; index: number }

export function OwnQueries({ targets }: { targets: RunTargets }) {
  const { queries, unreadable } = useSaved()
  const [deleted, setDeleted] = useState<readonly Deleted[]>([])
  const [problem, setProblem] = useState<string>()
  const undo = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const last = deleted.at(-1)

  /** Focuses an element of the item at `index`, after the focused element was removed. */
  function focusIn(index: number, selector: string) {
    requestAnimationFrame(() => {
      list.current?.children[index]?.querySelector<HTMLElement>(selector)?.focus()
    })
  }

  function remove(query: SavedQuery) {
    const index = queries.indexOf(query)
    const failure = changeSaved((saved) => saved.filter(({ name }) => name !== query.name))
    setProblem(failure)
    if (failure) return
    setDeleted([...deleted, { query, index }])
    // The focused button is removed with its item, so the focus moves to “Undo”.
    requestAnimationFrame(() => undo.current?.focus())
  }

  function restore({ query, index }: Deleted) {
    const failure = changeSaved((saved) =>
      saved.some(({ name }) => name === query.name) ? saved : saved.toSpliced(index, 0, query),
    )
    setProblem(failure)
    if (failure) return
    setDeleted(deleted.slice(0, -1))
    focusIn(index, 'a')
  }

  return (
    <section aria-labelledby="own" className="space-y-3">
      <div className="flex flex-wrap items-center gap-2">
        <h2 id="own" className="mr-auto font-semibold text-lg">
          My queries
        </h2>
        <FileButtons queries={queries} />
      </div>
      {problem && (
        <p role="alert" className="text-kumo-danger">
          {problem}
        </p>
      )}
      {unreadable > 0 && (
        <p className="text-kumo-strong">
          {unreadable === 1 ? 'One stored query' : `${unreadable} stored queries`} could not be read
          and {unreadable === 1 ? 'is' : 'are'} not shown. The original text is kept under “This
          browser”, below.
        </p>
      )}
      {last && (
        <p role="status" className="flex items-center gap-2 rounded-lg bg-kumo-tint px-3 py-1.5">
          <span className="min-w-0 truncate">
            Deleted “<VisibleText text={last.query.name} />
            ”.
          </span>
          <Button ref={undo} size="sm" variant="secondary" onClick={() => restore(last)}>
            Undo
          </Button>
        </p>
      )}
      {queries.length === 0 ? (
        <p className="rounded-lg border border-kumo-line border-dashed p-4 text-kumo-strong">
          Nothing is saved yet. In a log, press <kbd className="font-mono">s</kbd> or “Save” to add
          its query here.
        </p>
      ) : (
        <ul
          ref={list}
          className="divide-y divide-kumo-line rounded-lg bg-kumo-base ring ring-kumo-line"
        >
          {queries.map((query, index) => (
            <OwnQueryItem
              key={query.name}
              query={query}
              queries={queries}
              targets={targets}
              onDelete={() => remove(query)}
              onClosed={() => focusIn(index, '[data-rename]')}
            />
          ))}
        </ul>
      )}
    </section>
  )
}
