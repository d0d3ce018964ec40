import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { ReceiptWitness } from '../receipt.ts'
import {
  type ExportFiles,
  formatSums,
  makeExport,
  makeKey,
  signHeads,
  unpack,
} from './testing/make-export.ts'
import { verifyScriptName } from './verify-script.ts'

const shells = ['dash', 'bash'].filter((shell) => spawnSync(shell, ['-c', ':']).status === 0)

const signer = makeKey()
const witness: ReceiptWitness = { keys: [signer.key], heads: signHeads(signer, 2), records: [] }
const files = makeExport(witness)

type Options = { folderName?: string; sums?: string; args?: readonly string[]; shell?: string }

/** Runs the script in a folder with these files. */
function check(unpacked: ExportFiles, { folderName, sums, args = [], shell = 'sh' }: Options = {}) {
  const { folder, remove } = unpack(unpacked, folderName, sums)
  try {
    const run = spawnSync(shell, [verifyScriptName, ...args], { cwd: folder, encoding: 'utf8' })
    return { status: run.status, text: run.stdout + run.stderr }
  } finally {
    remove()
  }
}

function flipByte(content: string | Uint8Array | undefined): Uint8Array {
  const bytes = Uint8Array.from(Buffer.from(content ?? ''))
  const at = Math.floor(bytes.length / 2)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return bytes
}

const without = (name: string) => {
  const { [name]: _, ...others } = files
  return others
}

it('finds that everything holds, in each shell and from any folder', () => {
  expect(shells.length).toBeGreaterThan(0)
  for (const shell of shells) {
    for (const folderName of ['export', 'two words', '-f', 'it\'s $HOME; `ls` "x" *', 'ends\n']) {
      const { root, folder, remove } = unpack(files, folderName)
      const starts = [
        { cwd: folder, script: verifyScriptName },
        { cwd: root, script: join(folderName, verifyScriptName) },
        { cwd: '/', script: join(folder, verifyScriptName) },
      ]
      for (const { cwd, script } of starts) {
        // A name that begins with a hyphen would be an option of the shell.
        const run = spawnSync(shell, ['--', script], { cwd, encoding: 'utf8' })
        expect([run.status, run.stdout, run.stderr]).toEqual([
          0,
          expect.stringContaining('These checks hold: digests and signatures.'),
          '',
        ])
        expect(run.stdout).toContain(`fingerprint: ${signer.key.fingerprint}`)
        expect(run.stdout).toContain('14 files have the digests of SHA256SUMS.')
        expect(run.stdout).toContain('witness/head-2.json is signed by witness/key-1.pem')
        expect(run.stdout).not.toContain('FAILED')
      }
      remove()
    }
  }
})

it('names every file of which a byte was changed, and every one that is missing', () => {
  const sums = formatSums(files)
  for (const name of Object.keys(files)) {
    // A changed script need not say anything.
    if (name === verifyScriptName) continue
    const changed = check({ ...files, [name]: flipByte(files[name]) }, { sums })
    expect([changed.status, changed.text]).toEqual([
      1,
      expect.stringContaining(`FAILED  ${name} was changed`),
    ])
    const missing = check(without(name), { sums })
    expect(missing.status).toBe(name === 'receipt.json' ? 2 : 1)
    expect(missing.text).toContain(`${name} is missing`)
  }
})

it('does not believe digests that were made again after a change', () => {
  for (const name of ['a b.ndjson', 'a b.ndjson.manifest.json', 'pages.ndjson', 'pages/2.json']) {
    const { status, text } = check({ ...files, [name]: flipByte(files[name]) })
    expect([status, text]).toEqual([
      1,
      expect.stringContaining(`FAILED  ${name} is not the file that receipt.json names.`),
    ])
    expect(check(without(name)).text).toContain(`${name} is not the file that receipt.json names.`)
  }
  for (const name of ['witness/head-1.json', 'witness/head-2.sig', 'witness/key-1.pem']) {
    const { status, text } = check({ ...files, [name]: flipByte(files[name]) })
    expect(status).toBe(1)
    // A changed head is told by its signature.
    expect(text).toContain(`FAILED  ${name.replace(/1\.json/, '1.sig')}`)
    expect(check(without(name)).status).toBe(1)
  }
})

it('finds a receipt, a head and a key of another export', () => {
  const other = makeExport({ ...witness, heads: signHeads(signer, 1, 'other') }, '{"id":"c"}\n')
  expect(check({ ...files, 'receipt.json': other['receipt.json'] ?? '' }).text).toMatch(
    /FAILED {2}a b\.ndjson is not the file[\s\S]*FAILED {2}The folder witness does not have all heads/,
  )
  const head = { ...files, 'witness/head-1.json': other['witness/head-1.json'] ?? '' }
  const signed = { ...head, 'witness/head-1.sig': other['witness/head-1.sig'] ?? '' }
  expect(check(head).text).toContain('FAILED  witness/head-1.')
  // The same head, but another signature of it than the receipt has.
  expect(check(signed).text).toContain('FAILED  witness/head-1.json is not in receipt.json.')
  const stranger = makeKey()
  const forged = makeExport({ ...witness, keys: [stranger.key], heads: signHeads(stranger, 2) })
  const key = { 'witness/key-1.pem': forged['witness/key-1.pem'] ?? '' }
  expect(check({ ...files, ...key }).text).toMatch(
    /witness\/key-1\.pem is not a key that receipt\.json names[\s\S]*witness\/head-1\.json is signed by a key that is not in the folder/,
  )
})

