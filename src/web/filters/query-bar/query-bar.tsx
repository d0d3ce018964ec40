/** The query bar: the filters in use, and a field for typing more, for words to search, or for pasting a request. */
import { XIcon } from '@phosphor-icons/react/dist/csr/X'
import { type ClipboardEvent, type KeyboardEvent, type ReactNode, useId } from 'react'
import type { LogQuery } from '../../../query/log-query.ts'
import { formatTypedFilters } from '../../../query/typed/typed-query.ts'
import type { TypedContext } from '../../../query/typed/typed-settings.ts'
import { useCommand } from '../../first-load/use-command.ts'
import type { EditedLog } from '../draft/edited-log.ts'
import { fieldClass, QueryBarFrame, queryBarHint } from './query-bar-frame.tsx'
import { QueryBarList, toCompletionId } from './query-bar-list.tsx'
import { QueryBarNote } from './query-bar-note.tsx'
import { type QueryBarState, useQueryBar } from './use-query-bar.ts'

export function QueryBar({
  log,
  query,
  context,
  pills,
  end,
  onRun,
  onLeave,
  onPillKeyDown,
  onLastPill,
}: {
  log: EditedLog
  query: LogQuery
  /** The zone of the screen and the present. */
  context: TypedContext
  /** A list item for each filter. */
  pills: readonly ReactNode[]
  /** After the field. */
  end: ReactNode
  onRun: (next: LogQuery) => void
  /** Moves the focus to the entries. */
  onLeave: () => void
  onPillKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  /** Moves the focus to the last filter. */
  onLastPill: () => void
}) {
  const state = useQueryBar({ log, query, context, onRun, onLeave })
  const { input, draft, isOpen, setIsOpen, isWrong, completions, actions } = state
  const { text, isEdited, refusal, active } = draft
  const id = useId()
  const [listId, noteId] = [`${id}-list`, `${id}-note`]
  const isListed = isOpen && completions.length > 0

  useCommand('focus-query-bar', actions.begin)

  return (
    <QueryBarFrame
      pills={pills}
      onPillKeyDown={onPillKeyDown}
      onCopy={(event) => copy(event, query)}
      panel={
        isOpen && (
          <div className="absolute top-full left-0 z-40 mt-1 w-full max-w-3xl overflow-hidden rounded-lg bg-kumo-base text-[13px] text-kumo-default shadow-lg ring ring-kumo-line">
            <QueryBarNote id={noteId} state={state} query={query} timeZone={context.timeZone} />
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
      field={
        <input
          ref={input}
          data-query-bar
          type="text"
          role="combobox"
          aria-label="Search, filter, or paste a request"
          aria-keyshortcuts="/"
          aria-autocomplete="list"
          aria-expanded={isListed}
          aria-controls={isListed ? listId : undefined}
          aria-activedescendant={
            isListed && active >= 0 ? toCompletionId(listId, active) : undefined
          }
          aria-invalid={isWrong || refusal !== '' ? true : undefined}
          aria-describedby={isOpen ? noteId : undefined}
          placeholder={queryBarHint}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          value={text}
          className={`${fieldClass} bg-transparent font-mono text-[12px] text-kumo-default outline-none placeholder:font-sans placeholder:text-[13px] placeholder:text-kumo-subtle`}
          onFocus={() => setIsOpen(true)}
          onBlur={() => setIsOpen(false)}
          onChange={({ target }) => {
            setIsOpen(true)
            draft.edit(target.value, target.selectionStart ?? target.value.length)
          }}
          onSelect={({ currentTarget }) => draft.moveCaret(currentTarget.selectionStart ?? 0)}
          onPaste={(event) => paste(event, state)}
          onKeyDown={(event) => pressKey(event, state, onLeave, onLastPill)}
        />
      }
      end={
        <>
          {isEdited && !isOpen && (
            <button
              type="button"
              aria-label="Discard what was typed and not run"
              title="Discard what was typed"
              className="flex h-6 shrink-0 cursor-pointer items-center gap-1 rounded-md px-1 text-[12px] text-kumo-warning hover:bg-kumo-tint"
              onClick={draft.revert}
            >
              not run yet
              <XIcon size={12} aria-hidden />
            </button>
          )}
          {end}
        </>
      }
    />
  )
}

/** Copies all filters as text, unless a part of the typed text or of the page is selected. */
function copy(event: ClipboardEvent, query: LogQuery) {
  const { target } = event
  const isPart =
    target instanceof HTMLInputElement
      ? target.selectionStart !== target.selectionEnd
      : document.getSelection()?.isCollapsed === false
  const text = formatTypedFilters(query)
  if (isPart || text === '') return
  event.preventDefault()
  event.clipboardData.setData('text/plain', text)
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

function pressKey(
  event: KeyboardEvent<HTMLInputElement>,
  state: QueryBarState,
  onLeave: () => void,
  onLastPill: () => void,
) {
  if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  const { isOpen, setIsOpen, completions, draft, actions } = state
  const { active } = draft
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
    else actions.run()
  } else if (event.key === 'Tab' && !event.shiftKey && isOpen) {
    const completion = chosen ?? findCompletionForTab(state)
    if (!completion) return
    event.preventDefault()
    actions.accept(completion)
  } else if (event.key === 'Escape') {
    // The drawer also closes on Escape, so it must not see this one. The typed text stays, marked as not run.
    event.preventDefault()
    setIsOpen(false)
    onLeave()
  } else if (isAtStart(event) && ['Backspace', 'ArrowLeft'].includes(event.key)) {
    event.preventDefault()
    onLastPill()
  }
}

function isAtStart({ currentTarget, shiftKey }: KeyboardEvent<HTMLInputElement>): boolean {
  return !shiftKey && currentTarget.selectionStart === 0 && currentTarget.selectionEnd === 0
}

/** The completion for Tab: only of an item that has been started; otherwise Tab moves the focus as usual. */
function findCompletionForTab({ draft, completions }: QueryBarState) {
  const [first] = completions
  return first && draft.isEdited && draft.caret > first.from ? first : undefined
}
