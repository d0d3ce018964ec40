/** Checks that the files are those that the receipt and SHA256SUMS name, and that no file is missing or added. */
import { parseBase64 } from '../encoding/base64.ts'
import { formatHex } from '../encoding/hex.ts'
import type { HashFunction } from '../merkle/hash-leaf.ts'
import { bundleNames, isManifestName, type Receipt } from '../receipt.ts'
import { formatHead } from '../witness/format-record.ts'
import type { CheckList, Problem } from './check.ts'
import type { ReadBundle } from './read-bundle.ts'
import type { BundleFile } from './read-file.ts'
import { toCounted, toQuoted } from './words.ts'

/** Files that are written after the receipt, or are made of it. */
const laterNames: readonly string[] = [
  bundleNames.receipt,
  bundleNames.sums,
  bundleNames.timestamp,
  'README.txt',
  'verify.sh',
]

/** Files that a receipt has to name, because it depends on them. */
function listNeeded({ predicate: { data, pages } }: Receipt): readonly string[] {
  return [
    ...data.map(({ name }) => name),
    bundleNames.pages,
    ...pages.flatMap(({ body }) => body ?? []),
  ]
}

/** Checks all files of a bundle that was read. */
export function checkFiles(
  bundle: ReadBundle,
  files: ReadonlyMap<string, BundleFile>,
  hash: HashFunction,
  checks: CheckList,
): void {
  const subject = listSubject(bundle.receipt)
  checks.report(
    'files',
    [...listSubjectProblems(bundle, files)],
    `${toCounted(subject.size, 'file')} that the receipt names ${subject.size === 1 ? 'is' : 'are'} here, with the digests that it names.`,
  )
  const sums = readSums(bundle, files)
  checks.report(
    'files',
    [...sums.problems, ...listSumProblems(bundle, files, sums.digests)],
    `All ${toCounted(sums.digests.size, 'file')} of ${bundleNames.sums} have the digests in it.`,
  )
  for (const name of files.keys()) {
    if (subject.has(name) || laterNames.includes(name) || isWitnessFile(name)) continue
    checks.add(
      'files',
      'fails',
      `The receipt does not name ${toQuoted(name)}: it was added to the export.`,
    )
  }
  checkWitnessFiles(bundle, hash, checks)
}

/** The files that a receipt names, with their digests. */
function listSubject({ subject }: Receipt): ReadonlyMap<string, string> {
  return new Map(subject.map(({ name, digest }) => [name, digest.sha256]))
}

/** What does not fit in the files that a receipt names, whatever the files are. */
export function* listNamingProblems(receipt: Receipt): Generator<string> {
  const subject = listSubject(receipt)
  if (subject.size < receipt.subject.length) yield 'The receipt names a file more than once.'
  const data = new Set<string>()
  for (const { name } of receipt.predicate.data) {
    if (data.has(name)) yield `The receipt lists the data file ${toQuoted(name)} more than once.`
    data.add(name)
  }
  const needed = new Set(listNeeded(receipt))
  for (const name of subject.keys()) {
    if (!needed.has(name) && !isManifestName(name) && !isWitnessFile(name))
      yield `${toQuoted(name)} is no part of an export: the receipt names it, and says nothing of what is in it.`
  }
  for (const name of needed) {
    if (!subject.has(name)) yield `The receipt has no digest of ${toQuoted(name)}, which it needs.`
  }
  const manifests = [...subject.keys()].filter(isManifestName)
  if (manifests.length !== 1)
    yield `The receipt names ${manifests.length === 0 ? 'no manifest' : `${manifests.length} manifests`}; it must name exactly one.`
}

function* listSubjectProblems(
  bundle: ReadBundle,
  files: ReadonlyMap<string, BundleFile>,
): Generator<Problem> {
  yield* listNamingProblems(bundle.receipt)
  for (const [name, sha256] of listSubject(bundle.receipt)) {
    if (!files.has(name)) yield `${toQuoted(name)}, which the receipt names, is missing.`
    const digest = bundle.digests.get(name)
    if (digest !== undefined && digest !== sha256)
      yield {
        words: `Changed after the export: the file ${toQuoted(name)}${toLogWords(bundle, name)}.`,
        details: [
          ['SHA-256 of the file', digest],
          ['SHA-256 in receipt.json', sha256],
        ],
      }
  }
}

