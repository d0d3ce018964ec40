/** The files of what an export delivers, one after the other, with the digest of each. */
import { createSha256, type Sha256 } from '../../../query/identity/sha-256.ts'
import { type Container, createSingleFile, createZip, type TextFile } from './create-zip.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** What is delivered: a ZIP, or one data file alone. */
export type Delivery = {
  isZipped: boolean
  /** The date of the files in the ZIP, in epoch milliseconds. */
  dateMs: number
  /** Whether a hash tree over the entries is made, for a receipt; by default where it is a ZIP. */
  hasTree?: boolean
}

/** The name of the list of digests, in the format of `sha256sum`. */
export const sumsName = 'SHA256SUMS'

/** Writes files; `begin`, `write` and `finish` return the next bytes of what is delivered. */
export type DeliveredFiles = {
  begin: (name: string, isExecutable?: boolean) => Promise<Bytes>
  write: (chunk: Bytes) => Promise<Bytes>
  /** Ends the file that was begun last. */
  end: () => { bytes: number; sha256: string }
  /** Adds the last files, and a list of the digests of all where it is wanted; a file that is delivered alone has none. */
  finish: (files: readonly TextFile[], isListed: boolean) => Promise<Bytes>
}

type OpenFile = { name: string; sha: Sha256; bytes: number }

/** Starts a delivery. */
export function createDeliveredFiles({
  isZipped,
  dateMs,
}: Pick<Delivery, 'isZipped' | 'dateMs'>): DeliveredFiles {
  let container: Container | undefined = isZipped ? createZip(dateMs) : createSingleFile()
  let file: OpenFile | undefined
  const sums: string[] = []

  function getContainer(): Container {
    if (!container) throw new Error('The export is finished.')
    return container
  }

  function getFile(): OpenFile {
    if (!file) throw new Error('No file was started.')
    return file
  }

  return {
    async begin(name, isExecutable) {
      if (file) throw new Error(`${file.name} has not ended.`)
      file = { name, sha: createSha256(), bytes: 0 }
      return getContainer().begin(name, isExecutable)
    },
    async write(chunk) {
      const { sha } = getFile()
      sha.update(chunk)
      getFile().bytes += chunk.length
      return getContainer().write(chunk)
    },
    end() {
      const { name, sha, bytes } = getFile()
      file = undefined
      const sha256 = sha.digest()
      sums.push(toSumLine(sha256, name))
      return { bytes, sha256 }
    },
    async finish(files, isListed) {
      if (file || sums.length === 0) throw new Error('The data has not ended.')
      const ended = getContainer()
      container = undefined
      if (!isListed) return ended.end([])
      const lines = files.map(({ name, text }) => toSumLine(digestText(text), name))
      return ended.end([...files, { name: sumsName, text: [...sums, ...lines].join('') }])
    },
  }
}

/** A line that `sha256sum -c` reads: digest, two spaces, name. */
function toSumLine(sha256: string, name: string): string {
  return `${sha256}  ${name}\n`
}

function digestText(text: string): string {
  const sha = createSha256()
  sha.update(new TextEncoder().encode(text))
  return sha.digest()
}
