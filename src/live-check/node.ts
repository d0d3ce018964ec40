/**
 * `npm run check:live`: starts the proxy in this process with the user's settings, and asks it. The check has the address
 * of the proxy and the launch key of this run; the credential stays with the proxy.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { idScopeKinds, idScopes } from '../catalog/scopes.ts'
import { headerNames, ownHeaderValue } from '../contract/headers.ts'
import type { Environment } from '../proxy/config/config.ts'
import { cloudflareAccessNames, jwtNames, optionalJwtNames } from '../proxy/config/jwt-settings.ts'
import { witnessKeyNames } from '../proxy/config/parse-witness-key.ts'
import { takeSettings } from '../proxy/config/take-settings.ts'
import { type RunningServer, type StartOptions, StartRefusal, startServer } from '../proxy/node.ts'
import type { FetchProxy } from './create-asker.ts'
import { type CheckArguments, formatHelp, parseArguments } from './parse-arguments.ts'
import { type CheckResult, runLiveCheck } from './run-live-check.ts'
import { writeReport } from './write-report.ts'

/** Settings about who reaches the server and how. This one is reached by the check only. */
const unusedSettings: readonly string[] = [
  ...['HOST', 'PORT', 'PUBLIC_ORIGIN', 'TRUSTED_PROXY', 'TRUSTED_PROXY_HEADER'],
  ...cloudflareAccessNames,
  ...jwtNames,
  ...optionalJwtNames,
  ...['ACCESS_POLICY_FILE', 'METRICS', 'METRICS_TOKEN'],
  ...witnessKeyNames,
]

/** What `main` uses of the process; tests pass their own. */
export type CheckProcess = {
  args: readonly string[]
  /** How the check is started, for the help. */
  command: string
  folder: string
  print: (text: string) => void
  warn: (text: string) => void
  /** Options of the proxy, such as an upstream for tests. */
  proxy?: Partial<Pick<StartOptions, 'upstream' | 'now'>>
}

const ownProcess = (): CheckProcess => ({
  args: process.argv.slice(3),
  // The variable is set by npm.
  command:
    process.env.npm_lifecycle_event === 'check:live' ? 'npm run check:live --' : 'gumshoe check',
  folder: process.cwd(),
  print: (text) => process.stdout.write(`${text}\n`),
  warn: (text) => process.stderr.write(`${text}\n`),
})

/** Runs as a program, and sets the exit code. Arguments follow the name of the command. Secrets are taken out of `env`. */
export async function main(
  env: Record<string, string | undefined>,
  given: Partial<CheckProcess> = {},
): Promise<void> {
  process.exitCode = await checkLive(takeSettings(env), { ...ownProcess(), ...given })
}

/** Runs the check, and returns the exit code; `--help` says which there are. */
export async function checkLive(env: Environment, host: CheckProcess): Promise<number> {
  const { parsed, problem } = parseArguments(host.args)
  if (problem !== undefined) {
    host.warn(problem)
    return 64
  }
  if (parsed.wantsHelp) {
    host.print(formatHelp(host.command))
    return 0
  }
  const server = await start(env, host)
  if (!server) return 78
  try {
    return await checkServer(server, parsed, env, host)
  } finally {
    await server.close()
  }
}

async function start(
  env: Environment,
  { warn, proxy }: CheckProcess,
): Promise<RunningServer | undefined> {
  const settings = Object.entries(env).filter(([name]) => !unusedSettings.includes(name))
  try {
    return await startServer({
      ...proxy,
      env: { ...Object.fromEntries(settings), HOST: '127.0.0.1', PORT: '0' },
      assets: { find: () => undefined },
      log: () => undefined,
      notify: () => undefined,
    })
  } catch (error) {
    if (!(error instanceof StartRefusal)) throw error
    warn(error.message)
    return undefined
  }
}

async function checkServer(
  server: RunningServer,
  { wantsDemo, ids, given, maxRequests }: CheckArguments,
  env: Environment,
  { print, warn, folder, proxy }: CheckProcess,
): Promise<number> {
  if (server.mode === 'demo' && !wantsDemo) {
    warn(
      'There is no credential. Set CLOUDFLARE_API_TOKEN_FILE to a file with an API token, or add --demo to ask the emulator.',
    )
    return 78
  }
  if (server.mode === 'live' && wantsDemo) {
    warn('--demo asks the emulator, but a credential is set. Remove one of them.')
    return 78
  }
  const now = proxy?.now ?? Date.now
  await server.tokenWatch?.check()
  const isLimited = idScopeKinds.some((kind) => env[idScopes[kind].allowList] !== undefined)
  const onProgress = (words: string) => warn(`  ${words}`)
  const fetchProxy = createFetchProxy(server)
  const tools = { fetchProxy, now, maxRequests, ids, given, isLimited, onProgress }
  const result = await runLiveCheck(tools)
  const day = new Date(now()).toISOString().slice(0, 10)
  const report = writeReport(result, day)
  print(report)
  warn(`The report is in ${await saveReport(folder, day, report)}.`)
  return isComplete(result) ? 0 : 1
}

function isComplete({ logs, stopped }: CheckResult): boolean {
  return stopped === undefined && logs.some(({ unread }) => unread === undefined)
}

/** Answers come within the proxy's own deadlines. */
const timeoutMs = 120_000

function createFetchProxy({ port, launch }: RunningServer): FetchProxy {
  return (pathAndQuery) =>
    fetch(`http://127.0.0.1:${port}${pathAndQuery}`, {
      headers: {
        [headerNames.own]: ownHeaderValue,
        ...(launch && { authorization: `Bearer ${launch.key}` }),
      },
      signal: AbortSignal.timeout(timeoutMs),
    })
}

/** Writes a new file; a report of the same day is kept. Returns the name. */
async function saveReport(folder: string, day: string, report: string): Promise<string> {
  for (let number = 1; ; number++) {
    const name = `gumshoe-live-check-${day}${number === 1 ? '' : `-${number}`}.md`
    try {
      await writeFile(join(folder, name), report, { flag: 'wx' })
      return name
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || number === 100) throw error
    }
  }
}
