/** Checks what was given: opens it, finds out what it is, and verifies it. */
import type { Sha256 } from '../../query/identity/sha-256.ts'
import type { EntryProof } from '../entry-proof/entry-proof.ts'
import { verifyEntryProof } from '../entry-proof/verify-entry-proof.ts'
import type { ByteSource, EvidenceFile } from '../files/byte-source.ts'
import { type OpenedEvidence, openEvidence } from '../files/open-evidence.ts'
import type { CheckDetail } from '../verify/check.ts'
import { createFileReader } from '../verify/read-file.ts'
import { type VerifyOptions, verifyBundle } from '../verify/verify-bundle.ts'
import type { Answer } from './answer.ts'
import { listStatements } from './list-statements.ts'
import { verifyLog } from './verify-log.ts'
import { verifyReceipt } from './verify-receipt.ts'

/** What a check may use. */
export type CheckOptions = {
  /** Starts a SHA-256; by default in JavaScript, which is slower than that of Node. */
  readonly createHash?: () => Sha256
  /** Checks a timestamp, see `createTimestampCheck`; without it the answer says that it was not checked. */
  readonly checkTimestamp?: VerifyOptions['checkTimestamp']
  /** Called with the bytes that were read so far, and with all that will be read. */
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void
}

/**
 * Checks a ZIP, the files of a folder, or one file. `name` is what the answer calls it. Rejects with an
 * `UnreadableError` where it is nothing that can be checked; whatever is wrong with the contents is in the answer.
 */
export async function checkEvidence(
  given: readonly ByteSource[],
  name: string,
  { createHash, checkTimestamp, onProgress }: CheckOptions = {},
): Promise<Answer> {
  const opened = await openEvidence(given, name)
  const bytes = opened.files.reduce((sum, { size }) => sum + size, 0)
  const options = {
    ...(createHash && { createHash }),
    ...(checkTimestamp && { checkTimestamp }),
    // A data file may be read twice, see `readPageEnds`.
    onProgress: (doneBytes: number) => onProgress?.(Math.min(doneBytes, bytes), bytes),
  }
  const { kind, files } = opened
  return {
    ...{ kind, name: opened.name, bytes, files: files.length },
    ...(await verify(opened, options)),
  }
}

type Verified = Pick<Answer, 'result' | 'words' | 'checks' | 'signers' | 'says' | 'timestamp'>

async function verify({ kind, files }: OpenedEvidence, options: VerifyOptions): Promise<Verified> {
  const [file] = files
  if (kind === 'audit-log') return { ...(await verifyLog(files, options)), says: [] }
  if (kind === 'entry-proof' && file) return verifyProof(file, options)
  const { receipt, ...verified } =
    kind === 'receipt' && file
      ? await verifyReceipt(file, options)
      : await verifyBundle(files, options)
  return { ...verified, says: listStatements(receipt?.predicate) }
}

/** A proof is one page of JSON: an entry has at most some megabytes. */
const maxProofBytes = 128 * 1024 * 1024

async function verifyProof(file: EvidenceFile, options: VerifyOptions): Promise<Verified> {
  const { content } = await createFileReader(options).readAll(file, maxProofBytes)
  const { proof, ...verified } = await verifyEntryProof(content, options)
  return { ...verified, says: proof ? listProofStatements(proof) : [] }
}

/** What a proof says: the entry, and where it came from. */
function listProofStatements({ entry, page, receipt }: EntryProof): readonly CheckDetail[] {
  const record = page?.record.record
  return [
    ['Entry', entry],
    ...(record
      ? ([
          ['Received by', toReceiver(record.principal)],
          ['Request', record.target],
          ['Received at', record.at],
        ] as const)
      : []),
    ...(receipt ? ([['SHA-256 of receipt.json', receipt.sha256]] as const) : []),
  ]
}

/** Without sign-in at the proxy, each session is the same one to it. */
function toReceiver(principal: string): string {
  return principal === 'anyone' ? 'a session without a signed-in user' : principal
}
