/**
 * What a key asks for before the part that does it is loaded. The key is recorded with the text that is typed
 * after it; the part takes the command when it is mounted.
 */
import { isShortcut } from '../ui/keys/shortcut.ts'

/** The keys of commands whose parts are deferred. */
export const commandKeys = {
  'focus-query-bar': '/',
  'add-filter': 'f',
  'save-query': 's',
  'show-shortcuts': '?',
  find: 'F',
  export: 'e',
} as const

export type Command = keyof typeof commandKeys

/** A command, and the text that was typed after its key: it is meant for the field that the command leads to. */
export type PendingCommand = { command: Command; typed: string }

/** Commands of parts that are not mounted yet, and the one that was asked for. */
let missing: readonly Command[] = []
let pending: PendingCommand | undefined

/** Records the keys of these commands until the function that it returns is called. */
export function recordCommands(commands: readonly Command[]): () => void {
  missing = [...missing, ...commands]
  // A listener that is there already is not added again.
  document.addEventListener('keydown', record, true)
  return () => {
    missing = missing.filter((each) => !commands.includes(each))
    // Where the part came without what does it, or could not be loaded, there is nothing to wait for.
    if (pending && commands.includes(pending.command)) pending = undefined
    if (missing.length === 0) document.removeEventListener('keydown', record, true)
  }
}

/** The text that was typed after the key of a pending command, which is not pending any more. */
export function takePendingCommand(command: Command): string | undefined {
  if (pending?.command !== command) return undefined
  const { typed } = pending
  pending = undefined
  return typed
}

function record(event: KeyboardEvent): void {
  const next = toNextCommand(pending, missing, event)
  if (!next) return
  event.preventDefault()
  // The first key goes on: it also ends the first load. A typed letter is no key of another part.
  if (pending) event.stopPropagation()
  pending = next
}

/** The pending command after a key press; `undefined` where the press is none of its business. */
export function toNextCommand(
  current: PendingCommand | undefined,
  commands: readonly Command[],
  event: KeyboardEvent,
): PendingCommand | undefined {
  if (!current) {
    const command = commands.find((each) => isShortcut(event, commandKeys[each]))
    return command && { command, typed: '' }
  }
  const { key, ctrlKey, metaKey, altKey, isComposing } = event
  if (key.length !== 1 || ctrlKey || metaKey || altKey || isComposing) return undefined
  return { ...current, typed: current.typed + key }
}
