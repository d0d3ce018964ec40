/**
 * The entry point on Node: reads the environment, opens the port, and connects the proxy to its upstream
 * (the real API or the emulator). Only this file, node-files.ts and node-edge/ use Node's modules.
 */
import { hash } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createEmulator, type Emulator } from '../emulator/app.ts'
import { createAccess } from './access/create-access.ts'
import { createProxy, type ProxyApp, type ProxyTools } from './app.ts'
import { assembleAudit } from './audit/assemble-audit.ts'
import { createRequestId } from './audit/audit.ts'
import { createMetrics } from './audit/metrics.ts'
import { type Config, type Deadlines, type Environment, parseConfig } from './config/config.ts'
import { takeSettings } from './config/take-settings.ts'
import { toAbortSignal } from './http/abort-source.ts'
import { formatOwnError } from './http/error-response.ts'
import { createLogWriter } from './node-edge/log-writer.ts'
import { createNodeAuthority } from './node-edge/node-authority.ts'
import { answerRequests, prepareServer } from './node-edge/node-http.ts'
import { createNodeUpstream } from './node-edge/node-upstream.ts'
import { createNodeWitness } from './node-edge/node-witness.ts'
import { loadAssets, readText, readVersion } from './node-files.ts'
import type { Assets } from './pages.ts'
import { printTokenReport } from './token/print-token-report.ts'
import { createTokenWatch, type TokenWatch } from './token/token-watch.ts'
import { createFetchUpstream, type Fetch } from './upstream/fetch-upstream.ts'
import { createMemoryQuota, createUnlimitedQuota, type Quota } from './upstream/quota.ts'
import { formatKeyNotice, type SigningKey } from './witness/signing-key.ts'

export { createUnlimitedQuota } from './upstream/quota.ts'

/** Options of `startServer`; all but `env` have a default. */
export type StartOptions = {
  env: Environment
  /** The built app; by default the files in `dist/client`. */
  assets?: Assets
  /** Instead of the real API or the emulator. */
  upstream?: Fetch
  /** Replaces the origin of the real API, for measurements. */
  apiOrigin?: string
  /** Instead of the limit that the environment sets. */
  quota?: Quota
  /** The clock, in milliseconds since the epoch. */
  now?: () => number
  /** Writes one log line, and throws while it cannot; by default to standard output. */
  log?: (line: string) => void
  deadlines?: Partial<Deadlines>
  /** How long a client may read nothing of a response; 30 s by default. */
  writeIdleMs?: number
  /** Instead of a random one. */
  launchKey?: string
  /** Fetches the public keys of the sign-in proxy, instead of the network. */
  fetchKeys?: (url: string, init: RequestInit) => Promise<Response>
  /** Tells the operator something that is learned later; by default on standard error. */
  notify?: (sentence: string) => void
  /** An existing server to attach to, created without `requireHostHeader`. */
  server?: Server
  /** Answers requests for pages and files, instead of the built app. */
  servePage?: (incoming: IncomingMessage, outgoing: ServerResponse) => void
}

/** A listening server. */
export type RunningServer = {
  /** The address for browsers. */
  origin: string
  port: number
  mode: Config['mode']
  credentialKind: 'token' | 'key' | undefined
  /** Set when sessions are required: the link that opens one, and the launch key. */
  launch: { link: string; key: string } | undefined
  /** In demo mode, unless an upstream was given. */
  emulator: Emulator | undefined
  /** Reports which logs the credential can read; sends no request until it is used. */
  tokenWatch: TokenWatch | undefined
  /** The key that signs witness records. */
  witnessKey: SigningKey['publicKey']
  /** Sentences about settings that have no effect. */
  notices: readonly string[]
  /** Checks the sign-in once, and returns a sentence for the operator if people cannot sign in now. */
  findSignInProblem: () => Promise<string | undefined>
  /** Stops listening; requests in progress get ten seconds to end. */
  close: () => Promise<void>
}

/** Why a server did not start; the message is for the operator and holds no secret. */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal'
}

