/** The query bar: a field for typing filters, or for pasting an address or a curl command. */
import { MagnifyingGlassIcon } from '@phosphor-icons/react/dist/csr/MagnifyingGlass'
import { type ClipboardEvent, type KeyboardEvent, useId } from 'react'
import type { LogQuery } from '../../../query/log-query.ts'
import { useCommand } from '../../first-load/use-command.ts'
import { KeyHint } from '../../ui/keys/key-hint.tsx'
import type { EditedLog } from '../draft/edited-log.ts'
import { QueryBarFrame, queryBarHint } from './query-bar-frame.tsx'
import { QueryBarList, toCompletionId } from './query-bar-list.tsx'
import { QueryBarNote } from './query-bar-note.tsx'
import { type QueryBarState, useQueryBar } from './use-query-bar.ts'

export function QueryBar({
  log,
  query,
  timeZone,
  onRun,
  onFind,
}: {
  log: EditedLog
  query: LogQuery
  timeZone: string
  onRun: (next: LogQuery) => void
  /** Searches the loaded entries for a text. */
  onFind: (text: string) => void
}) {
  const state = useQueryBar(log, query, onRun, onFind)
  const { input, draft, isOpen, setIsOpen, isWrong, completions, actions } = state
  const { text, isEdited, refusal, active } = draft
  const id = useId()
  const [listId, noteId] = [`${id}-list`, `${id}-note`]
  const isListed = isOpen && completions.length > 0

  useCommand('focus-query-bar', actions.begin)

  return (
    <QueryBarFrame
      panel={
        isOpen && (
          <div className="absolute top-full left-0 z-40 mt-1 w-full max-w-3xl overflow-hidden rounded-lg bg-kumo-base text-[13px] text-kumo-default shadow-lg ring ring-kumo-line">
            <QueryBarNote id={noteId} state={state} query={query} timeZone={timeZone} />
            {isListed && (
              <QueryBarList
                id={listId}
                completions={completions}
                active={active}
                onAccept={actions.accept}
              />
            )}
          </div>
        )
      }
    >
      <MagnifyingGlassIcon aria-hidden size={14} className="shrink-0 text-kumo-subtle" />
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label="Type a question, or paste a request"
        aria-keyshortcuts="/"
        aria-autocomplete="list"
        aria-expanded={isListed}
        aria-controls={isListed ? listId : undefined}
        aria-activedescendant={isListed && active >= 0 ? toCompletionId(listId, active) : undefined}
        aria-invalid={isWrong || refusal !== '' ? true : undefined}
        aria-describedby={isOpen ? noteId : undefined}
        placeholder={queryBarHint}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        value={text}
        className="h-full min-w-0 flex-1 bg-transparent font-mono text-[12px] text-kumo-default outline-none placeholder:font-sans placeholder:text-[13px] placeholder:text-kumo-subtle"
        onFocus={() => setIsOpen(true)}
        onBlur={() => {
          setIsOpen(false)
          if (!isEdited) draft.revert()
        }}
        onChange={({ target }) => {
          setIsOpen(true)
          draft.edit(target.value, target.selectionStart ?? target.value.length)
        }}
        onSelect={({ currentTarget }) => draft.moveCaret(currentTarget.selectionStart ?? 0)}
        onPaste={(event) => paste(event, state)}
        onKeyDown={(event) => pressKey(event, state)}
      />
      {isEdited && !isOpen && (
        <span className="shrink-0 text-[12px] text-kumo-warning">not run yet</span>
      )}
      <KeyHint>/</KeyHint>
    </QueryBarFrame>
  )
}

/** Reads a pasted request. Of other text it joins the lines with spaces, where a plain input would drop the breaks. */
function paste(event: ClipboardEvent<HTMLInputElement>, state: QueryBarState) {
  const pasted = event.clipboardData.getData('text')
  if (state.actions.paste(pasted)) return event.preventDefault()
  if (!/[\r\n]/.test(pasted)) return
  event.preventDefault()
  const { value, selectionStart, selectionEnd } = event.currentTarget
  const from = selectionStart ?? value.length
  const lines = pasted.split(/[\r\n]/).map((each) => each.trim())
  const line = lines.filter(Boolean).join(' ')
  state.draft.edit(
    value.slice(0, from) + line + value.slice(selectionEnd ?? from),
    from + line.length,
  )
}

function pressKey(event: KeyboardEvent, state: QueryBarState) {
  if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  const { isOpen, setIsOpen, completions, draft, actions, input } = state
  const { active, isEdited, refusal } = draft
  const chosen = isOpen ? completions[active] : undefined
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault()
    setIsOpen(true)
    const count = completions.length + 1
    // The arrow keys cycle through the completions and "none" (-1), where Enter runs the text.
    const step = event.key === 'ArrowDown' && isOpen ? 1 : event.key === 'ArrowUp' ? -1 : 0
    draft.setActive(((active + 1 + step + count) % count) - 1)
  } else if (event.key === 'Enter') {
    event.preventDefault()
    if (chosen) actions.accept(chosen)
    else if (actions.run()) setIsOpen(false)
  } else if (event.key === 'Tab' && !event.shiftKey && isOpen) {
    const completion = chosen ?? findCompletionForTab(state)
    if (!completion) return
    event.preventDefault()
    actions.accept(completion)
  } else if (event.key === 'Escape') {
    // The drawer also closes on Escape, so it must not see this one.
    event.preventDefault()
    if (isEdited || refusal) draft.revert()
    else if (isOpen) setIsOpen(false)
    else input.current?.blur()
  }
}

/** The completion for Tab: only of an item that has been started; otherwise Tab moves the focus as usual. */
function findCompletionForTab({ draft, completions }: QueryBarState) {
  const [first] = completions.filter(({ find }) => find === undefined)
  return first && draft.isEdited && draft.caret > first.from ? first : undefined
}
