/** Checks what was given: opens it, finds out what it is, and verifies it. */
import type { Sha256 } from '../../query/identity/sha-256.ts'
import type { ByteSource } from '../files/byte-source.ts'
import { type OpenedEvidence, openEvidence } from '../files/open-evidence.ts'
import type { ReadOptions } from '../verify/read-file.ts'
import { type Verification, verifyBundle } from '../verify/verify-bundle.ts'
import type { Answer } from './answer.ts'
import { listStatements } from './list-statements.ts'
import { verifyReceipt } from './verify-receipt.ts'

/** What a check may use. */
export type CheckOptions = {
  /** Starts a SHA-256; by default in JavaScript, which is slower than that of Node. */
  readonly createHash?: () => Sha256
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
  { createHash, onProgress }: CheckOptions = {},
): Promise<Answer> {
  const opened = await openEvidence(given, name)
  const bytes = opened.files.reduce((sum, { size }) => sum + size, 0)
  const options = {
    ...(createHash && { createHash }),
    onProgress: (doneBytes: number) => onProgress?.(doneBytes, bytes),
  }
  const { kind, files } = opened
  const { receipt, ...verification } = await verify(opened, options)
  return {
    ...{ kind, name: opened.name, bytes, files: files.length },
    ...verification,
    says: listStatements(receipt?.predicate),
  }
}

async function verify(
  { kind, files }: OpenedEvidence,
  options: ReadOptions,
): Promise<Verification> {
  const [first] = files
  return kind === 'receipt' && first ? verifyReceipt(first, options) : verifyBundle(files, options)
}
