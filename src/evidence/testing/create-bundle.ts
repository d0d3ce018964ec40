/** An export as a browser writes it, from pages that a proxy received and signed. */
import type { SignedHead, WitnessKey, WitnessRecord } from '../../contract/witness.ts'
import { toSha256 } from '../../query/identity/sha-256.ts'
import { createReceipt, formatReceipt, type ReceiptInput } from '../create-receipt.ts'
import { parseBase64 } from '../encoding/base64.ts'
import { formatHex } from '../encoding/hex.ts'
import { toMerkleRoot } from '../merkle/create-merkle-root.ts'
import { hashLeaf } from '../merkle/hash-leaf.ts'
import { bundleNames, type PageLeaves } from '../receipt.ts'
import { formatPublicKey, toFingerprint } from '../signatures/public-key.ts'
import type { BundleFile } from '../verify/read-file.ts'
import { formatHead } from '../witness/format-record.ts'
import { chainRecords, signBatch } from './create-records.ts'
import { formatManifest } from './format-manifest.ts'

/** A key pair as a proxy has it. */
export type TestKey = WitnessKey & { readonly privateKey: CryptoKey }

/** Makes a key. */
export async function createTestKey(isEphemeral = false): Promise<TestKey> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey))
  return {
    fingerprint: toFingerprint(spki),
    pem: formatPublicKey(spki),
    isEphemeral,
    privateKey: pair.privateKey,
  }
}

/** A page as it was received. */
type TestPage = {
  readonly source: string
  readonly request: string
  readonly body: string
  /** The texts of its entries, as they are in the body. */
  readonly entries: readonly string[]
  readonly leaves: PageLeaves
  /** The cursor of the next page; empty without one. */
  readonly next: string
}

/** All that an export is assembled from; an attacker may change any of it. */
export type BundleParts = {
  readonly input: ReceiptInput
  readonly data: Readonly<Record<string, string>>
  readonly leaves: readonly PageLeaves[]
  readonly bodies: Readonly<Record<string, string>>
  readonly others: Readonly<Record<string, string>>
}

const account = 'accounts/0123456789abcdef0123456789abcdef/logs/audit'
const user = 'user/audit_logs'
const accountFile = 'account.ndjson'
const timeRange = { since: '2026-11-29T00:00:00.000Z', before: '2026-11-30T00:00:00.000Z' }
const madeAt = '2026-11-30T11:00:10.000Z'

const toBody = (entries: readonly string[], cursor: string) =>
  `{"success":true,"errors":[],"result":[${entries.join(',')}],"result_info":{"cursor":"${cursor}"}}`

/** The newest entry comes first. */
const toTime = (number: number) =>
  number === 0 ? '2026-11-29T10:00:00Z' : `2026-11-29T09:59:${60 - number}Z`
const toEntry = (number: number) =>
  `{"id":"e${number}","action":{"time":"${toTime(number)}","type":"update"},"n":1.0}`

/** An entry that came in two lines, and its line in the data file. */
const brokenEntry = '{"id":"e4",\r\n "n":1}'
const joinedEntry = '{"id":"e4", "n":1}'

const accountRequest = `/${account}?since=${timeRange.since}&before=${timeRange.before}&direction=desc&actor_email=a@example.com&limit=1000`
const userRequest = `/${user}?since=${timeRange.since}&before=${timeRange.before}&direction=desc&per_page=1000&page=1`

const pages: readonly TestPage[] = [
  toPage(account, accountRequest, [0, 1, 2].map(toEntry), [[0, 3]], 'c1'),
  toPage(user, userRequest, [], [], ''),
  toPage(
    account,
    `${accountRequest}&cursor=c1`,
    [toEntry(3), brokenEntry, toEntry(5), toEntry(6)],
    [[3, 1], { line: 4, text: brokenEntry }, [5, 1], toLeaf(toEntry(6))],
    'c2',
  ),
  toPage(account, `${accountRequest}&cursor=c2`, [], [], ''),
]

function toPage(
  source: string,
  request: string,
  entries: readonly string[],
  leaves: PageLeaves,
  next: string,
): TestPage {
  return { source, request, entries, leaves, next, body: toBody(entries, next) }
}

/** The text that an export has in place of an entry that is not in it. */
function toLeaf(entry: string): string {
  return formatHex(hashLeaf(encode(entry)))
}

/** The records that the proxy makes: one answer was refused before the last page. */
function toRecords(): readonly WitnessRecord[] {
  const answers: Partial<WitnessRecord>[] = pages.map(
    ({ request, body, entries, next }, index) => ({
      requestId: `request-${index + 1}`,
      target: `/client/v4${request}`,
      sha256: formatHex(toSha256(encode(body))),
      bytes: encode(body).length,
      entries: {
        count: entries.length,
        root: formatHex(toMerkleRoot(entries.map((entry) => hashLeaf(encode(entry))))),
        next: next || null,
        ...readLast(entries),
      },
    }),
  )
  const target = answers.at(-1)?.target ?? ''
  const refused = { requestId: 'refused', target, status: 429, entries: null }
  return chainRecords(answers.toSpliced(-1, 0, refused))
}

/** The time of the last entry, as the proxy records it. */
function readLast(entries: readonly string[]): { last?: string } {
  const last = entries.at(-1)
  return last === undefined ? {} : { last: JSON.parse(last).action.time }
}

