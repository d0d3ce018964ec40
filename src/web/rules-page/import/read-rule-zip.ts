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

/** What is read of a ZIP: files whose name `isWanted`, at most `maxFiles`, at most `maxBytes` each and in total. */
export type ZipLimits = {
  isWanted: (name: string) => boolean
  maxFiles: number
  maxFileBytes: number
  maxTotalBytes: number
}

/** The files, and why some could not be read. */
export type ZipReading = {
  files: readonly { name: string; bytes: Uint8Array }[]
  problems: readonly string[]
}

const maxNameLength = 120

/** Reads a ZIP. Rejects only where the browser cannot read the file. */
export async function readRuleZip(zip: Blob, limits: ZipLimits): Promise<ZipReading> {
  const source = createBlobSource('The ZIP', zip)
  if (!isZip(await source.read(0, 4)))
    return { files: [], problems: ['This is no ZIP, or its beginning is missing.'] }
  let listed: readonly ZipFile[]
  try {
    listed = await listZip(source, 'balanced')
  } catch (error) {
    return { files: [], problems: [toProblem(error)] }
  }
  const wanted = listed.map(({ file }) => file).filter(({ name }) => limits.isWanted(name))
  if (wanted.length > limits.maxFiles) {
    const problem = `The ZIP has ${wanted.length} files of rules; at most ${limits.maxFiles} are read. Split it.`
    return { files: [], problems: [problem] }
  }
  const files: { name: string; bytes: Uint8Array }[] = []
  const problems: string[] = []
  let left = limits.maxTotalBytes
  for (const file of wanted) {
    const maxBytes = Math.min(left, limits.maxFileBytes)
    try {
      const bytes = await readAtMost(file, maxBytes)
      left -= bytes.length
      files.push({ name: file.name, bytes })
    } catch (error) {
      problems.push(toProblem(error))
      // What was unpacked in vain counts as well.
      left -= maxBytes
    }
  }
  return { files, problems }
}

/** Unpacks a file, and stops as soon as there are more bytes than allowed. */
async function readAtMost({ name, open }: EvidenceFile, maxBytes: number): Promise<Uint8Array> {
  const reader = open().getReader()
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      length += value.length
      if (length > maxBytes) {
        const limit = `${(maxBytes / 1_000_000).toFixed(1)} MB`
        throw new UnreadableError(
          `${name.slice(0, maxNameLength)}: The file has more than the ${limit} that are left to read. Split it, or choose the file itself.`,
        )
      }
      pieces.push(value)
    }
  } finally {
    reader.cancel().catch(() => undefined)
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer())
}

function toProblem(error: unknown): string {
  if (error instanceof UnreadableError) return error.message
  throw error
}
