/** Reads the receipt of a search without entries, as the file would have it, to show and print it. */
import { formatHex } from '../../../evidence/encoding/hex.ts'
import { toMerkleRoot } from '../../../evidence/merkle/create-merkle-root.ts'
import type { Receipt } from '../../../evidence/receipt.ts'
import type { ExportSource } from '../export-source.ts'
import { pickEvidence, toReceipt } from './to-receipt.ts'

/** The receipt at this moment; it names no file, because none is written. */
export async function readReceipt(source: ExportSource): Promise<Receipt> {
  const facts = source.readFacts()
  const record = source.readRecord()
  const evidence = pickEvidence(await source.evidence.read(), record)
  return toReceipt({
    ...{ source, facts, record, evidence, planned: [], ended: [], digests: new Map() },
    choice: { which: 'shown', kind: 'ndjson' },
    tree: { count: 0, root: formatHex(toMerkleRoot([])) },
  })
}
