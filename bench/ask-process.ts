/** Sends messages to processes of the benchmark. */
import type { ChildProcess } from 'node:child_process'

/** The next message of a process, after sending one to it if there is any. Rejects if the process ends. */
export function askProcess<T>(child: ChildProcess, message?: object | string): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) =>
      reject(new Error(`A process ended with ${code} before its answer.`))
    child.once('exit', onExit)
    child.once('message', (answer) => {
      child.off('exit', onExit)
      resolve(answer as T)
    })
    if (message !== undefined) child.send(message)
  })
}
