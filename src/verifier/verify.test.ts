import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatHex } from '../evidence/encoding/hex.ts'
import { createEntryProof } from '../evidence/entry-proof/create-entry-proof.ts'
import { formatEntryProof } from '../evidence/entry-proof/entry-proof.ts'
import { toBundleFiles, writeSums } from '../evidence/testing/create-bundle.ts'
import {
  createTestExport,
  flipByte,
  type TestExport,
  zipFiles,
} from '../evidence/testing/create-export-files.ts'
import { createTestAuthority } from '../evidence/testing/timestamp-authority.ts'
import { toSha256 } from '../query/identity/sha-256.ts'
import { verify } from './node.ts'

const folder = mkdtempSync(join(tmpdir(), 'gumshoe-verify-'))
let made: TestExport

function write(name: string, content: string | Uint8Array): void {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

beforeAll(async () => {
  made = await createTestExport()
  write('export.zip', made.zip)
  write('cut.zip', made.zip.subarray(0, made.zip.length / 2))
  write('changed.zip', zipFiles(flipByte(made.files, 'account.ndjson', 20)))
  for (const [name, bytes] of made.files) write(`folder/${name}`, bytes)
  write('receipt.json', made.files.get('receipt.json') ?? '')
  write('key.pem', made.key.pem)
  write('note.txt', 'A note.')
})

afterAll(() => rmSync(folder, { recursive: true }))

async function run(...args: string[]) {
  const printed: string[] = []
  const warned: string[] = []
  const code = await verify({
    args,
    command: 'gumshoe verify',
    folder,
    print: (text) => printed.push(text),
    warn: (text) => warned.push(text),
  })
  return { code, printed: printed.join('\n'), warned: warned.join('\n') }
}

describe('gumshoe verify', () => {
  it.each([['export.zip'], ['folder'], ['folder/']])(
    'says that %s holds by the key that was given, and what cannot be known',
    async (path) => {
      const { code, printed, warned } = await run(path, '--key', made.key.fingerprint)
      expect([code, warned]).toEqual([0, ''])
      expect(printed).toMatch(/^Everything that can be checked holds/)
      expect(printed).toContain('\nHolds\n  ✓ ')
      expect(printed).toContain('\nCannot be known\n  ? ')
      expect(printed).toContain(`\nSigned by\n  ${made.key.fingerprint}`)
      expect(printed).toMatch(/\nThe receipt says\n {2}Claim: Complete: 7 entries\./)
      expect(printed).not.toContain('Does not hold')
    },
  )

  it('takes the key from a file, and in any spelling', async () => {
    for (const key of ['key.pem', made.key.pem, `SHA256:${made.key.fingerprint.toUpperCase()}`]) {
      const { code, printed } = await run('export.zip', `--key=${key}`)
      expect([code, printed.split('\n')[0]]).toEqual([0, expect.stringMatching(/^Everything/)])
    }
  })

  it('ends with 1 when another key signed, and names both', async () => {
    const other = 'ab'.repeat(32)
    const { code, printed } = await run('export.zip', '--key', other)
    expect(code).toBe(1)
    expect(printed).toMatch(/^This does not hold: Another key than the one that you trust/)
    expect(printed).toContain(`Key that you trust: ${other}`)
    expect(printed).toContain(`Key that signed: ${made.key.fingerprint}`)
  })

  it('ends with 1 when a byte was changed, and names the file', async () => {
    const { code, printed } = await run('changed.zip', '--key', made.key.fingerprint)
    expect(code).toBe(1)
    expect(printed).toMatch(/^This does not hold: .*account\.ndjson/)
  })

  it('says of a receipt alone that its entries were not checked', async () => {
    const { code, printed } = await run('receipt.json', '--key', 'key.pem')
    expect(code).toBe(0)
    expect(printed).toMatch(/^What can be checked holds.*only the receipt was given/)
  })

  it('checks an entry that was saved with its proof', async () => {
    const { key, files } = made
    const position = { file: 'account.ndjson', line: 2 }
    const proof = await createEntryProof(toBundleFiles(new Map(files)), position)
    write('entry.json', formatEntryProof(proof))
    const { code, printed } = await run('entry.json', '--key', key.fingerprint)
    expect(code).toBe(0)
    expect(printed).toMatch(/^Everything that can be checked holds/)
    expect(printed).toContain('The proxy received the entry as number 2 of 3')
    expect(printed).toContain('Entry: {"id":"e1"')
    write('entry.json', formatEntryProof({ ...proof, entry: '{"id":"e9"}' }))
    expect(await run('entry.json')).toMatchObject({
      code: 1,
      printed: expect.stringMatching(
        /^This does not hold: This is not the entry that was exported/,
      ),
    })
  })

  it('checks a timestamp, and its authority when certificates are given', async () => {
    const authority = await createTestAuthority()
    try {
      const sha256 = formatHex(toSha256(made.files.get('receipt.json') ?? new Uint8Array()))
      const stamped = new Map(made.files).set('receipt.tsr', await authority.stamp(sha256))
      write('stamped.zip', zipFiles(writeSums(stamped)))
      const args = ['stamped.zip', '--key', made.key.fingerprint]
      const unknown = await run(...args)
      expect([unknown.code, unknown.printed]).toEqual([
        0,
        expect.stringMatching(
          /\? The receipt existed at 20.*Not checked: whether to trust this authority/,
        ),
      ])
      write('authority.pem', authority.rootPem)
      const trusted = await run(...args, '--tsa', 'authority.pem')
      expect(trusted.printed).toMatch(
        /✓ The receipt existed at 20[^?✗]* signed\. Not checked: whether a certificate of the authority was revoked \(that needs a network\)\.$/m,
      )
      await authority.openssl(
        ...['x509', '-in', 'root.pem', '-outform', 'DER', '-out', join(folder, 'authority.der')],
      )
      expect(await run(...args, '--tsa', 'authority.der')).toEqual(trusted)
      expect(await run(...args, '--tsa', 'nothing.pem')).toMatchObject({
        code: 64,
        warned: '--tsa: nothing.pem cannot be read.',
      })
      expect(await run(...args, '--tsa', 'key.pem')).toMatchObject({
        code: 64,
        warned: expect.stringMatching(/^--tsa: key\.pem is PEM, but contains no certificate\. Ask/),
      })
      const other = await authority.stamp('ab'.repeat(32))
      write('stamped.zip', zipFiles(writeSums(stamped.set('receipt.tsr', other))))
      expect(await run(...args)).toMatchObject({
        code: 1,
        printed: expect.stringContaining('The timestamp does not hold: it is about another file.'),
      })
    } finally {
      authority.dispose()
    }
  })

  it('prints JSON', async () => {
    const { code, printed } = await run('export.zip', '--json', '--key', 'key.pem')
    expect(code).toBe(0)
    expect(JSON.parse(printed)).toMatchObject({
      ...{ result: 'holds', kind: 'export', files: made.files.size },
      signers: [{ fingerprint: made.key.fingerprint, isEphemeral: false }],
    })
  })

  it.each([
    ['cut.zip', /cut\.zip is cut or damaged/],
    ['note.txt', /note\.txt is nothing that Gumshoe can check/],
    ['missing.zip', /There is no such file or folder/],
  ])('ends with 2 when %s cannot be read', async (path, message) => {
    expect(await run(path)).toEqual({
      code: 2,
      printed: '',
      warned: expect.stringMatching(message),
    })
    const { code, printed } = await run(path, '--json')
    expect([code, JSON.parse(printed)]).toEqual([
      2,
      { result: 'unreadable', words: expect.stringMatching(message) },
    ])
  })

  it.each([
    [[], /Name the file or folder to check/],
    [['export.zip', '--key', 'nothing.pem'], /no fingerprint of 64 digits, and there is no such/],
    [['export.zip', '--key', 'note.txt'], /neither a fingerprint of 64 digits nor a public key/],
  ])('ends with 64 when the arguments %j are wrong', async (args, message) => {
    const { code, warned } = await run(...args)
    expect([code, warned]).toEqual([64, expect.stringMatching(message)])
  })

  it('explains itself', async () => {
    expect(await run('--help')).toMatchObject({
      code: 0,
      printed: expect.stringContaining('gumshoe verify export.zip'),
    })
  })
})
