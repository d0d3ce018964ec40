/** The list of files in `README.txt`. */
import type { ReadmeFacts } from './readme-facts.ts'
import { toCountWords, toLogName } from './readme-question.ts'
import { toParagraph } from './readme-text.ts'

const nameLength = 29

/** A line for each kind of file that the export has. */
export function listFileLines(facts: ReadmeFacts): readonly string[] {
  const { data, manifest, timestamp } = facts
  const { witness, pages } = facts.receipt.predicate
  const files: readonly (readonly [name: string, about: string])[] = [
    ...data.map((name) => [name, toDataWords(facts, name)] as const),
    [manifest, 'how the data was written, and what was asked'],
    ['receipt.json', 'the receipt: an in-toto Statement in the form of RFC 8785'],
    [
      'pages.ndjson',
      'for each page of the receipt, in one line, the entries that it had: line numbers of the data, counted from 0, or hashes',
    ],
    ...(pages.some(({ body }) => body !== undefined)
      ? [['pages/<n>.json', 'pages without entries, as they were received'] as const]
      : []),
    ...(witness.heads.length > 0 ? listWitnessLines() : []),
    ...(timestamp.isThere
      ? [['receipt.tsr', 'a timestamp of receipt.json by an authority (RFC 3161)'] as const]
      : []),
    ['verify.sh', 'checks digests and signatures with sha256sum and openssl'],
    ['SHA256SUMS', 'the digests of the files'],
  ]
  return files.map(([name, about]) => {
    const indent = ' '.repeat(nameLength + 1)
    return name.length > nameLength
      ? `${name}\n${toParagraph(`${indent}${about}`, indent)}`
      : toParagraph(`${name.padEnd(nameLength)} ${about}`, indent)
  })
}

function toDataWords({ format, receipt }: ReadmeFacts, name: string): string {
  const { entries, data, sources } = receipt.predicate
  if (entries.count === 0) return 'the entries: none, so the file is empty'
  const logs = sources.filter(({ file, exported }) => file === name && exported > 0)
  const [log] = logs
  const of = logs.length > 1 ? ` of ${logs.length} logs` : log ? ` of: ${toLogName(log)}` : ''
  const words = `${toCountWords(data.find((file) => file.name === name)?.entries ?? entries.count)}${of}`
  return format === 'csv'
    ? `a table of ${words}`
    : `${words}; one in a line, byte for byte as it was received`
}

function listWitnessLines(): readonly (readonly [string, string])[] {
  return [
    ['witness/head-<n>.json', 'what the proxy signed: the root over its records of the answers'],
    ['witness/head-<n>.sig', 'the signature of it (ECDSA P-256 with SHA-256, in DER)'],
    [
      'witness/head-<n>.sigstore.json',
      'the same signature as a Sigstore bundle; cosign was not run on it',
    ],
    ['witness/key-<n>.pem', 'the public key that checks the signature'],
  ]
}
