/** Starts the proxy that is attacked, as one process. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { TargetOrder, TargetStats } from './processes/target.ts'
import { createSecretSearch } from './secret-forms.ts'

/** The credential of the proxy under attack, which must never leave it. */
export const token = 'kT7wQz3xVb9RmL2pYc8NdJ5sHf4GuA6eXo1ViZqW'

/** A running proxy. */
export type Target = {
  port: number
  /** The headers that every request for data needs, as lines. */
  ownLines: string
  stats: () => Promise<TargetStats>
  /** Makes the clock of the proxy jump. */
  jumpClock: (ms: number) => Promise<unknown>
  /** How the process ended, if it has ended by itself. */
  crash: () => string | undefined
  findToken: (bytes: Buffer) => string | undefined
  stop: () => void
}

/** Starts one; `order.env` is added to a live configuration, and `stdout` is the descriptor of its standard output. */
export async function startTarget(
  order: TargetOrder,
  stdout: number | 'inherit' = 'inherit',
): Promise<Target> {
  const env = { CLOUDFLARE_API_TOKEN: token, ...order.env }
  // `npm start` sets the same option.
  const child = fork(
    fileURLToPath(new URL('target.js', import.meta.url)),
    [JSON.stringify({ ...order, env })],
    {
      execArgv: ['--initial-old-space-size=128'],
      stdio: ['ignore', stdout, order.writesLog ? 'ignore' : 'inherit', 'ipc'],
    },
  )
  let ended: string | undefined
  child.once('exit', (code, signal) => {
    ended ??= `the process ended with ${signal ?? code}`
  })
  const ask = <T>(question?: string | number) =>
    new Promise<T>((resolve, reject) => {
      const onExit = () => reject(new Error(`The proxy did not answer: ${ended}.`))
      child.once('exit', onExit)
      child.once('message', (answer) => {
        child.off('exit', onExit)
        resolve(answer as T)
      })
      if (question !== undefined) child.send(question)
    })
  const { port, key } = await ask<{ port: number; key: string }>()
  return {
    port,
    ownLines: [`Host: localhost:${port}`, 'x-gumshoe: 1', `Authorization: Bearer ${key}`, ''].join(
      '\r\n',
    ),
    jumpClock: (ms) => ask(ms),
    stats: () => ask<TargetStats>('stats'),
    crash: () => ended,
    findToken: createSecretSearch(token),
    stop() {
      ended ??= ''
      child.kill('SIGKILL')
    },
  }
}
