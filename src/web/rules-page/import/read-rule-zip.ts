/**
 * Reads the files of rules in a ZIP. A ZIP is untrusted: how much is unpacked is counted while it is, whatever the ZIP says
 * of itself, and names of files are only labels.
 */
import {
  createBlobSource,
  type EvidenceFile,
  UnreadableError,
} from '../../../evidence/files/byte-source.ts'
import { isZip, listZip, type ZipFile } from '../../../evidence/files/read-zip.ts'
import { toShownName } from '../../../evidence/files/zip-problems.ts'
import { toFileLimitWords, toTotalLimitWords } from './limit-words.ts'

/** What is read of a ZIP: files whose name `isWanted`, at most `maxFiles`, and at most `maxFileBytes` of each. */
export type ZipLimits = {
  isWanted: (name: string) => boolean
  maxFiles: number
  maxFileBytes: number
  /** How much may be read of all files that are imported at once. */
  maxTotalBytes: number
  /** How much of that is left for this ZIP. */
  leftBytes: number
}

/** The files, and why some could not be read, each in a sentence that names the ZIP. */
export type ZipReading = {
  files: readonly { name: string; bytes: Uint8Array }[]
  problems: readonly string[]
}

/** Reads a ZIP that problems call by `zipName`. Rejects only where the browser cannot read the file. */
export async function readRuleZip(
  zip: Blob,
  zipName: string,
  limits: ZipLimits,
): Promise<ZipReading> {
  const source = createBlobSource(zipName, zip)
  if (!isZip(await source.read(0, 4)))
    return { files: [], problems: [`${zipName} is no ZIP, or its beginning is missing.`] }
  let listed: readonly ZipFile[]
  try {
    listed = await listZip(source, 'balanced')
  } catch (error) {
    return { files: [], problems: [toProblem(error)] }
  }
  const wanted = listed.map(({ file }) => file).filter(({ name }) => limits.isWanted(name))
  if (wanted.length > limits.maxFiles) {
    const problem = `${zipName} has ${wanted.length} files of rules; at most ${limits.maxFiles} are read. Split it.`
    return { files: [], problems: [problem] }
  }
  const files: { name: string; bytes: Uint8Array }[] = []
  const problems: string[] = []
  let left = limits.leftBytes
  for (const file of wanted) {
    const { bytes, length, error } = await readAtMost(file, Math.min(left, limits.maxFileBytes))
    if (bytes) files.push({ name: file.name, bytes })
    else if (error !== undefined) problems.push(toProblem(error))
    else problems.push(toLimitWords(file, zipName, left, limits))
    // What was unpacked in vain counts as well.
    left = Math.max(0, left - length)
  }
  return { files, problems }
}

function toLimitWords(
  file: EvidenceFile,
  zipName: string,
  left: number,
  { maxFileBytes, maxTotalBytes }: ZipLimits,
): string {
  const name = `${toShownName(file.name)} in ${zipName}`
  return left >= maxFileBytes || file.size > maxFileBytes
    ? toFileLimitWords(name, maxFileBytes)
    : toTotalLimitWords(name, maxTotalBytes)
}

/** How many bytes were unpacked, and the bytes; without them there were more than allowed, or `error` says what failed. */
type Unpacked = { length: number; bytes?: Uint8Array; error?: unknown }

/** Unpacks a file, and stops as soon as there are more bytes than allowed. */
async function readAtMost({ open }: EvidenceFile, maxBytes: number): Promise<Unpacked> {
  const reader = open().getReader()
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      length += value.length
      if (length > maxBytes) return { length }
      pieces.push(value)
    }
  } catch (error) {
    return { length, error }
  } finally {
    reader.cancel().catch(() => undefined)
  }
  return { length, bytes: new Uint8Array(await new Blob(pieces).arrayBuffer()) }
}

function toProblem(error: unknown): string {
  if (error instanceof UnreadableError) return error.message
  throw error
}
