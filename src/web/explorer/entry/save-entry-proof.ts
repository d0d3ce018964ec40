/** Saves an entry with the proof that the proxy received it, as a file that /verify and `npm run verify` check. */
import { createPageProof } from '../../../evidence/entry-proof/create-page-proof.ts'
import { type EntryProof, formatEntryProof } from '../../../evidence/entry-proof/entry-proof.ts'
import { NoProofError } from '../../../evidence/entry-proof/no-proof-error.ts'
import { downloadText } from '../../saved/download-text.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import {
  type Evidence,
  type EvidencePage,
  readEvidence,
} from '../../search/witness/read-evidence.ts'
import { hashBytes, type LeafRun, type LeafStore } from '../../store/page-leaves.ts'
import { showReport } from '../../ui/copy-report.ts'

/** An entry of the list: its number in the order of arrival, its id in links, and its text as it was received. */
export type SavedEntry = { readonly row: number; readonly id: string; readonly text: string }

type ProvenSession = Pick<SearchSession, 'evidence' | 'store'>

/**
 * Hands the entry with its proof to the browser as a file, and resolves to its name. Rejects with a `NoProofError` where there is none, and otherwise where the store
 * fails.
 */
export async function saveEntryProof(session: ProvenSession, entry: SavedEntry): Promise<string> {
  const proof = await makeProof(session, entry)
  const text = new TextDecoder().decode(formatEntryProof(proof))
  const name = entry.id.replace(/[^\w-]+/g, '_').slice(0, 60)
  const fileName = `gumshoe-entry-${name || 'without-id'}.proof.json`
  downloadText(fileName, text)
  return fileName
}

/**
 * Saves an entry, and says for a moment that it was. Resolves to the reason why it was not, in sentences.
 */
export async function reportSaved(
  session: ProvenSession,
  readEntry: () => Promise<SavedEntry>,
): Promise<string | undefined> {
  try {
    const name = await saveEntryProof(session, await readEntry())
    // Whether the browser saves it, a page cannot see.
    showReport(`Handed to the browser: ${name}. The page /verify checks it.`)
    return undefined
  } catch (error) {
    return toProblem(error)
  }
}

/**
 * Why the entry of a row has no proof, in sentences; `undefined` when it has one. The proxy is asked only where what was
 * collected of its records does not prove the entry, and then once in a while.
 */
export async function findProofProblem(
  session: ProvenSession,
  row: number,
): Promise<string | undefined> {
  const entry = { row, text: await session.store.raw(row) }
  const problem = await findProblem(session, entry, readCollected)
  if (problem === undefined || !mayAskAgain(session)) return problem
  return findProblem(session, entry, readEvidence)
}

/** The reason of the failure to make a proof; `undefined` where there is none. */
async function findProblem(
  session: ProvenSession,
  entry: Pick<SavedEntry, 'row' | 'text'>,
  read: EvidenceReader,
): Promise<string | undefined> {
  try {
    await makeProof(session, entry, read)
    return undefined
  } catch (error) {
    return toProblem(error)
  }
}

function toProblem(error: unknown): string {
  return error instanceof NoProofError
    ? error.message
    : 'The proof could not be made. Try it again.'
}

/** How long an answer of the proxy holds for a search that received no further page. */
const askedAgainMs = 10_000

/** How many pages had been received when the proxy was last asked for the records of a search, and when that was. */
const asked = new WeakMap<object, { pages: number; atMs: number }>()

function mayAskAgain({ evidence: { received, witness } }: ProvenSession): boolean {
  const pages = received.list().length
  const atMs = performance.now()
  const last = asked.get(witness)
  if (last?.pages === pages && atMs - last.atMs < askedAgainMs) return false
  asked.set(witness, { pages, atMs })
  return true
}

/** The evidence as far as it was collected, without a request. */
async function readCollected({
  evidence: { received, witness },
  store,
}: ProvenSession): Promise<PageEvidence> {
  const pages = received.list()
  const leaves = await store.pageLeaves(pages.map(({ ticket }) => ticket))
  return {
    pages: pages.map((page, at) => ({ ...page, leaves: leaves[at] ?? [] })),
    witness: witness.read(pages.map(({ requestId }) => requestId)),
  }
}

type PageEvidence = Pick<Evidence, 'pages' | 'witness'>
type EvidenceReader = (session: ProvenSession) => Promise<PageEvidence>

/** An entry may have come in several pages; the first one that was signed proves it. */
async function makeProof(
  session: ProvenSession,
  { row, text }: Pick<SavedEntry, 'row' | 'text'>,
  read: EvidenceReader = readEvidence,
): Promise<EntryProof> {
  const { pages, witness } = await read(session)
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
