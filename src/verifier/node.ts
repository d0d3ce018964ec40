/** `npm run verify` and `gumshoe verify`: checks evidence on this computer, and asks no server. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { withTrustedKey } from '../evidence/check/answer.ts'
import { checkEvidence } from '../evidence/check/check-evidence.ts'
import { createTimestampCheck } from '../evidence/check/check-timestamp.ts'
import { type Authorities, readAuthorities } from '../evidence/check/with-authorities.ts'
import { createBlobSource, UnreadableError } from '../evidence/files/byte-source.ts'
import { type ParsedKeyText, parseKeyText } from '../evidence/signatures/parse-key-text.ts'
import type { Sha256 } from '../query/identity/sha-256.ts'
import { listSources } from './list-sources.ts'
import { exitCodes, formatHelp, parseArguments } from './parse-arguments.ts'
import { writeReport } from './write-report.ts'

/** What the program uses of the process; tests pass their own. */
export type VerifyProcess = {
  readonly args: readonly string[]
  /** How the program is started, for the help. */
  readonly command: string
  /** The folder from which relative paths start. */
  readonly folder: string
  readonly print: (text: string) => void
  readonly warn: (text: string) => void
}

/** Runs as a program, and sets the exit code. Arguments follow the name of the command. */
export async function main(): Promise<void> {
  process.exitCode = await verify({
    args: process.argv.slice(3),
    // The variable is set by npm.
    command: process.env.npm_lifecycle_event === 'verify' ? 'npm run verify --' : 'gumshoe verify',
    // npm runs programs in the folder of the package, and says where it was called.
    folder: process.env.INIT_CWD ?? process.cwd(),
    print: (text) => process.stdout.write(`${text}\n`),
    warn: (text) => process.stderr.write(`${text}\n`),
  })
}

/** Checks what the arguments name, and returns the exit code; `--help` says which there are. */
export async function verify({
  args,
  command,
  folder,
  print,
  warn,
}: VerifyProcess): Promise<number> {
  const { parsed, problem } = parseArguments(args)
  if (problem !== undefined) {
    warn(problem)
    return exitCodes.wrongArguments
  }
  if (parsed.wantsHelp) {
    print(formatHelp(command))
    return exitCodes.holds
  }
  const key = parsed.key === undefined ? undefined : await readKey(parsed.key, folder)
  if (key?.problem !== undefined) {
    warn(`--key: ${key.problem}`)
    return exitCodes.wrongArguments
  }
  const authorities = parsed.tsa === undefined ? noAuthorities : await readFrom(parsed.tsa, folder)
  if (authorities.problem !== undefined) {
    warn(`--tsa: ${authorities.problem}`)
    return exitCodes.wrongArguments
  }
  try {
    const sources = await listSources(parsed.paths.map((path) => resolve(folder, path)))
    const checked = await checkEvidence(sources, parsed.paths.join(', '), {
      createHash: createNodeHash,
      checkTimestamp: createTimestampCheck(authorities.pems),
    })
    const answer = withTrustedKey(checked, key?.fingerprint)
    print(parsed.wantsJson ? JSON.stringify(answer, null, 2) : writeReport(answer))
    return answer.result === 'fails' ? exitCodes.fails : exitCodes.holds
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error
    if (parsed.wantsJson)
      print(JSON.stringify({ result: 'unreadable', words: error.message }, null, 2))
    warn(error.message)
    return exitCodes.unreadable
  }
}

/** A value of `--key` is a fingerprint, a key, or the path of a file with one of them. */
async function readKey(text: string, folder: string): Promise<ParsedKeyText> {
  const parsed = parseKeyText(text)
  if (parsed.fingerprint !== undefined || text.includes('\n')) return parsed
  const content = await readFile(resolve(folder, text), 'utf8').catch(() => undefined)
  if (content !== undefined) return parseKeyText(content)
  return { problem: `${text} is no fingerprint of 64 digits, and there is no such file.` }
}

const noAuthorities: Authorities = { pems: [], names: [] }

/** The certificates in a file; its path is what a problem calls it. */
async function readFrom(path: string, folder: string): Promise<Authorities> {
  try {
    const bytes = await readFile(resolve(folder, path))
    return await readAuthorities([createBlobSource(path, new Blob([bytes]))])
  } catch {
    return { problem: `${path} cannot be read.` }
  }
}

/** The SHA-256 of Node is ten times as fast as that in JavaScript. */
function createNodeHash(): Sha256 {
  const hash = createHash('sha256')
  return {
    update: (bytes) => void hash.update(bytes),
    digest: () => hash.digest('hex'),
    digestBytes: () => new Uint8Array(hash.digest()),
  }
}
