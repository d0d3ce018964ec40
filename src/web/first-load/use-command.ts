/** Runs a command whose part is deferred: by its key, and at once where the key came before the part. */
import { useEffect, useRef } from 'react'
import { useShortcut } from '../ui/keys/use-shortcut.ts'
import { type Command, commandKeys, takePendingCommand } from './pending-command.ts'

/** `run` gets the text that was typed after the key, before there was a field for it. */
export function useCommand(command: Command, run: (typed: string) => void): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    const typed = takePendingCommand(command)
    // `run` may draw the part synchronously, which an effect must not.
    if (typed !== undefined) queueMicrotask(() => latest.current(typed))
  }, [command])
  useShortcut(commandKeys[command], () => run(''))
}
