/** Runs a command of a deferred part: when its key is pressed, and on mount if the key was pressed before. */
import { useEffect, useRef } from 'react'
import { useShortcut } from '../ui/keys/use-shortcut.ts'
import { type Command, commandKeys, takePendingCommand } from './pending-command.ts'

/** `run` receives the text that was typed after the key before the part was mounted. */
export function useCommand(command: Command, run: (typed: string) => void): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    const typed = takePendingCommand(command)
    // `run` may render synchronously, which React does not allow in an effect.
    if (typed !== undefined) queueMicrotask(() => latest.current(typed))
  }, [command])
  useShortcut(commandKeys[command], () => run(''))
}
