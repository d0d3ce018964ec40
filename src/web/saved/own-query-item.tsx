/** One saved query: a link that runs it, its note, and buttons to rename and delete it. */
import { useState } from 'react'
import { withTimeZone } from '../../query/address/screen-state.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { Button } from '../ui/button.tsx'
import { Link } from '../ui/links/link.tsx'
import { toVisibleText, VisibleText } from '../ui/text/visible-text.tsx'
import { SavedForm } from './saved-form.tsx'
import { findMovableScope, moveToScope, type SavedQuery, toAddressWords } from './saved-query.ts'
import { changeSaved } from './saved-store.ts'
import type { RunTargets } from './use-run-targets.ts'

export function OwnQueryItem({
  query,
  queries,
  targets: { findId, getName },
  onDelete,
  onClosed,
}: {
  query: SavedQuery
  queries: readonly SavedQuery[]
  targets: RunTargets
  onDelete: () => void
  /** Called when the form closes. After renaming, the item is a new element, which has to be focused. */
  onClosed: () => void
}) {
  const [isEdited, setIsEdited] = useState(false)
  const { timeZone } = usePreferences()
  const { name, note, address } = query
  const savedIn = findMovableScope(address)
  const currentId = savedIn && findId(savedIn.kind)
  const isElsewhere = currentId !== undefined && savedIn?.id !== currentId

  function close() {
    setIsEdited(false)
    onClosed()
  }

  if (isEdited) {
    return (
      <li className="p-3">
        <SavedForm
          label={`Rename ${toVisibleText(name)}`}
          initial={query}
          others={queries.filter((other) => other.name !== name)}
          action="Rename"
          onSave={(next) => {
            const problem = changeSaved((saved) =>
              saved.map((item) => (item.name === name ? { ...item, ...next } : item)),
            )
            if (!problem) close()
            return problem
          }}
          onCancel={close}
        />
      </li>
    )
  }
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 p-3">
      <div className="min-w-0 flex-1 basis-72">
        <Link
          to={withTimeZone(address, timeZone)}
          className="break-words font-medium text-kumo-link underline"
        >
          <VisibleText text={name} />
        </Link>
        {note !== '' && (
          <p className="break-words text-kumo-strong">
            <VisibleText text={note} />
          </p>
        )}
        <p className="break-words text-[12px] text-kumo-subtle leading-4">
          <VisibleText text={toAddressWords(address)} />
          {savedIn !== undefined && (
            <>
              {' in '}
              <VisibleText text={getName(savedIn.id)} />
            </>
          )}
        </p>
        {savedIn && isElsewhere && (
          <Link
            to={withTimeZone(moveToScope(address, { kind: savedIn.kind, id: currentId }), timeZone)}
            className="text-[12px] text-kumo-link underline"
          >
            Run in <VisibleText text={getName(currentId)} /> instead
          </Link>
        )}
      </div>
      <div className="flex gap-1">
        <Button
          data-rename
          size="sm"
          variant="ghost"
          aria-label={`Rename ${toVisibleText(name)}`}
          onClick={() => setIsEdited(true)}
        >
          Rename
        </Button>
        <Button
          size="sm"
          variant="ghost"
          aria-label={`Delete ${toVisibleText(name)}`}
          onClick={onDelete}
        >
          Delete
        </Button>
      </div>
    </li>
  )
}