/** Makes an export; its records are signed in two batches by this key. */
export async function createBundleParts(key: TestKey): Promise<BundleParts> {
  const records = toRecords()
  const batches = [
    await signBatch(records.slice(0, 3), key),
    await signBatch(records.slice(3), key),
  ]
  const lines = [0, 1, 2, 3].map(toEntry).concat(joinedEntry, toEntry(5))
  const data = { [accountFile]: lines.map((line) => `${line}\n`).join('') }
  const receiptPages = pages.map(({ source, request, body, entries }, index) => ({
    source,
    request,
    at: '2026-11-30T11:00:00.000Z',
    count: entries.length,
    bytes: encode(body).length,
    requestId: `request-${index + 1}`,
    ...(entries.length === 0 && { body: `pages/${index + 1}.json` }),
  }))
  const { privateKey: _, ...publicKey } = key
  return {
    data,
    leaves: pages.map(({ leaves }) => leaves),
    bodies: { 'pages/2.json': pages[1]?.body ?? '', 'pages/4.json': pages[3]?.body ?? '' },
    others: { 'README.txt': 'Read.\n' },
    input: {
      version: '0.1.0',
      madeAt,
      claim: 'Complete: 7 entries.',
      complete: true,
      verdict: 'complete',
      mayStillChangeSince: null,
      lateEntries: null,
      question: { timeRange, filters: [] },
      sources: [
        {
          ...{ in: account, file: accountFile, exported: lines.length },
          filters: [{ parameter: 'actor_email', mode: 'include', values: ['a@example.com'] }],
          ledger: toLedger(accountRequest, [1, 3, 4], receiptPages),
        },
        {
          ...{ in: user, file: null, exported: 0, filters: [] },
          ledger: toLedger(userRequest, [2], receiptPages),
        },
      ],
      notAsked: [],
      counts: { loaded: 7, shown: 6, exported: 6, conflicting: 0 },
      data: [{ name: accountFile, format: 'ndjson', entries: lines.length }],
      entries: {
        count: lines.length,
        root: formatHex(toMerkleRoot(lines.map((line) => hashLeaf(encode(line))))),
      },
      pages: receiptPages,
      witness: {
        keys: [publicKey],
        heads: batches.map(({ head, signature }) => ({ head, signature })),
        records: batches.flatMap((batch) => batch.records),
      },
      files: [],
    },
  }
}

function toLedger(request: string, numbers: readonly number[], all: ReceiptInput['pages']) {
  const ledgerPages = numbers.flatMap((number) => all[number - 1] ?? [])
  return {
    ...({ verdict: 'complete', timeRange, gaps: [], asked: [request] } as const),
    windows: [
      {
        ...({ number: 1, query: 1, ...timeRange, reason: 'start', outcome: 'end' } as const),
        retries: [],
        pages: ledgerPages.map((page) => ({ ...page, doubts: [] })),
      },
    ],
  }
}

/** The files of an export, with a manifest and digests that fit, whatever the parts say. */
export function assembleBundle(parts: BundleParts): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  for (const [name, text] of Object.entries(parts.data)) files.set(name, encode(text))
  files.set('manifest.json', encode(formatManifest(parts.input, files)))
  for (const [name, text] of Object.entries({ ...parts.bodies, ...parts.others }))
    files.set(name, encode(text))
  const lines = parts.leaves.map((leaves) => `${JSON.stringify(leaves)}\n`)
  files.set(bundleNames.pages, encode(lines.join('')))
  const named = [...files].filter(([name]) => name !== 'README.txt')
  const receipt = createReceipt({
    ...parts.input,
    files: named.map(([name, bytes]) => ({ name, sha256: formatHex(toSha256(bytes)) })),
  })
  files.set(bundleNames.receipt, formatReceipt(receipt))
  for (const [name, bytes] of listWitnessFiles(parts.input.witness)) files.set(name, bytes)
  return writeSums(files)
}

/** Writes SHA256SUMS of the other files anew. */
export function writeSums(files: Map<string, Uint8Array>): Map<string, Uint8Array> {
  const sums = [...files]
    .filter(([name]) => name !== bundleNames.sums)
    .map(([name, bytes]) => `${formatHex(toSha256(bytes))}  ${name}\n`)
  return files.set(bundleNames.sums, encode(sums.join('')))
}

function* listWitnessFiles({
  heads,
  keys,
}: {
  heads: readonly SignedHead[]
  keys: readonly WitnessKey[]
}): Generator<[string, Uint8Array]> {
  for (const [index, { head, signature }] of heads.entries()) {
    yield [`witness/head-${index + 1}.json`, formatHead(head)]
    yield [`witness/head-${index + 1}.sig`, parseBase64(signature) ?? new Uint8Array()]
    const bundle = { messageSignature: { signature } }
    yield [`witness/head-${index + 1}.sigstore.json`, encode(JSON.stringify(bundle))]
  }
  for (const [index, { pem }] of keys.entries()) yield [`witness/key-${index + 1}.pem`, encode(pem)]
}

/** Files as a verification takes them, in chunks of a few bytes. */
export function toBundleFiles(files: ReadonlyMap<string, Uint8Array>): readonly BundleFile[] {
  return [...files].map(([name, bytes]) => ({
    name,
    size: bytes.length,
    open: () => streamBytes(bytes, 97),
  }))
}

function streamBytes(bytes: Uint8Array, chunkBytes: number): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close()
      else controller.enqueue(bytes.subarray(at, at + chunkBytes))
      at += chunkBytes
    },
  })
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
