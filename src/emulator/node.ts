/**
 * Runs the emulator as a server on this machine, for developers of other tools: reads the settings from the
 * environment. Its faults cannot be reached over HTTP.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { findEpochMs, findInstantForm } from '../cloudflare/instant.ts'
import { createEmulator, type Emulator } from './app.ts'

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/** A listening emulator. */
export type RunningEmulator = {
  /** Its origin; the API begins at `/client/v4`. */
  origin: string
  emulator: Emulator
  close: () => Promise<void>
}

/** The reason why the emulator does not start; the message is for the operator. */
export class EmulatorRefusal extends Error {
  override readonly name = 'EmulatorRefusal'
}

/** Hosts that only this machine can reach. */
const loopbackHosts = ['127.0.0.1', 'localhost', '::1']

/** Starts an emulator; rejects with an `EmulatorRefusal` when a variable or the port is wrong. */
export async function startEmulator(env: Environment): Promise<RunningEmulator> {
  const { host, port, seed, entries, nowMs } = parseSettings(env)
  const emulator = createEmulator({ seed, entries, now: () => nowMs ?? Date.now() })
  const server = createServer(
    getRequestListener((request) => emulator.fetch(request), { overrideGlobalObjects: false }),
  )
  await listen(server, host, port)
  const { port: bound } = server.address() as AddressInfo
  return {
    origin: `http://${host === '::1' ? '[::1]' : 'localhost'}:${bound}`,
    emulator,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Runs as a program: prints its address, and ends on SIGINT and SIGTERM. */
export async function main(env: Environment): Promise<void> {
  let running: RunningEmulator
  try {
    running = await startEmulator(env)
  } catch (error) {
    if (!(error instanceof EmulatorRefusal)) throw error
    console.error(error.message)
    process.exitCode = 78
    return
  }
  console.log(`The emulator is ready: ${running.origin}/client/v4 (made-up data, any token)`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void running.close().then(() => process.exit(0)))
  }
}

function parseSettings(env: Environment) {
  const problems: string[] = []
  const host = env.HOST ?? '127.0.0.1'
  if (!loopbackHosts.includes(host)) {
    problems.push(`HOST may only be ${loopbackHosts.join(', ')}: the emulator is for this machine.`)
  }
  const toInteger = (name: string, otherwise: number, minimum: number, maximum: number) => {
    const text = env[name] ?? String(otherwise)
    const value = Number(text)
    if (/^\d{1,10}$/.test(text) && value >= minimum && value <= maximum) return value
    problems.push(`${name} is not a whole number from ${minimum} to ${maximum}.`)
    return otherwise
  }
  const settings = {
    host,
    port: toInteger('PORT', 8788, 0, 65_535),
    seed: toInteger('DEMO_SEED', 1, 0, 4_294_967_295),
    entries: toInteger('DEMO_ENTRIES', 50_000, 1, 10_000_000),
    nowMs: findEpochMs(env.DEMO_NOW ?? ''),
  }
  if (env.DEMO_NOW !== undefined && findInstantForm(env.DEMO_NOW) !== 'date-time') {
    problems.push('DEMO_NOW is not an RFC 3339 instant, such as 2026-11-21T12:00:00Z.')
  }
  if (problems.length > 0) {
    throw new EmulatorRefusal(`The emulator does not start:\n- ${problems.join('\n- ')}`)
  }
  return settings
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const remedy = `Port ${port} is taken. Set PORT to another one, or to 0 for any free one.`
      const isTaken = error.code === 'EADDRINUSE'
      reject(
        new EmulatorRefusal(isTaken ? remedy : `Cannot listen on ${host}:${port}: ${error.code}.`),
      )
    })
    server.listen(port, host, resolve)
  })
}