/** Starts the server; rejects with a `StartRefusal` when it must not or cannot start. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { config, notices, witness } = await readSettings(options)
  const now = options.now ?? createClock(config)
  const emulator =
    config.mode === 'demo' && !options.upstream ? startEmulator(config, now) : undefined
  const fetchUpstream = options.upstream ?? emulator?.fetch
  const upstream = fetchUpstream
    ? createFetchUpstream(fetchUpstream)
    : createNodeUpstream(options.apiOrigin)
  const server = prepareServer(options.server)
  const port = await listen(server, config)
  const version = readVersion()
  const isLive = config.mode === 'live'
  const quota =
    options.quota ?? (isLive ? createMemoryQuota(config.quotaPer5Min, now) : createUnlimitedQuota())
  const joined = { upstream, now, quota }
  const tokenWatch = isLive
    ? createTokenWatch({ config: { ...config, version }, ...joined })
    : undefined
  const { access, keys } = createAccess({
    config: { ...config, port },
    // The demo's clock may be fixed; sessions and signatures go by the real one.
    now: options.now ?? Date.now,
    digest: (text) => hash('sha256', text),
    launchKey: options.launchKey,
    fetchKeys: options.fetchKeys ?? fetch,
  })
  const metrics = createMetrics()
  const log = options.log ?? createLogWriter(process.stdout)
  const auditTools = { log, warn: console.error, now, metrics, signer: witness.key, schedule }
  const chosen = { settings: config.audit, beginsNow: true }
  const { audit, endLog } = assembleAudit({ ...auditTools, ...chosen })
  const proxy = assembleProxy(
    { ...config, port, version },
    { ...joined, tokenWatch, access, metrics, audit, log, witness },
    options,
  )
  const { servePage, writeIdleMs } = options
  const auditConnection = (route: string, status: number) =>
    audit({ id: createRequestId(), route }, { status, bytes: 0, ms: 0, end: 'complete' })
  const close = answerRequests(server, {
    answer: proxy.answer,
    servePage,
    writeIdleMs,
    trustedProxy: config.trustedProxy,
    onFront: createFrontNotice(config, options.notify),
    onUnreadable: (failure) => auditConnection('(unreadable)', formatOwnError(failure).status),
    onRefused: () => auditConnection('(connection)', 429),
  })
  const origin = toOrigin(config, port)
  return {
    origin,
    launch: keys && {
      link: `${origin}/#key=${keys.linkKey.reveal()}`,
      key: keys.launchKey.reveal(),
    },
    port,
    mode: config.mode,
    credentialKind: config.credential?.kind,
    emulator,
    tokenWatch,
    witnessKey: witness.key.publicKey,
    notices,
    findSignInProblem: async () => access.findStartProblem?.(),
    close: () => close().then(endLog),
  }
}

async function readSettings(options: StartOptions) {
  const refuse = (problems: readonly string[]) => {
    throw new StartRefusal(`Gumshoe does not start:\n- ${problems.join('\n- ')}`)
  }
  const parsed = parseConfig(options.env, readText)
  if ('problems' in parsed) return refuse(parsed.problems)
  const witness = await createNodeWitness(parsed.config, options)
  if ('problem' in witness) return refuse([witness.problem])
  return { ...parsed, witness }
}

/** Runs as a program: takes the secrets out of `env`, prints the address, and stops on SIGINT and SIGTERM. */
export async function main(
  env: Record<string, string | undefined>,
  options: Partial<StartOptions> = {},
): Promise<void> {
  let server: RunningServer
  try {
    server = await startServer({ ...options, env: takeSettings(env) })
  } catch (error) {
    if (!(error instanceof StartRefusal)) throw error
    console.error(error.message)
    process.exitCode = 78
    return
  }
  const { origin, launch, mode, credentialKind, notices, tokenWatch, witnessKey } = server
  const detail =
    mode === 'demo'
      ? 'demo mode: made-up data, no token needed'
      : `live: reads the Cloudflare API with ${credentialKind === 'key' ? 'an API key' : 'an API token'}`
  console.log(`Gumshoe is ready: ${origin} (${detail})`)
  // Messages for the operator go to standard error; standard output is the log.
  if (launch) {
    console.error(`Open it with this link, which works once:
  ${launch.link}`)
    console.error(`The launch key, for other browsers and as a bearer:
  ${launch.key}`)
    if (process.stdout.isTTY) console.error(logHint)
  }
  console.error(formatKeyNotice(witnessKey))
  for (const notice of notices) printNotice(notice)
  void server.findSignInProblem().then((problem) => problem && printNotice(problem))
  if (tokenWatch) void printTokenReport(tokenWatch, console.error, waitIdly)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)))
  }
}

