import { execFile } from 'node:child_process'
import { createHash, createPublicKey } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { Secret } from './config/secret.ts'
import { importSigningKey } from './witness/signing-key.ts'

const command = fileURLToPath(new URL('gumshoe.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'gumshoe-key-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs `gumshoe witness-key`. */
function run(...args: readonly string[]): Promise<{ code: unknown; out: string; problem: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [command, 'witness-key', ...args],
      { cwd: folder },
      (error, out, problem) => resolve({ code: error?.code ?? 0, out, problem }),
    )
  })
}

describe('gumshoe witness-key', () => {
  it('makes a key that the proxy takes, for its owner alone, and prints the public one', async () => {
    const { code, out, problem } = await run()
    expect([code, problem]).toEqual([0, ''])
    const path = join(folder, 'witness-key.pem')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const pem = readFileSync(path, 'utf8')
    const key = await importSigningKey(new Secret(pem))
    expect(out).toContain(
      `WITNESS_KEY_FILE=${path}\nFingerprint: sha256:${key?.publicKey.fingerprint}`,
    )
    expect(out).toContain(key?.publicKey.pem)
    expect(out).not.toContain(pem.split('\n')[1])
    const der = createPublicKey(pem).export({ type: 'spki', format: 'der' })
    expect(createHash('sha256').update(der).digest('hex')).toBe(key?.publicKey.fingerprint)
  })

  it('changes no file that exists', async () => {
    const path = join(folder, 'other.pem')
    writeFileSync(path, 'a key')
    const { code, out, problem } = await run('other.pem')
    expect([code, out, readFileSync(path, 'utf8')]).toEqual([1, '', 'a key'])
    expect(problem).toContain(`${path} exists and was not changed`)
  })

  it('says that a folder is missing', async () => {
    const { code, problem } = await run('missing/key.pem')
    expect([code, problem]).toEqual([1, expect.stringContaining('its folder does not exist')])
  })

  it.each([[['a.pem', 'b.pem']], [['--force']]])(
    'takes one name of a file, and not %j',
    async (args) => {
      const { code, problem } = await run(...args)
      expect([code, problem]).toEqual([64, expect.stringContaining('gumshoe witness-key takes')])
    },
  )
})