it('finds files that were added, and lists that do not list', () => {
  const sums = formatSums(files)
  for (const name of ['witness/head-3.json', 'pages/7.json', 'receipt.tsr']) {
    const { status, text } = check({ ...files, [name]: '{}' }, { sums })
    expect([status, text]).toEqual([1, expect.stringContaining(`FAILED  ${name} is not listed`)])
  }
  // The ZIP itself often lies beside its files.
  expect(check({ ...files, 'export.zip': 'PK' }, { sums }).status).toBe(0)
  const shorter = sums.replace(/.* {2}README\.txt\n/, '')
  expect(check(files, { sums: shorter }).text).toContain('FAILED  README.txt is not listed')
  for (const line of ['not a digest\n', `${'0'.repeat(64)}  /etc/passwd\n`, '\n']) {
    expect(check(files, { sums: sums + line }).text).toContain('FAILED  SHA256SUMS has a line')
  }
})

it('finds a file that was added together with its line in the list', () => {
  for (const name of ['more.ndjson', 'pages/9.json', 'a b.csv']) {
    const { status, text } = check({ ...files, [name]: '{"id":"c"}\n' })
    expect([status, text]).toEqual([
      1,
      expect.stringContaining(`FAILED  ${name} is listed in SHA256SUMS, and receipt.json does not`),
    ])
  }
})

it('says which files beside those of the export it does not know', () => {
  const sums = formatSums(files)
  const beside = { 'more.ndjson': '{}', '-n': '', 'data/entries.csv': 'id' }
  const { status, text } = check({ ...files, ...beside }, { sums })
  expect(status).toBe(0)
  for (const name of ['more.ndjson', '-n', 'data'])
    expect(text).toContain(`note    ${name} is no part of the export, and was not checked.`)
})

it('believes no key whose name has a line break', () => {
  const stranger = makeKey()
  const trusted = signer.key.fingerprint
  // The name of the second line would be a key with the fingerprint that is trusted.
  const heads = signHeads(
    { ...stranger, key: { ...stranger.key, fingerprint: trusted } },
    1,
    'forged',
  )
  const forged = makeExport({ keys: [stranger.key, signer.key], heads, records: [] })
  const pem = stranger.key.pem
  const names = { [`witness/key-0\n${trusted} evil.pem`]: pem, 'evil.pem': pem }
  const lists = { 'witness/key-0': '', [`${trusted.slice(1)} evil.pem`]: '' }
  const sums = formatSums({ ...forged, ...lists })
  const { status, text } = check({ ...forged, ...lists, ...names }, { sums, args: ['-f', trusted] })
  expect([status, text]).toEqual([1, expect.stringContaining('has a name that no export has')])
  expect(text).not.toContain('is signed by evil.pem')
})

it('does not take an empty fingerprint for none', () => {
  const { status, text } = check(files, { args: ['-f', ''] })
  expect([status, text]).toEqual([2, 'The fingerprint of -f is empty.\n'])
})

it('does not wait for input, whatever the names', () => {
  const sums = `${formatSums(files)}${'0'.repeat(64)}  -\n`
  expect(check(files, { sums }).text).toContain('FAILED  SHA256SUMS has a line')
})

it('compares the fingerprint that the reader got by another way', () => {
  const { fingerprint } = signer.key
  const spelled = fingerprint.toUpperCase().replaceAll(/..(?!$)/g, '$&:')
  const spaced = fingerprint.replaceAll(/....(?!$)/g, '$& ')
  const printed = [`sha256:${fingerprint}`, `SHA256: ${spelled}`, ` sha256:${spaced} \n`]
  for (const shell of shells) {
    for (const given of [fingerprint, spelled, spaced, ...printed]) {
      const { status, text } = check(files, { args: ['-f', given], shell })
      expect([status, text]).toEqual([
        0,
        expect.stringContaining('has the fingerprint that you gave'),
      ])
    }
  }
  const wrong = check(files, { args: ['-f', 'f'.repeat(64)] })
  expect([wrong.status, wrong.text]).toEqual([
    1,
    expect.stringContaining('FAILED  No key has the fingerprint of -f.'),
  ])
  expect(check(files).text).toContain('Compare the fingerprint with the one')
})

