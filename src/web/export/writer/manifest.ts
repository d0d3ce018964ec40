/**
 * The manifest of an exported file: format, origin of the entries, and whether they are complete. It contains the
 * digest of the file, which ties the two together without a signature.
 */
import { formatInstant } from '../../../cloudflare/instant.ts'
import { toClaim } from '../claim.ts'
import type { ExportedEntries, SearchFacts, SearchRecord } from '../export-source.ts'
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

/** The input of a manifest. */
export type ManifestInput = {
  fileName: string
  mediaType: string
  file: WrittenFile
  which: ExportedEntries
  facts: SearchFacts
  record: SearchRecord
  /** When the entries were chosen, by the proxy's clock, in epoch milliseconds. */
  chosenMs: number
  writtenMs: number
  version: string
}

const version = 1

/** Formats the manifest as JSON text. */
export function formatManifest(input: ManifestInput): string {
  const { fileName, mediaType, file, which, facts } = input
  const { notes, bytes, entries, sha256, first, last } = file
  const { mayStillChangeSince, conflicting } = facts
  const claim = toClaim(facts, which, entries)
  const manifest = {
    format: 'gumshoe-export-manifest',
    version,
    writtenBy: `Gumshoe ${input.version || 'of an unknown version'}`,
    chosenAt: formatInstant(input.chosenMs),
    writtenAt: formatInstant(input.writtenMs),
    complete: claim.isComplete,
    claim: claim.words,
    verdict: facts.verdict,
    mayStillChangeSince: mayStillChangeSince ?? null,
    lateEntries: facts.late ?? null,
    file: { name: fileName, mediaType, bytes, entries, sha256 },
    written: notes,
    entries: {
      which,
      exported: entries,
      loaded: facts.loaded,
      passedLocalFilters: facts.shown,
      order: 'as on the screen',
      first: first ?? null,
      last: last ?? null,
      idsWithTwoContents: conflicting,
      chosen:
        'at chosenAt; entries that were loaded later, or found by following, are not in the file',
    },
    ...input.record,
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}
