/**
 * Reads the files of a ZIP by its central directory; the browser decompresses. A ZIP is untrusted: how much is unpacked is
 * counted while it is, whatever the ZIP says of itself, and names of files are only labels.
 * Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */

/** What is read of a ZIP: files whose name `isWanted`, at most `maxFiles`, at most `maxBytes` each and in total. */
export type ZipLimits = {
  isWanted: (name: string) => boolean
  maxFiles: number
  maxFileBytes: number
  maxTotalBytes: number
}

/** The files, how many others there were, and why some could not be read. */
export type ZipReading = {
  files: readonly { name: string; bytes: Uint8Array }[]
  others: number
  problems: readonly string[]
}

type Member = {
  name: string
  method: number
  isEncrypted: boolean
  checksum: number
  packedBytes: number
  headerAt: number
}

const signatures = { end: 0x06054b50, member: 0x02014b50, local: 0x04034b50 } as const
const endBytes = 22
const maxCommentBytes = 0xffff

/** Thrown and caught in this file only: why the ZIP, or one file of it, cannot be read. */
class ZipProblem extends Error {}

export async function readZip(bytes: Uint8Array, limits: ZipLimits): Promise<ZipReading> {
  const problems: string[] = []
  const files: { name: string; bytes: Uint8Array }[] = []
  let others = 0
  try {
    const members = listMembers(bytes)
    const wanted = members.filter(({ name }) => limits.isWanted(name))
    others = members.filter(({ name }) => !name.endsWith('/')).length - wanted.length
    if (wanted.length > limits.maxFiles) {
      throw new ZipProblem(
        `The ZIP has ${wanted.length} files of rules; at most ${limits.maxFiles} are read. Split it.`,
      )
    }
    let left = limits.maxTotalBytes
    for (const member of wanted) {
      try {
        const content = await readMember(bytes, member, Math.min(left, limits.maxFileBytes))
        left -= content.length
        files.push({ name: member.name, bytes: content })
      } catch (error) {
        if (!(error instanceof ZipProblem)) throw error
        problems.push(`${member.name.slice(0, 120)}: ${error.message}`)
        // What was unpacked in vain counts as well.
        left -= Math.min(left, limits.maxFileBytes)
      }
    }
  } catch (error) {
    if (!(error instanceof ZipProblem || error instanceof RangeError)) throw error
    problems.push(error instanceof ZipProblem ? error.message : 'The ZIP is damaged.')
  }
  return { files, others, problems }
}

function listMembers(bytes: Uint8Array): readonly Member[] {
  const view = toView(bytes)
  const end = findEnd(view)
  if (end === undefined) throw new ZipProblem('This is no ZIP, or its end is missing.')
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count === 0xffff || at === 0xffffffff)
    throw new ZipProblem('A ZIP of this size (ZIP64) is not read.')
  const members: Member[] = []
  for (let number = 0; number < count; number++) {
    if (view.getUint32(at, true) !== signatures.member) throw new ZipProblem('The ZIP is damaged.')
    const nameLength = view.getUint16(at + 28, true)
    const name = bytes.subarray(at + 46, at + 46 + nameLength)
    members.push({
      name: new TextDecoder().decode(name),
      method: view.getUint16(at + 10, true),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      checksum: view.getUint32(at + 16, true),
      packedBytes: view.getUint32(at + 20, true),
      headerAt: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return members
}

/** The record at the end; a comment may follow it. */
function findEnd(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - endBytes - maxCommentBytes)
  for (let at = view.byteLength - endBytes; at >= first; at--) {
    if (view.getUint32(at, true) === signatures.end) return at
  }
  return undefined
}

async function readMember(
  bytes: Uint8Array,
  member: Member,
  maxBytes: number,
): Promise<Uint8Array> {
  const { method, isEncrypted, checksum, packedBytes, headerAt } = member
  if (isEncrypted)
    throw new ZipProblem('The file is encrypted. Unpack the ZIP, and choose the file itself.')
  if (method !== 0 && method !== 8) {
    throw new ZipProblem(
      'The file is compressed in an unusual way. Unpack the ZIP, and choose the file itself.',
    )
  }
  const view = toView(bytes)
  if (view.getUint32(headerAt, true) !== signatures.local)
    throw new ZipProblem('The ZIP is damaged.')
  const start =
    headerAt + 30 + view.getUint16(headerAt + 26, true) + view.getUint16(headerAt + 28, true)
  if (start + packedBytes > bytes.length) throw new ZipProblem('The ZIP is cut off.')
  const packed = bytes.slice(start, start + packedBytes)
  if (method === 0 && packed.length > maxBytes) throw createTooLarge(maxBytes)
  const content = method === 0 ? packed : await inflate(packed, maxBytes)
  if (toChecksum(content) !== checksum)
    throw new ZipProblem('The file is damaged: its checksum differs.')
  return content
}

/** Decompresses, and stops as soon as there are more bytes than allowed. */
async function inflate(packed: Uint8Array<ArrayBuffer>, maxBytes: number): Promise<Uint8Array> {
  const reader = new Blob([packed])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'))
    .getReader()
  const pieces: Uint8Array[] = []
  let length = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      length += value.length
      if (length > maxBytes) throw createTooLarge(maxBytes)
      pieces.push(value)
    }
  } catch (error) {
    if (error instanceof ZipProblem) throw error
    throw new ZipProblem('The file is damaged: it cannot be decompressed.')
  } finally {
    reader.cancel().catch(() => undefined)
  }
  const content = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    content.set(piece, at)
    at += piece.length
  }
  return content
}

function createTooLarge(maxBytes: number): ZipProblem {
  const limit = `${(maxBytes / 1_000_000).toFixed(1)} MB`
  return new ZipProblem(
    `The file has more than the ${limit} that are left to read. Split it, or choose the file itself.`,
  )
}

function toView(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** CRC-32, as ZIPs have it. */
function toChecksum(bytes: Uint8Array): number {
  let checksum = 0xffffffff
  for (const byte of bytes) {
    checksum ^= byte
    for (let bit = 0; bit < 8; bit++) checksum = (checksum >>> 1) ^ (checksum & 1 ? 0xedb88320 : 0)
  }
  return (checksum ^ 0xffffffff) >>> 0
}
