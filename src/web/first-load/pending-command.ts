/**
 * Records the key of a command whose part is not loaded yet, with the text typed after it. The part takes the
 * command when it is mounted.
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

/** A command, and the text typed after its key, meant for the field that the command focuses. */
export type PendingCommand = { command: Command; typed: string }

/** Commands of parts that are not mounted yet, and the recorded one. */
let unmounted: readonly Command[] = []
let pending: PendingCommand | undefined

/** Records the keys of these commands until the function that it returns is called. */
export function recordCommands(commands: readonly Command[]): () => void {
  unmounted = [...unmounted, ...commands]
  // `addEventListener` ignores a listener that is already added.
  document.addEventListener('keydown', record, true)
  return () => {
    unmounted = unmounted.filter((command) => !commands.includes(command))
    // A part that could not be loaded, or has no such command at present, will not take it.
    if (pending && commands.includes(pending.command)) pending = undefined
    if (unmounted.length === 0) document.removeEventListener('keydown', record, true)
  }
}

/** Leaves a command to its part, which is about to be mounted. */
export function passCommand(command: PendingCommand): void {
  pending = command
}

/** Takes a pending command and returns the text typed after its key; `undefined` if it is not pending. */
export function takePendingCommand(command: Command): string | undefined {
  if (pending?.command !== command) return undefined
  const { typed } = pending
  pending = undefined
  return typed
}

function record(event: KeyboardEvent): void {
  const next = toNextCommand(pending, unmounted, event)
  if (!next) return
  event.preventDefault()
  // The first key propagates, because it also ends the first load. Later keys are text and trigger no shortcut.
  if (pending) event.stopPropagation()
  pending = next
}

/** The pending command after a key press; `undefined` if the key does not change it. */
export function toNextCommand(
  current: PendingCommand | undefined,
  commands: readonly Command[],
  event: KeyboardEvent,
): PendingCommand | undefined {
  if (!current) {
    const command = commands.find((name) => isShortcut(event, commandKeys[name]))
    return command && { command, typed: '' }
  }
  const { key, ctrlKey, metaKey, altKey, isComposing } = event
  if (key.length !== 1 || ctrlKey || metaKey || altKey || isComposing) return undefined
  return { ...current, typed: current.typed + key }
}
