/** Saves an entry with the proof that the proxy received it, as a file that /verify and `npm run verify` check. */
import { createPageProof } from '../../../evidence/entry-proof/create-page-proof.ts'
import { type EntryProof, formatEntryProof } from '../../../evidence/entry-proof/entry-proof.ts'
import { NoProofError } from '../../../evidence/entry-proof/no-proof-error.ts'
import { downloadText } from '../../saved/download-text.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import { type EvidencePage, readEvidence } from '../../search/witness/read-evidence.ts'
import { hashBytes, type LeafRun, type LeafStore } from '../../store/page-leaves.ts'

/** An entry of the list: its number in the order of arrival, its id in links, and its text as it was received. */
export type SavedEntry = { readonly row: number; readonly id: string; readonly text: string }

/**
 * Hands the entry with its proof to the browser as a file, and resolves to its name. Rejects with a `NoProofError` where there is none, and otherwise where the store
 * fails.
 */
export async function saveEntryProof(
  session: Pick<SearchSession, 'evidence' | 'store'>,
  entry: SavedEntry,
): Promise<string> {
  const proof = await makeProof(session, entry)
  const text = new TextDecoder().decode(formatEntryProof(proof))
  const name = entry.id.replace(/[^\w-]+/g, '_').slice(0, 60)
  const fileName = `gumshoe-entry-${name || 'without-id'}.proof.json`
  downloadText(fileName, text)
  return fileName
}

/** An entry may have come in several pages; the first one that was signed proves it. */
async function makeProof(
  session: Pick<SearchSession, 'evidence' | 'store'>,
  { row, text }: SavedEntry,
): Promise<EntryProof> {
  const { pages, witness } = await readEvidence(session)
  let failure = new NoProofError('The page in which the entry was received is not known any more.')
  for (const page of pages) {
    const index = findIndex(page, row)
    if (index === undefined) continue
    const leaves = await readLeaves(session.store, page.leaves)
    try {
      return createPageProof({ entry: text, leaves, index, requestId: page.requestId }, witness)
    } catch (error) {
      if (!(error instanceof NoProofError)) throw error
      failure = error
    }
  }
  throw failure
}

/** The index of the row among the entries of the page. */
function findIndex({ leaves }: EvidencePage, row: number): number | undefined {
  let before = 0
  for (const run of leaves) {
    if (run.hashes) before += run.hashes.length / hashBytes
    else if (row >= run.firstRow && row < run.firstRow + run.count) {
      return before + row - run.firstRow
    } else before += run.count
  }
  return undefined
}

async function readLeaves(
  store: Pick<LeafStore, 'leafHashes'>,
  runs: readonly LeafRun[],
): Promise<readonly Uint8Array[]> {
  const leaves: Uint8Array[] = []
  for (const run of runs) {
    const hashes = run.hashes ?? (await store.leafHashes(toRows(run)))
    for (let at = 0; at < hashes.length; at += hashBytes) {
      leaves.push(hashes.subarray(at, at + hashBytes))
    }
  }
  return leaves
}

function toRows({ firstRow, count }: Extract<LeafRun, { hashes?: never }>): Uint32Array {
  return Uint32Array.from({ length: count }, (_, at) => firstRow + at)
}
