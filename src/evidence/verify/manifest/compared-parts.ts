/** Which parts of a manifest say what a receipt says, and what they have to be. */
import { readPath } from '../../../catalog/fields.ts'
import type { Receipt, ReceiptData, ReceiptSource } from '../../receipt.ts'
import type { BundleFile } from '../read-file.ts'

/** A part of a manifest, and what the receipt has for it; each with its JSON Pointer. */
export type ComparedPart = {
  readonly pointer: string
  readonly stated: unknown
  readonly receipt: { readonly pointer: string; readonly value: unknown }
}

/** The forms of a manifest: of one log, and of a timeline, which has lists of files and of logs. */
const versions = { log: 1, timeline: 2 } as const

const mediaTypes: Readonly<Record<ReceiptData['format'], string>> = {
  ndjson: 'application/x-ndjson',
  csv: 'text/csv;charset=utf-8',
}

/** Whether a manifest has the form of a timeline. */
export function isTimelineManifest(manifest: object): boolean {
  return readPath(manifest, 'version') === versions.timeline
}

/** Lists all parts but the windows. */
export function* listComparedParts(
  manifest: object,
  { predicate, subject }: Receipt,
  files: ReadonlyMap<string, BundleFile>,
): Generator<ComparedPart> {
  const compare = (path: string, own: string, value: unknown): ComparedPart => ({
    pointer: `/${path.replaceAll('.', '/')}`,
    stated: readPath(manifest, path),
    receipt: { pointer: own, value },
  })
  const fact = (name: Extract<keyof typeof predicate, string>) =>
    compare(name, `/predicate/${name}`, predicate[name])
  const { madeBy, counts, data, sources, verdict, complete } = predicate
  yield compare('format', '/predicateType', 'gumshoe-export-manifest')
  const version = madeBy.version === 'unknown' ? 'of an unknown version' : madeBy.version
  yield compare('writtenBy', '/predicate/madeBy', `Gumshoe ${version}`)
  for (const name of ['complete', 'claim', 'verdict', 'mayStillChangeSince'] as const)
    yield fact(name)
  yield fact('lateEntries')
  yield fact('question')
  yield fact('otherReads')
  yield compare('entries.exported', '/predicate/counts/exported', counts.exported)
  yield compare('entries.loaded', '/predicate/counts/loaded', counts.loaded)
  yield compare('entries.passedLocalFilters', '/predicate/counts/shown', counts.shown)
  yield compare('entries.idsWithTwoContents', '/predicate/counts/conflicting', counts.conflicting)
  if (verdict === 'complete')
    yield compare('entries.which', '/predicate/complete', complete ? 'shown' : 'selected')
  const digests = new Map(subject.map(({ name, digest }) => [name, digest.sha256]))
  const toFile = ({ name, format, entries }: ReceiptData) => ({
    ...{ name, mediaType: mediaTypes[format], entries },
    ...{ bytes: files.get(name)?.size, sha256: digests.get(name) },
  })
  const [file] = data
  const [source] = sources
  if (isTimelineManifest(manifest)) {
    const stated = toList(readPath(manifest, 'files')).map(pickFile)
    yield toPart('/files', stated, '/predicate/data', data.map(toFile))
    yield fact('notAsked')
    const own = toList(readPath(manifest, 'sources')).map(withoutWindows)
    yield toPart('/sources', own, '/predicate/sources', sources.map(withoutWindows))
  } else {
    // A receipt of a timeline has no manifest of this form.
    yield compare(
      'version',
      '/predicate/sources',
      sources.length === 1 ? versions.log : versions.timeline,
    )
    // It has no list of logs that were not asked, and the receipt an empty one.
    const { notAsked = [] } = Object(manifest) as Readonly<Record<string, unknown>>
    yield toPart('/notAsked', notAsked, '/predicate/notAsked', predicate.notAsked)
    const stated = pickFile(readPath(manifest, 'file'))
    yield toPart('/file', stated, '/predicate/data/0', file && toFile(file))
    yield compare('cannotShow', '/predicate/sources/0/cannotShow', source?.cannotShow)
    const { ledger } = withoutWindows({ ledger: readPath(manifest, 'ledger') })
    const read = source ? withoutWindows(source).ledger : undefined
    yield toPart('/ledger', ledger, '/predicate/sources/0/ledger', read)
  }
}

/** Makes a part. */
export function toPart(
  pointer: string,
  stated: unknown,
  own: string,
  value: unknown,
): ComparedPart {
  return { pointer, stated, receipt: { pointer: own, value } }
}

/** A value as a list; an empty one for any other value. */
export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** What a receipt knows of a data file; the manifest has notes of its writer as well. */
function pickFile(file: unknown): unknown {
  if (typeof file !== 'object' || file === null) return file
  const names = ['name', 'mediaType', 'entries', 'bytes', 'sha256']
  return Object.fromEntries(names.map((name) => [name, readPath(file, name)]))
}

/** A log without its windows, which the receipt has in another form; see `compareWindows`. */
function withoutWindows(source: unknown): Readonly<Record<string, unknown>> {
  const facts: Partial<ReceiptSource> = Object(source)
  if (typeof facts.ledger !== 'object' || facts.ledger === null) return { ...facts }
  const { windows: _, ...ledger } = facts.ledger
  return { ...facts, ledger }
}
