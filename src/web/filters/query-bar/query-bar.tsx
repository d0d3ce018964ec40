/** The bar in which a question is typed, or pasted as an address or a curl command. */
import { MagnifyingGlassIcon } from '@phosphor-icons/react/dist/csr/MagnifyingGlass'
import { type ClipboardEvent, type KeyboardEvent, useId } from 'react'
import type { LogQuery } from '../../../query/log-query.ts'
import { useCommand } from '../../first-load/use-command.ts'
import { KeyHint } from '../../ui/keys/key-hint.tsx'
import type { EditedLog } from '../draft/edited-log.ts'
import { QueryBarFrame, queryBarHint } from './query-bar-frame.tsx'
import { QueryBarList, toCompletionId } from './query-bar-list.tsx'
import { QueryBarNote } from './query-bar-note.tsx'
import { type QueryBarState, useQueryBar } from './query-bar-state.ts'

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
  /** Looks for a text in the loaded entries. */
  onFind: (text: string) => void
}) {
  const state = useQueryBar(log, query, onRun, onFind)
  const { input, text, isOpen, setIsOpen, isEdited, isWrong, refusal, completions, active } = state
  const id = useId()
  const [listId, noteId] = [`${id}-list`, `${id}-note`]
  const isListed = isOpen && completions.length > 0

  useCommand('focus-query-bar', state.begin)

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
                onAccept={state.accept}
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
          if (!isEdited) state.revert()
        }}
        onChange={({ target }) => {
          setIsOpen(true)
          state.edit(target.value, target.selectionStart ?? target.value.length)
        }}
        onSelect={({ currentTarget }) => state.moveCaret(currentTarget.selectionStart ?? 0)}
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

/** Takes requests whole; lines of anything else are joined by spaces, not lost as in a bare input. */
function paste(event: ClipboardEvent<HTMLInputElement>, state: QueryBarState) {
  const pasted = event.clipboardData.getData('text')
  if (state.paste(pasted)) return event.preventDefault()
  if (!/[\r\n]/.test(pasted)) return
  event.preventDefault()
  const { value, selectionStart, selectionEnd } = event.currentTarget
  const from = selectionStart ?? value.length
  const joined = pasted.trim().replace(/\s*[\r\n]+\s*/g, ' ')
  state.edit(
    value.slice(0, from) + joined + value.slice(selectionEnd ?? from),
    from + joined.length,
  )
}

function pressKey(event: KeyboardEvent, state: QueryBarState) {
  if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  const { isOpen, setIsOpen, completions, active, setActive, isEdited, refusal, input } = state
  const chosen = isOpen ? completions[active] : undefined
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault()
    setIsOpen(true)
    const count = completions.length + 1
    // One place of the round is none, where Enter runs the text.
    const step = event.key === 'ArrowDown' && isOpen ? 1 : event.key === 'ArrowUp' ? -1 : 0
    setActive(((active + 1 + step + count) % count) - 1)
  } else if (event.key === 'Enter') {
    event.preventDefault()
    if (chosen) state.accept(chosen)
    else if (state.run()) setIsOpen(false)
  } else if (event.key === 'Tab' && !event.shiftKey && isOpen) {
    const wanted = chosen ?? findCompletionForTab(state)
    if (!wanted) return
    event.preventDefault()
    state.accept(wanted)
  } else if (event.key === 'Escape') {
    // The drawer, which closes on Escape as well, is not meant.
    event.preventDefault()
    if (isEdited || refusal) state.revert()
    else if (isOpen) setIsOpen(false)
    else input.current?.blur()
  }
}

/** What Tab completes: something that was begun and is not finished, so that Tab still leads on. */
function findCompletionForTab({ caret, isEdited, completions }: QueryBarState) {
  const [first] = completions.filter(({ find }) => find === undefined)
  return first && isEdited && caret > first.from ? first : undefined
}
