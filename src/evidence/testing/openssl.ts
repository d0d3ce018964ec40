/** The real `openssl`, which reads and makes what Gumshoe makes and reads. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a run of `openssl` gave. */
type OpensslRun = {
  readonly isOk: boolean
  readonly stdout: string
  readonly stderr: string
  /** The bytes of a file of the folder after the run. */
  readonly read: (name: string) => Buffer
}

/**
 * Runs `openssl` in a folder with these files, which is removed afterwards. Throws when there is no `openssl`: without
 * it nothing shows that others can check what Gumshoe signs.
 */
export function runOpenssl<Result>(
  args: readonly string[],
  files: Readonly<Record<string, string | Uint8Array>>,
  toResult: (run: OpensslRun) => Result,
): Result {
  const folder = mkdtempSync(join(tmpdir(), 'gumshoe-openssl-'))
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
    const run = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8', timeout: 100_000 })
    if (run.error)
      throw new Error('These tests need the program openssl; install it (on Debian: openssl).', {
        cause: run.error,
      })
    const { status, stdout, stderr } = run
    return toResult({
      isOk: status === 0,
      stdout,
      stderr,
      read: (name) => readFileSync(join(folder, name)),
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
