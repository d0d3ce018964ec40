/** The form for name and note of a saved query. Problems are shown while typing, and failures after saving. */
import { Input } from '@cloudflare/kumo/components/input'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { findNameProblem, findNoteProblem, type SavedQuery } from './saved-query.ts'

export function SavedForm({
  label,
  initial,
  others,
  action,
  onSave,
  onCancel,
  isNameTyped = false,
}: {
  label: string
  initial: Pick<SavedQuery, 'name' | 'note'>
  /** The other saved queries, whose names cannot be used. */
  others: readonly SavedQuery[]
  action: string
  /** Saves; returns the problem in words if that fails. */
  onSave: (next: Pick<SavedQuery, 'name' | 'note'>) => string | undefined
  onCancel?: () => void
  /** Whether the user is already typing the initial name. If not, it is selected, so that typing replaces it. */
  isNameTyped?: boolean
}) {
  const [name, setName] = useState(initial.name)
  const [note, setNote] = useState(initial.note)
  const [failure, setFailure] = useState<string>()
  const messageId = useId()
  const isTaken = others.some((other) => other.name === name.trim())
  const problem =
    findNameProblem(name) ??
    (isTaken ? 'Another saved query has this name.' : undefined) ??
    findNoteProblem(note)

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!problem) setFailure(onSave({ name: name.trim(), note: note.trim() }))
  }

  return (
    <form
      aria-label={label}
      className="flex flex-col gap-2"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && onCancel) onCancel()
      }}
    >
      <Input
        label="Name"
        size="sm"
        value={name}
        autoComplete="off"
        aria-invalid={problem && name !== '' ? true : undefined}
        aria-describedby={messageId}
        ref={isNameTyped ? focusAtEnd : focusAndSelect}
        onChange={(event) => setName(event.target.value)}
      />
      <Input
        label="Note (optional)"
        size="sm"
        value={note}
        autoComplete="off"
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="flex items-center gap-2">
        <output id={messageId} className="mr-auto min-h-4 text-[12px] text-kumo-danger leading-4">
          {failure ?? (name === '' ? '' : problem)}
        </output>
        {onCancel && (
          <Button size="sm" variant="ghost" onClick={onCancel}>
            Cancel
          </Button>
        )}
        <Button type="submit" size="sm" variant="primary" disabled={problem !== undefined}>
          {action}
        </Button>
      </div>
    </form>
  )
}

/** A ref with a stable identity, so that it runs only once: the user can type immediately. */
function focusAndSelect(input: HTMLInputElement | null): void {
  input?.focus()
  input?.select()
}

function focusAtEnd(input: HTMLInputElement | null): void {
  input?.focus()
  input?.setSelectionRange(input.value.length, input.value.length)
}
