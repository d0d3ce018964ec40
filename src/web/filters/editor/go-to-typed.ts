/** Typing in a list of checkboxes or radio buttons leads to the one that begins with it, as in a menu. */
import type { KeyboardEvent } from 'react'

/** Letters that follow each other faster than this are one word. */
const pauseMs = 800

let typed = { text: '', atMs: Number.NEGATIVE_INFINITY }

/** Takes a key pressed inside of the list. */
export function goToTyped(event: KeyboardEvent<HTMLElement>): void {
  const { key, timeStamp } = event
  const isLetter = key.length === 1 && key !== ' '
  if (!isLetter || event.ctrlKey || event.metaKey || event.altKey) return
  // Letters are keys of the page elsewhere.
  event.stopPropagation()
  const isNext = timeStamp - typed.atMs < pauseMs
  typed = { text: (isNext ? typed.text : '') + key.toLowerCase(), atMs: timeStamp }
  const options = [
    ...event.currentTarget.querySelectorAll<HTMLElement>('[role=checkbox], [role=radio]'),
  ]
  const at = options.indexOf(document.activeElement as HTMLElement)
  const [first = ''] = typed.text
  // The same letter again goes on to the next one.
  const isSame = [...typed.text].every((letter) => letter === first)
  const wanted = isSame ? first : typed.text
  const start = isSame ? at + 1 : Math.max(at, 0)
  const inTurn = [...options.slice(start), ...options.slice(0, start)]
  inTurn.find((each) => nameOf(each).startsWith(wanted))?.focus()
}

function nameOf(option: HTMLElement): string {
  const labels = option.getAttribute('aria-labelledby')?.split(' ') ?? []
  const parts = labels.map((id) => document.getElementById(id)?.textContent ?? '')
  const name = parts.join(' ') || option.closest('label')?.textContent || option.textContent
  return (name ?? '').trim().toLowerCase()
}
