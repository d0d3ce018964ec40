/** The files of an export that follow its data: manifest, pages, receipt, signatures, and how to check them. */
import { formatReadme, readmeName } from '../../../evidence/bundle/format-readme.ts'
import { listWitnessFiles } from '../../../evidence/bundle/list-witness-files.ts'
import { verifyScript, verifyScriptName } from '../../../evidence/bundle/verify-script.ts'
import { formatReceipt } from '../../../evidence/create-receipt.ts'
import { formatHex } from '../../../evidence/encoding/hex.ts'
import { bundleNames, type Receipt } from '../../../evidence/receipt.ts'
import { toSha256 } from '../../../query/identity/sha-256.ts'
import { toFailureDetail, toFailureWords } from '../../api/api-failure.ts'
import type { ExportSource, ReceivedEvidence } from '../export-source.ts'
import type { FollowingFile, WrittenData } from '../write-files.ts'
import { formatPages, listLines } from './format-pages.ts'
import { pickEvidence, type ReceiptFacts, toBodyName, toReceipt } from './to-receipt.ts'

/** The timestamp of a receipt: a file, or why the authority that was asked gave none. */
export type Timestamp = { isThere: boolean; problem?: string }

/** What the end of an export says of its receipt. */
export type ReceiptEnd = Pick<Receipt['predicate'], 'witness'> & { timestamp: Timestamp }

type ReceiptOptions = Omit<ReceiptFacts, 'ended' | 'tree' | 'digests' | 'source' | 'evidence'> & {
  /** Needed after the data: it is written while the proxy is asked. */
  evidence: Promise<ReceivedEvidence>
  source: ReceiptFacts['source'] & Pick<ExportSource, 'store' | 'evidence'>
  manifestName: string
  toManifest: () => string
  /** Called when the receipt is made. */
  onReceipt: (end: ReceiptEnd) => void
  signal: AbortSignal
}

/** The files in their order. The receipt names those before it; a failing authority does not stop the export. */
export async function* listReceiptFiles(
  options: ReceiptOptions,
  { files: ended, digests, readTree }: WrittenData,
): AsyncGenerator<FollowingFile> {
  const { source, planned, manifestName } = options
  yield { name: manifestName, text: options.toManifest() }
  const evidence = pickEvidence(await options.evidence, options.record)
  const lines = listLines(planned, ended)
  yield { name: bundleNames.pages, pieces: formatPages(evidence.pages, lines, source.store) }
  for (const [index, { body }] of evidence.pages.entries()) {
    if (body !== undefined) yield { name: toBodyName(index + 1), text: body }
  }
  const receipt = toReceipt({ ...options, evidence, ended, digests, tree: await readTree() })
  const bytes = formatReceipt(receipt)
  yield { name: bundleNames.receipt, bytes }
  const { token, ...timestamp } = await readTimestamp(options, bytes)
  if (token) yield { name: bundleNames.timestamp, bytes: token }
  const { witness } = receipt.predicate
  for (const file of listWitnessFiles(witness)) yield file
  options.onReceipt({ witness, timestamp })
  const data = ended.map(({ name }) => name)
  const facts = { receipt, data, format: options.choice.kind, manifest: manifestName, timestamp }
  yield { name: verifyScriptName, text: verifyScript, isExecutable: true }
  yield { name: readmeName, text: formatReadme(facts) }
}

async function readTimestamp(
  { source: { evidence }, signal }: Pick<ReceiptOptions, 'source' | 'signal'>,
  receipt: Uint8Array,
): Promise<Timestamp & { token?: Uint8Array<ArrayBuffer> }> {
  try {
    const token = await evidence.stamp(formatHex(toSha256(receipt)), signal)
    return token ? { isThere: true, token } : { isThere: false }
  } catch (error) {
    signal.throwIfAborted()
    const { title, quote } = toFailureWords(toFailureDetail(error))
    return { isThere: false, problem: quote ? `${title}: ${quote}` : title }
  }
}
