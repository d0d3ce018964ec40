import { createHash, createPublicKey, verify } from 'node:crypto'
import { expect, it } from 'vitest'
import type { ReceiptWitness } from '../receipt.ts'
import { formatReadme } from './format-readme.ts'
import { listWitnessFiles } from './list-witness-files.ts'
import type { ReadmeFacts } from './readme-facts.ts'
import { formatSigstoreBundle } from './sigstore-bundle.ts'
import { makeKey, makeReceipt, signHeads } from './testing/make-export.ts'

const signer = makeKey()
const witness: ReceiptWitness = { keys: [signer.key], heads: signHeads(signer, 2), records: [] }

it('writes what was signed, the signature and the key as openssl reads them', () => {
  const files = listWitnessFiles(witness)
  expect(files.map(({ name }) => name)).toEqual([
    ...['witness/head-1.json', 'witness/head-1.sig', 'witness/head-1.sigstore.json'],
    ...['witness/head-2.json', 'witness/head-2.sig', 'witness/head-2.sigstore.json'],
    'witness/key-1.pem',
  ])
  const read = (name: string) => Buffer.from(files.find((each) => each.name === name)?.bytes ?? [])
  const key = createPublicKey(read('witness/key-1.pem'))
  for (const [index, { head }] of witness.heads.entries()) {
    const base = `witness/head-${index + 1}`
    const signed = read(`${base}.json`)
    expect(JSON.parse(signed.toString())).toEqual(head)
    expect(verify('sha256', signed, key, read(`${base}.sig`))).toBe(true)
    expect(JSON.parse(read(`${base}.sigstore.json`).toString())).toEqual({
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: {
        publicKey: { hint: Buffer.from(signer.key.fingerprint, 'hex').toString('base64') },
      },
      messageSignature: {
        messageDigest: {
          algorithm: 'SHA2_256',
          digest: createHash('sha256').update(signed).digest('base64'),
        },
        signature: read(`${base}.sig`).toString('base64'),
      },
    })
  }
})

it('refuses digests and signatures that are none', () => {
  const sha256 = '0'.repeat(64)
  expect(() => formatSigstoreBundle({ signature: '', sha256: 'abc', key: sha256 })).toThrow(
    'abc is not a SHA-256 digest.',
  )
  const [first] = witness.heads
  const heads = first ? [{ ...first, signature: 'no base64!' }] : []
  expect(() => listWitnessFiles({ ...witness, heads })).toThrow('The signature of head 1')
})

const name = `gumshoe-account-audit-logs-v2_${'0'.repeat(32)}.ndjson`

function toReadme(
  change: Partial<Omit<ReadmeFacts, 'receipt'>> = {},
  of: ReceiptWitness = witness,
  predicate: Partial<ReadmeFacts['receipt']['predicate']> = {},
): string {
  const receipt = makeReceipt({ [name]: 'x' }, of)
  return formatReadme({
    receipt: { ...receipt, predicate: { ...receipt.predicate, ...predicate } },
    ...{ data: [name], format: 'ndjson', manifest: `${name}.manifest.json` },
    ...{ timestamp: { isThere: false }, ...change },
  })
}

/** The text without the line breaks of its paragraphs. */
const toWords = (text: string) => text.replaceAll(/\s+/g, ' ')

it('says in the README what is there, what it proves and how to check it', () => {
  const text = toReadme()
  const words = toWords(text)
  expect(text).toMatch(/^GUMSHOE EXPORT\n=+\n\nGumshoe is a program/)
  expect(text).toContain(`key:       ${signer.key.fingerprint}`)
  expect(words).toContain('Cloudflare does not sign its answers.')
  expect(words).toContain('it proves no more than the word of the analyst')
  expect(words).toContain('the key has never left it, it proves what that proxy received')
  expect(words).toContain(
    'who changed entries, receipt.json and SHA256SUMS together passes them. So do not rely on them alone.',
  )
  expect(words).toContain('gumshoe verify <the ZIP> npm run verify -- <the ZIP>')
  expect(words).not.toContain('checks all of this')
  expect(words).toContain('the page /verify')
  expect(words).toContain('the same signature as a Sigstore bundle; cosign was not run on it')
  expect(text).not.toContain('cosign verify-blob')
  expect(words).toContain('all times are those of the clock of the proxy')
  for (const file of [name, `${name}.manifest.json`, 'receipt.json', 'pages.ndjson', 'verify.sh'])
    expect(text).toMatch(new RegExp(`^${file}\\s`, 'm'))
  expect(text).not.toContain('receipt.tsr')
  expect(text).not.toContain('pages/<n>.json')
  expect(words).not.toContain('ephemeral')
  expect(words).not.toContain('CSV')
  for (const line of text.split('\n'))
    if (!line.includes(name)) expect(line.length, line).toBeLessThanOrEqual(80)
})

it('says what is different about an ephemeral key, a table, a timestamp and no entries', () => {
  const ephemeral = makeKey(true)
  const own = { ...witness, keys: [ephemeral.key], heads: signHeads(ephemeral, 1) }
  expect(toWords(toReadme({}, own))).toContain('The key of this export is ephemeral')
  const table = toWords(toReadme({ format: 'csv' }))
  expect(table).toContain('its rows cannot be compared with the pages that the proxy received')
  expect(table).toContain('For a proof of single entries, export NDJSON.')
  const stamped = toWords(toReadme({ timestamp: { isThere: true } }))
  expect(stamped).toContain('receipt.tsr a timestamp of receipt.json')
  expect(stamped).toContain('openssl ts -verify -data receipt.json -in receipt.tsr')
  expect(stamped).toContain('Then add -attime and the time of the timestamp')
  const failed = toReadme({ timestamp: { isThere: false, problem: 'It\nanswered 500.\u202e' } })
  expect(toWords(failed)).toContain('although one was asked (It?answered 500.?)')
  const entries = { count: 0, root: '' }
  const nothing = toWords(toReadme({}, witness, { entries, pages: [page] }))
  expect(nothing).toContain('A search with it found nothing. This folder is the receipt of that')
  expect(nothing).toContain('pages/<n>.json pages without entries, as they were received')
})