/** The logs whose entries a data file has, as the receipt calls them. */
function toLogWords({ receipt }: ReadBundle, name: string): string {
  const { sources, question } = receipt.predicate
  const titles = sources
    .filter(({ file }) => file === name)
    .flatMap(({ log }) => (typeof (log ?? question.log) === 'string' ? [log ?? question.log] : []))
  const [title, ...others] = new Set(titles.map(String))
  return title === undefined || others.length > 0 ? '' : ` (${toQuoted(title)})`
}

type Sums = { readonly digests: ReadonlyMap<string, string>; readonly problems: readonly string[] }

function readSums({ small }: ReadBundle, files: ReadonlyMap<string, BundleFile>): Sums {
  const digests = new Map<string, string>()
  const content = small.get(bundleNames.sums)
  if (!content) {
    const isThere = files.has(bundleNames.sums)
    return { digests, problems: isThere ? [] : [`${bundleNames.sums} is missing.`] }
  }
  const problems: string[] = []
  const lines = new TextDecoder().decode(content).split('\n')
  if (lines.pop() !== '') problems.push(`The last line of ${bundleNames.sums} was cut off.`)
  for (const [index, line] of lines.entries()) {
    const [, sha256 = '', name = ''] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? []
    if (name === '')
      problems.push(`Line ${index + 1} of ${bundleNames.sums} is no digest and name.`)
    else if (digests.has(name))
      problems.push(`${bundleNames.sums} has more than one digest of ${toQuoted(name)}.`)
    else digests.set(name, sha256)
  }
  return { digests, problems }
}

function* listSumProblems(
  bundle: ReadBundle,
  files: ReadonlyMap<string, BundleFile>,
  sums: ReadonlyMap<string, string>,
): Generator<Problem> {
  for (const [name, sha256] of sums) {
    if (!files.has(name)) yield `${toQuoted(name)}, which ${bundleNames.sums} lists, is missing.`
    const digest = bundle.digests.get(name)
    if (digest !== undefined && digest !== sha256)
      yield {
        words: `${bundleNames.sums} was written for another content of the file ${toQuoted(name)}.`,
        details: [
          ['SHA-256 of the file', digest],
          [`SHA-256 in ${bundleNames.sums}`, sha256],
        ],
      }
  }
  if (!files.has(bundleNames.sums)) return
  for (const name of files.keys()) {
    if (name !== bundleNames.sums && !sums.has(name))
      yield `${bundleNames.sums} does not list ${toQuoted(name)}.`
  }
}

const isWitnessFile = (name: string) =>
  /^witness\/(head-[1-9]\d*\.(json|sig|sigstore\.json)|key-[1-9]\d*\.pem)$/.test(name)

/** The files of the folder `witness` are copies of what the receipt has, for `openssl` and cosign. */
function checkWitnessFiles(bundle: ReadBundle, hash: HashFunction, checks: CheckList): void {
  const { heads, keys } = bundle.receipt.predicate.witness
  const expected = new Map<string, Uint8Array | undefined>()
  for (const [index, { head, signature }] of heads.entries()) {
    expected.set(`witness/head-${index + 1}.json`, formatHead(head))
    expected.set(`witness/head-${index + 1}.sig`, parseBase64(signature))
  }
  for (const [index, { pem }] of keys.entries())
    expected.set(`witness/key-${index + 1}.pem`, new TextEncoder().encode(pem))
  const problems: string[] = []
  for (const name of bundle.digests.keys()) {
    if (!isWitnessFile(name)) continue
    const bundled = /^witness\/head-(\d+)\.sigstore\.json$/.exec(name)?.[1]
    const content = expected.get(name)
    const isCopy = bundled
      ? isBundleOf(bundle.small.get(name), heads[Number(bundled) - 1]?.signature)
      : content !== undefined && formatHex(hash(content)) === bundle.digests.get(name)
    if (!isCopy) problems.push(`${name} is not what the receipt has in its place.`)
  }
  for (const name of expected.keys()) {
    if (!bundle.digests.has(name)) problems.push(`${name} is missing.`)
  }
  if (problems.length > 0 || expected.size > 0)
    checks.report('files', problems, 'The files in witness/ are those of the receipt.')
}

/** Whether a Sigstore bundle has this signature. */
function isBundleOf(content: Uint8Array | undefined, signature: string | undefined): boolean {
  if (!content || signature === undefined) return false
  try {
    const { messageSignature } = Object(JSON.parse(new TextDecoder().decode(content)))
    return Object(messageSignature).signature === signature
  } catch {
    return false
  }
}
