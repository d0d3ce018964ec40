/** Opens an export that was made with a link, and checks that it is of the same read. */

import { createBlobSource } from '../../../evidence/files/byte-source.ts'
import { openEvidence } from '../../../evidence/files/open-evidence.ts'
import { computeLeafRoot } from '../../../evidence/seal/compute-seal.ts'
import type { Seal } from '../../../query/address/seal-text.ts'
import type { ChosenFile } from '../../ui/files/dropped-files.ts'
import { toCounted } from '../../ui/text/count-text.ts'
import type { EarlierEntries } from './compare-result.ts'
import { type OpenedExport, readExport } from './read-export.ts'
import { runSteps } from './run-steps.ts'

/** An export that is of another read than the link. */
export class OtherReadError extends Error {
  override readonly name = 'OtherReadError'
}

/**
 * Reads the entries of an export: a ZIP, or its files unpacked. `isWanted` tells which logs are read. Rejects with the
 * reason for the user when it is none, or of another read than the fingerprint.
 */
export async function openExport(
  chosen: readonly ChosenFile[],
  seal: Seal,
  isWanted: (sourceText: string) => boolean,
  signal: AbortSignal,
): Promise<EarlierEntries> {
  const sources = chosen.map(({ path, file }) => createBlobSource(path, file))
  const { files } = await openEvidence(sources, chosen[0]?.path ?? 'The export')
  const exported = await readExport(files, isWanted, signal)
  await refuseOtherRead(exported, seal, signal)
  return exported
}

/** Refuses an export whose entries are not those of the fingerprint, as far as that can be known. */
export async function refuseOtherRead(
  { entries, hashesOnly }: Pick<OpenedExport, 'entries' | 'hashesOnly'>,
  seal: Seal,
  signal: AbortSignal,
): Promise<void> {
  const count = entries.times.length
  if (count !== seal.count) {
    const counts = `it is of ${toCounted(count, 'loaded entry', 'loaded entries')}, and the link of ${toCounted(seal.count, 'entry', 'entries')}`
    throw new OtherReadError(
      `This export is of another read: ${counts}. Choose the export that was made with the link.`,
    )
  }
  // The tree is in the order of the times, and those of entries that are hashes only are not known.
  if (hashesOnly > 0) return
  const root = await runSteps(computeLeafRoot(entries), () => undefined, signal)
  if (root !== seal.root) {
    throw new OtherReadError(
      'This export is of another read: its entries are not those of the link. Choose the export that was made with the link.',
    )
  }
}
