/** Type-ahead for lists of checkboxes or radio buttons: typing focuses the option that starts with the text. */
import type { KeyboardEvent } from 'react'

/** Letters with shorter pauses between them belong to one word. */
const pauseMs = 800

let typed = { text: '', atMs: Number.NEGATIVE_INFINITY }

/** Handles a key pressed inside the list. */
export function goToTyped(event: KeyboardEvent<HTMLElement>): void {
  const { key, timeStamp } = event
  const isLetter = key.length === 1 && key !== ' '
  if (!isLetter || event.ctrlKey || event.metaKey || event.altKey) return
  // Outside the list, letters are shortcuts of the page.
  event.stopPropagation()
  const isNext = timeStamp - typed.atMs < pauseMs
  typed = { text: (isNext ? typed.text : '') + key.toLowerCase(), atMs: timeStamp }
  const options = [
    ...event.currentTarget.querySelectorAll<HTMLElement>('[role=checkbox], [role=radio]'),
  ]
  const at = options.indexOf(document.activeElement as HTMLElement)
  const [first = ''] = typed.text
  // Repeating one letter goes to the next option that starts with it.
  const isSame = [...typed.text].every((letter) => letter === first)
  const wanted = isSame ? first : typed.text
  const start = isSame ? at + 1 : Math.max(at, 0)
  const inTurn = [...options.slice(start), ...options.slice(0, start)]
  inTurn.find((option) => getName(option).startsWith(wanted))?.focus()
}

function getName(option: HTMLElement): string {
  const labels = option.getAttribute('aria-labelledby')?.split(' ') ?? []
  const labelTexts = labels.map((id) => document.getElementById(id)?.textContent ?? '')
  const name = labelTexts.join(' ') || option.closest('label')?.textContent || option.textContent
  return (name ?? '').trim().toLowerCase()
}