const page = {
  ...{ source: '', request: '/x', at: '2026-11-21T12:00:00.000Z', count: 0, bytes: 2 },
  ...{ requestId: 'r', body: 'pages/1.json' },
}

it('says that nothing is signed, and then offers no check of a signature', () => {
  const absentBecause = 'The proxy is older than the page.'
  const text = toReadme({}, { keys: [], heads: [], records: [], absentBecause })
  const words = toWords(text)
  expect(words).toContain(`No proxy signed what it received (${absentBecause}).`)
  expect(words).toContain('no more than the word of the person who gave it to you')
  expect(text).not.toMatch(/cosign|dgst|witness\/|-f </)
})

it('shows text of the API as text in one line', () => {
  const text = toReadme({}, witness, { claim: 'Partial.\r\nFAKE SECTION\u202e\u0007' })
  expect(text).toContain('claim:     Partial.??FAKE SECTION??')
})

const account = { kind: 'account', id: 'a'.repeat(32) }
const access = { log: 'Access sign-in log', scope: account, in: 'accounts/a/access', exported: 2 }
const range = { since: '2026-11-14T12:00:00Z', before: '2026-11-21T12:00:00Z' }
const ledger = { verdict: 'complete', timeRange: range, windows: [], gaps: [] } as const

/** A timeline of two logs and one that was not asked; one of them has entries in the data file. */
const timeline: Partial<ReadmeFacts['receipt']['predicate']> = {
  question: {
    log: 'All logs',
    timeRange: range,
    askedAs: 'range=7d',
    filters: [
      { parameter: 'address', mode: 'include', values: ['203.0.113.66', '203.0.113.71'] },
      { parameter: 'actor', mode: 'exclude', values: ['a@example.com', 'b@example.com'] },
    ],
    localFilters: [
      { kind: 'text', mode: 'include', text: 'token\r\nFAKE SECTION' },
      { kind: 'field', pointer: '/action/type', mode: 'exclude', text: 'view', isExact: true },
      { kind: 'field', pointer: '', mode: 'include', text: 'x', isExact: false },
      { kind: 'hours', mode: 'exclude', hours: 'mon-fri 07:00-19:00' },
      { kind: 'rule', mode: 'include', rule: 'effect.loosens' },
    ],
  },
  sources: [
    { ...access, file: name, scopeName: 'Acme\u202e Corp', ledger },
    { log: 'User audit log', scope: { kind: 'user' }, in: 'user', exported: 0, file: null, ledger },
  ],
  notAsked: [{ log: 'Access SCIM log', scope: account, because: 'It does not record address.' }],
  counts: { loaded: 1120, shown: 2, exported: 2, conflicting: 0 },
  data: [{ name, format: 'ndjson', entries: 2 }],
}

it('says what was asked, of which logs and accounts, and which logs were not asked', () => {
  const text = toReadme({}, witness, timeline)
  const words = toWords(text)
  const asked = words.slice(words.indexOf('WHAT WAS ASKED'), words.indexOf('WHAT IS IN THIS'))
  expect(asked).toContain(
    `log: All logs range: from ${range.since}, and before ${range.before} (asked as range=7d)`,
  )
  expect(text).toContain(
    [
      'filters:   address is 203.0.113.66 or 203.0.113.71',
      '           actor is not a@example.com and not b@example.com',
      '           the text of the entry contains “token??FAKE SECTION”',
      '           /action/type is not “view”',
      '           the entry contains “x”',
      '           the time of the entry is not in mon-fri 07:00-19:00',
      '           the rule effect.loosens matches',
    ].join('\n'),
  )
  const acme = `of the account “Acme? Corp” (${account.id})`
  expect(asked).toContain(
    `Logs that were asked: - Access sign-in log ${acme}: read completely, 2 entries in this folder. - User audit log of the user of the token: read completely, 0 entries in this folder.`,
  )
  expect(asked).toContain(
    `Logs that were not asked, and why: - Access SCIM log ${acme}: It does not record address.`,
  )
  expect(words).toContain(`${name} 2 entries of: Access sign-in log ${acme}; one in a line`)
  expect(words).toContain('This folder has entries of these logs')
  expect(toWords(toReadme())).toContain('filters: none: all entries of the range')
})

it('counts the entries first, and says why others that were received are not there', () => {
  const entries = { count: 2, root: '' }
  const countsOf = (counts: object) =>
    toReadme({}, witness, {
      ...timeline,
      entries,
      counts: { ...timeline.counts, ...counts } as never,
    })
  expect(toWords(countsOf({}))).toContain(
    'entries: 2 entries; 1,120 were received, 1,118 are left out by the filters claim:',
  )
  expect(toWords(countsOf({ loaded: 3, shown: 3 }))).toContain(
    'entries: 2 entries, selected by the analyst; 3 were received claim:',
  )
  expect(toWords(countsOf({ loaded: 2 }))).toContain('entries: 2 entries claim:')
})

it('says first that the entries of demo mode are invented', () => {
  const invented = 'The entries are invented.'
  const record = { upstream: 'emulator' } as ReceiptWitness['records'][number]['record']
  const text = toReadme({}, { ...witness, records: [{ record, proof: [] }] })
  expect(text).toMatch(/^GUMSHOE EXPORT\n=+\n\nThe entries are invented\./)
  expect(toReadme()).not.toContain(invented)
})
