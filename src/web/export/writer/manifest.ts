/**
 * The manifest: what an exported file is, where its entries come from, and whether they are all. It has the digest
 * of the file, so that both stay together without a signature of anybody.
 */
import { formatInstant } from '../../../cloudflare/instant.ts'
import { toClaim } from '../claim.ts'
import type { SearchFacts, SearchRecord, Which } from '../export-source.ts'
import type { WriterNotes } from './entry-writer.ts'

/** The first or the last entry of a file. */
export type NamedEntry = { id: string; time: string }

/** What was written. */
export type WrittenFile = {
  bytes: number
  entries: number
  /** In hexadecimal digits. */
  sha256: string
  first: NamedEntry | undefined
  last: NamedEntry | undefined
  notes: WriterNotes
}

/** What a manifest is written from. */
export type ManifestParts = {
  fileName: string
  mediaType: string
  file: WrittenFile
  which: Which
  facts: SearchFacts
  record: SearchRecord
  /** When the entries were chosen, by the proxy's clock. */
  chosenMs: number
  writtenMs: number
  version: string
}

const version = 1

/** Writes the manifest as JSON text. */
export function formatManifest(parts: ManifestParts): string {
  const { fileName, mediaType, file, which, facts } = parts
  const { notes, bytes, entries, sha256, first, last } = file
  const { mayStillChangeSince, conflicting } = facts
  const claim = toClaim(facts, which, entries)
  const manifest = {
    format: 'gumshoe-export-manifest',
    version,
    writtenBy: `Gumshoe ${parts.version || 'of an unknown version'}`,
    chosenAt: formatInstant(parts.chosenMs),
    writtenAt: formatInstant(parts.writtenMs),
    complete: claim.isComplete,
    claim: claim.words,
    verdict: facts.verdict,
    mayStillChangeSince: mayStillChangeSince ?? null,
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
    ...parts.record,
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}