it('refuses what is no fingerprint before it checks anything, and says what one is', () => {
  const { fingerprint } = signer.key
  const short = fingerprint.slice(1)
  const letters = [`g${short}`, `*${short}`, `é${short.slice(1)}`, `${fingerprint}0`, short]
  for (const shell of shells) {
    for (const given of [' ', 'sha256:', 'ab', `md5:${fingerprint}`, ...letters]) {
      const { status, text } = check(files, { args: ['-f', given], shell })
      expect([status, text]).toEqual([
        2,
        expect.stringMatching(/^The fingerprint of -f is malformed\. It has 64 hexadecimal digits/),
      ])
    }
  }
})

it('does not say that all holds, because entries that are forged with their digests pass', () => {
  // The forger leaves the head and its signature as they are.
  const forged = makeExport(witness, '{"id":"a"}\n{"id":"forged"}\n')
  for (const [shell, args] of shells.flatMap((each) => [
    [each, []] as const,
    [each, ['-f', signer.key.fingerprint]] as const,
  ])) {
    const { status, text } = check(forged, { args, shell })
    expect(status).toBe(0)
    expect(text).not.toContain('All checks hold')
    expect(text.replaceAll('\n', ' ')).toContain(
      'These checks hold: digests and signatures. They do not tie the entries to the signatures: who changed entries, receipt.json and SHA256SUMS together passes here. Check the ZIP on the page /verify or with npm run verify before you rely on it.',
    )
  }
})

it('says that a key is ephemeral, and that nothing is signed', () => {
  const ephemeral = makeKey(true)
  const heads = signHeads(ephemeral, 1)
  expect(check(makeExport({ keys: [ephemeral.key], heads, records: [] })).text).toContain(
    'It was made when the proxy started.',
  )
  const unsigned = makeExport({ keys: [], heads: [], records: [], absentBecause: 'An old proxy.' })
  const { status, text } = check(unsigned)
  expect(status).toBe(0)
  expect(text).toContain('note    No proxy signed what it received')
  expect(text).not.toContain('Compare the fingerprint')
  expect(text).toContain('These checks hold: digests. Nothing is signed')
  expect(check(unsigned, { args: ['-f', 'a'.repeat(64)] }).status).toBe(1)
})

it('gives no control character of a name to the terminal', () => {
  const name = 'x\u001b[2J\u202e.ndjson'
  const { status, text } = check(files, {
    sums: `${formatSums(files)}${'0'.repeat(64)}  ${name}\n`,
  })
  expect(status).toBe(1)
  expect(text).toContain('x?[2J')
  expect(text).not.toContain('\u001b')
})

/** A timestamp authority of its own, by openssl. */
function makeAuthority(folder: string) {
  const openssl = (...args: string[]) => {
    const run = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
    if (run.status !== 0) throw new Error(run.stderr)
  }
  writeFileSync(
    join(folder, 'tsa.cnf'),
    `[req]
distinguished_name=name
x509_extensions=use
prompt=no
[name]
CN=Test authority
[use]
extendedKeyUsage=critical,timeStamping
[tsa]
default_tsa=own
[own]
serial=${join(folder, 'serial')}
signer_cert=${join(folder, 'ca.pem')}
signer_key=${join(folder, 'ca.key')}
default_policy=1.2.3.4
digests=sha256
signer_digest=sha256
`,
  )
  writeFileSync(join(folder, 'serial'), '01\n')
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-config', 'tsa.cnf')
  return {
    certificates: join(folder, 'ca.pem'),
    stamp(content: string | Uint8Array): Uint8Array {
      writeFileSync(join(folder, 'content'), content)
      openssl('ts', '-query', '-data', 'content', '-sha256', '-cert', '-out', 'request.tsq')
      openssl('ts', '-reply', '-queryfile', 'request.tsq', '-config', 'tsa.cnf', '-out', 'it.tsr')
      return Uint8Array.from(readFileSync(join(folder, 'it.tsr')))
    },
  }
}

it('checks a timestamp with the certificates that the reader trusts', () => {
  const place = unpack({})
  const { certificates, stamp } = makeAuthority(place.folder)
  const stamped = { ...files, 'receipt.tsr': stamp(files['receipt.json'] ?? '') }
  const args = ['-c', certificates]
  const good = check(stamped, { args })
  expect([good.status, good.text]).toEqual([
    0,
    expect.stringMatching(/ok {6}receipt\.tsr is a timestamp of receipt\.json: \w{3} .* GMT\./),
  ])
  const note = check(stamped)
  expect([note.status, note.text]).toEqual([0, expect.stringContaining('was not checked')])
  const other = { ...files, 'receipt.tsr': stamp('something else') }
  expect(check(other, { args }).text).toContain('FAILED  receipt.tsr is no timestamp')
  const stranger = unpack({}, 'two words')
  const untrusted = makeAuthority(stranger.folder).certificates
  expect(check(stamped, { args: ['-c', untrusted] }).status).toBe(1)
  expect(check(files, { args }).text).toContain('FAILED  There is no receipt.tsr')
  expect(check(files, { args: ['-c', 'no such file'] }).status).toBe(2)
  place.remove()
  stranger.remove()
})