const printNotice = (sentence: string) => console.error(`Note: ${sentence}`)

/** Tells the operator which setting is missing now that a reverse proxy is in front; `undefined` when none is. */
function createFrontNotice(
  { publicOrigin, trustedProxy }: Pick<Config, 'publicOrigin' | 'trustedProxy'>,
  notify = printNotice,
): ((mark: string) => void) | undefined {
  const missing = publicOrigin === undefined ? frontNotices.origin : frontNotices.address
  if (publicOrigin !== undefined && trustedProxy) return undefined
  return (mark) =>
    notify(`Requests come through a reverse proxy or a tunnel (seen by ${mark}), but ${missing}`)
}

const frontNotices = {
  origin:
    'PUBLIC_ORIGIN is not set. Set it to the origin in the address bar, and let the reverse proxy send that Host (docs/reverse-proxies.md). Until then, every host name that the reverse proxy serves is accepted.',
  address:
    'TRUSTED_PROXY is not set. Until then, all its clients share the limits of one (docs/reverse-proxies.md).',
} as const

/** The key is printed once, and in a terminal log lines soon push it out of sight. */
const logHint =
  'Every request adds a line of log below. To keep the key in sight, send the log to a file: put > audit.log behind the command.'

/** Waits without keeping the process alive. */
const waitIdly = (ms: number) => sleep(ms, undefined, { ref: false })

/** Runs a function later, unless the process ends before. */
const schedule = (run: () => void, ms: number) => void setTimeout(run, ms).unref()

function assembleProxy(
  config: Config & { version: string },
  joined: Pick<
    ProxyTools,
    'upstream' | 'now' | 'quota' | 'tokenWatch' | 'access' | 'metrics' | 'audit' | 'log' | 'witness'
  >,
  { deadlines, assets }: StartOptions,
): ProxyApp {
  return createProxy({
    config: { ...config, deadlines: { ...config.deadlines, ...deadlines } },
    ...joined,
    sleep: (ms, signal) => sleep(ms, undefined, { signal: toAbortSignal(signal) }),
    random: Math.random,
    askAuthority:
      config.timestampUrl === undefined ? undefined : createNodeAuthority(config.timestampUrl),
    assets: assets ?? loadAssets(new URL('../../dist/client/', import.meta.url)),
  })
}

function toOrigin({ host, publicOrigin }: Config, port: number): string {
  return publicOrigin ?? `http://${host === '::1' ? '[::1]' : 'localhost'}:${port}`
}

function createClock({ mode, demo: { nowMs } }: Config): () => number {
  return mode === 'demo' && nowMs !== undefined ? () => nowMs : Date.now
}

function startEmulator({ demo: { seed, entries } }: Config, now: () => number): Emulator {
  return createEmulator({ seed, entries, now })
}

async function listen(server: Server, { host, port }: Config): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new StartRefusal(toListenProblem(error.code, host, port)))
    })
    server.listen(port, host, resolve)
  })
  // With `port` 0 the system has chosen one.
  return (server.address() as AddressInfo).port
}

function toListenProblem(code: string | undefined, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken. Set PORT to another one, or to 0 for any free one.`
    case 'EACCES':
      return `Port ${port} needs more rights than this process has. Set PORT to 1024 or above.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST=${host} is no address of this computer. Set one that is, or 0.0.0.0 for all of them.`
    default:
      return `Cannot listen on ${host}:${port}: ${code}. Set HOST or PORT to others.`
  }
}
