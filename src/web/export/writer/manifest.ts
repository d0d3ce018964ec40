/**
 * The manifest of an export: format, origin of the entries, and whether they are complete. It contains the digests of
 * the data files, which ties them to it without a signature.
 */
import { formatInstant } from '../../../cloudflare/instant.ts'
import { certaintyWords } from '../../../query/timeline/pair-words.ts'
import { toClaim } from '../claim.ts'
import type {
  ExportedEntries,
  SearchFacts,
  SearchRecord,
  TimelineRecord,
} from '../export-source.ts'
import type { NumberedPairs } from '../number-pairs.ts'
import type { WriterNotes } from './entry-writer.ts'

/** Identifies the first or the last entry of a file. */
export type NamedEntry = { id: string; time: string }

/** Facts about a written file. */
export type WrittenFile = {
  bytes: number
  entries: number
  /** 64 hexadecimal digits. */
  sha256: string
  first: NamedEntry | undefined
  last: NamedEntry | undefined
  notes: WriterNotes
}

/** A written file with its name. */
export type NamedFile = WrittenFile & { name: string }

/** The input of a manifest. */
export type ManifestInput = {
  mediaType: string
  /** One, or for a timeline as NDJSON one for each log that has entries. */
  files: readonly NamedFile[]
  /** For each log of a timeline the name of its file, if it has entries; absent where all are in one file. */
  fileOfLogs?: readonly (string | undefined)[] | undefined
  which: ExportedEntries
  facts: SearchFacts
  record: SearchRecord
  /** How many entries of each log of a timeline are in the files, in the order of the record. */
  exportedByLog: readonly number[]
  /** The pairs among the entries; absent where no two logs record the same events. */
  pairs?: NumberedPairs | undefined
  /** When the entries were chosen, by the proxy's clock, in epoch milliseconds. */
  chosenMs: number
  writtenMs: number
  version: string
}

/** A manifest of one log, and one of a timeline, which has lists of files and of sources. */
const versions = { log: 1, timeline: 2 } as const

/** Formats the manifest as JSON text. */
export function formatManifest(input: ManifestInput): string {
  const { files, which, facts, record } = input
  const exported = files.reduce((sum, { entries }) => sum + entries, 0)
  const claim = toClaim(facts, which, exported)
  const manifest = {
    format: 'gumshoe-export-manifest',
    version: 'sources' in record ? versions.timeline : versions.log,
    writtenBy: `Gumshoe ${input.version || 'of an unknown version'}`,
    chosenAt: formatInstant(input.chosenMs),
    writtenAt: formatInstant(input.writtenMs),
    complete: claim.isComplete,
    claim: claim.words,
    verdict: facts.verdict,
    mayStillChangeSince: facts.mayStillChangeSince ?? null,
    lateEntries: facts.late ?? null,
    ...('sources' in record
      ? toTimelineParts(input, record, exported)
      : { ...toLogParts(input), ...record }),
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}

/** The parts of a manifest of one file of one log. */
function toLogParts(input: ManifestInput) {
  const [file] = input.files
  if (!file) throw new RangeError('An export has a data file.')
  return {
    file: toFilePart(file, input.mediaType),
    written: file.notes,
    entries: toEntriesPart(input, file.entries, {
      first: file.first ?? null,
      last: file.last ?? null,
    }),
  }
}

/** The parts of a manifest of a timeline: each file, and each log with the name of its file. */
function toTimelineParts(
  input: ManifestInput,
  { question, sources, notAsked, otherReads }: TimelineRecord,
  exported: number,
) {
  const { files, mediaType, exportedByLog } = input
  const [firstFile] = files
  return {
    files: files.map((file) => ({
      ...toFilePart(file, mediaType),
      first: file.first ?? null,
      last: file.last ?? null,
      written: file.notes,
    })),
    entries: toEntriesPart(input, exported, {}),
    ...(input.pairs && { pairs: toPairsPart(input.pairs) }),
    question,
    sources: sources.map(({ in: id, ...source }, index) => ({
      in: id,
      // A log without entries was asked as well, and has no file.
      file: (input.fileOfLogs ? input.fileOfLogs[index] : firstFile?.name) ?? null,
      exported: exportedByLog[index] ?? 0,
      ...source,
    })),
    notAsked,
    ...(otherReads && { otherReads }),
  }
}

/** How many events have both of their entries in the files. */
function toPairsPart({ certain, likely }: NumberedPairs) {
  return {
    pairs: certain + likely,
    certain,
    likely,
    about: `A pair is two entries of two logs that record one event in the judgment of Gumshoe; no log says so. Certain: ${certaintyWords.certain}. Likely: ${certaintyWords.likely}.`,
  }
}

function toFilePart({ name, bytes, entries, sha256 }: NamedFile, mediaType: string) {
  return { name, mediaType, bytes, entries, sha256 }
}

function toEntriesPart(
  { which, facts: { loaded, shown, conflicting, onlyIn } }: ManifestInput,
  exported: number,
  ends: { first?: NamedEntry | null; last?: NamedEntry | null },
) {
  return {
    which,
    exported,
    loaded,
    passedLocalFilters: shown,
    ...(onlyIn !== undefined && { onlyEventsThatAreOnlyIn: onlyIn }),
    order: 'as on the screen',
    ...ends,
    idsWithTwoContents: conflicting,
    chosen:
      'at chosenAt; entries that were loaded later, or found by following, are not in the file',
  }
}
