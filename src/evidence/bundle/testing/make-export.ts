/** A small export with a receipt, made with Node's own cryptography, and folders in which `verify.sh` checks it. */
import { createHash, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { formatCanonicalJson } from '../../canonical-json.ts'
import type { Receipt, ReceiptWitness } from '../../receipt.ts'
import { formatReadme, readmeName } from '../format-readme.ts'
import { listWitnessFiles } from '../list-witness-files.ts'
import { verifyScript, verifyScriptName } from '../verify-script.ts'

/** The files of an export by their names, without the list of digests. */
export type ExportFiles = Record<string, string | Uint8Array>

const sha256Of = (content: string | Uint8Array) =>
  createHash('sha256').update(content).digest('hex')

/** A key of a witness, and its public half as a receipt names it. */
export function makeKey(isEphemeral = false) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const fingerprint = sha256Of(publicKey.export({ type: 'spki', format: 'der' }))
  return { privateKey, key: { fingerprint, pem, isEphemeral } }
}

/** Heads that the key signed. What they say of records does not matter to the script. */
export function signHeads(
  { privateKey, key }: { privateKey: KeyObject; key: ReceiptWitness['keys'][number] },
  count: number,
  salt = '',
): ReceiptWitness['heads'] {
  return Array.from({ length: count }, (_, index) => {
    const head = {
      type: 'gumshoe-witness-head/1',
      ...{ first: index + 1, last: index + 1, previous: null },
      ...{ latest: sha256Of(`${index}`), root: sha256Of(`root ${index}${salt}`) },
      ...{ key: key.fingerprint, at: '2026-11-21T12:00:00.000Z' },
    } as const
    const signature = createSign('sha256').update(formatCanonicalJson(head)).sign(privateKey)
    return { head, signature: signature.toString('base64') }
  })
}

/** A receipt about these files. */
export function makeReceipt(files: ExportFiles, witness: ReceiptWitness): Receipt {
  const subject = Object.entries(files).map(([name, content]) => {
    return { name, digest: { sha256: sha256Of(content) } }
  })
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject,
    predicateType: 'urn:gumshoe:receipt:1',
    predicate: {
      madeAt: '2026-11-21T12:00:00.000Z',
      madeBy: { name: 'Gumshoe', version: '1.2.3' },
      claim: 'Complete: 2 entries. Every window was read until the API showed its end.',
      ...{ complete: true, verdict: 'complete', mayStillChangeSince: null, lateEntries: null },
      question: {
        log: 'Account audit log v2',
        link: 'http://x/?a="type":"gumshoe-witness-head/1"',
      },
      ...{ sources: [], notAsked: [], pages: [] },
      counts: { loaded: 2, shown: 2, exported: 2, conflicting: 0 },
      data: [{ name: 'a b.ndjson', format: 'ndjson', entries: 2 }],
      entries: { count: 2, root: sha256Of('root') },
      witness,
    },
  }
}

/** The files of an export with these witnesses; `change` is made to the receipt's files before it names them. */
export function makeExport(
  witness: ReceiptWitness,
  data = '{"id":"a"}\n{"id":"b"}\n',
): ExportFiles {
  const named = {
    'a b.ndjson': data,
    'a b.ndjson.manifest.json': '{}\n',
    'pages.ndjson': '[[0,2]]\n[]\n',
    'pages/2.json': '{"result":[]}',
  }
  const receipt = makeReceipt(named, witness)
  return {
    ...named,
    'receipt.json': formatCanonicalJson(receipt),
    ...Object.fromEntries(listWitnessFiles(witness).map(({ name, bytes }) => [name, bytes])),
    [verifyScriptName]: verifyScript,
    [readmeName]: formatReadme({
      ...{ receipt, data: ['a b.ndjson'], format: 'ndjson' },
      ...{ manifest: 'a b.ndjson.manifest.json', timestamp: { isThere: false } },
    }),
  }
}

/** The lines of `SHA256SUMS`. */
export function formatSums(files: ExportFiles): string {
  return Object.entries(files)
    .map(([name, content]) => `${sha256Of(content)}  ${name}\n`)
    .join('')
}

/** Writes the files and their digests into a folder of this name below a new one; the caller removes the latter. */
export function unpack(files: ExportFiles, name = 'export', sums = formatSums(files)) {
  const root = mkdtempSync(join(tmpdir(), 'gumshoe-export-'))
  const folder = join(root, name)
  for (const [path, content] of Object.entries({ ...files, SHA256SUMS: sums })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return { root, folder, remove: () => rmSync(root, { recursive: true }) }
}
