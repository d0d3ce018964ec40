/**
 * Reads a ZIP without unpacking it: its directory at once, and each file as a stream when it is opened. Evidence is read
 * strictly: two programs may read an ambiguous ZIP as different files, so it proves nothing and is refused.
 */
import { type FileEntry, type Reader, ZipReader } from '@zip.js/zip.js/lib/zip-core-reader.js'
import {
  type ByteSource,
  createSourceStream,
  type EvidenceFile,
  UnreadableError,
} from './byte-source.ts'
import { findZipProblem, type ListedFile, toFolderError, toZipError } from './zip-problems.ts'

/** The library reads the directory in one piece. 16 MiB are enough for 100,000 files. */
const maxReadBytes = 16 * 1024 * 1024

/** A file of a ZIP, and what the directory says of it. */
export type ZipFile = { readonly file: EvidenceFile; readonly listed: ListedFile }

/** Whether bytes are the start of a ZIP. */
export function isZip([first, second, third]: Uint8Array): boolean {
  return first === 0x50 && second === 0x4b && (third === 0x03 || third === 0x05)
}

/**
 * Lists the files of a ZIP that is evidence: stored or deflated, and larger than 4 GiB if need be. Rejects with an
 * `UnreadableError` where it is cut, encrypted, ambiguous or hostile.
 *
 * Source: APPNOTE.TXT 6.3.10 of PKWARE, and the options of zip.js 2.24.
 */
export async function readZip(source: ByteSource): Promise<readonly EvidenceFile[]> {
  const files = await listZip(source, 'strict')
  const problem = findZipProblem(
    files.map(({ listed }) => listed),
    source,
  )
  if (problem !== undefined) throw new UnreadableError(problem)
  return files.map(({ file }) => file)
}

/**
 * Lists the files of a ZIP, whatever they are. `strict` refuses a ZIP that programs may read as different files, `balanced`
 * only one that cannot be read. Rejects with an `UnreadableError`. A file that cannot be unpacked fails when it is read.
 */
export async function listZip(
  source: ByteSource,
  strictness: 'strict' | 'balanced',
): Promise<readonly ZipFile[]> {
  const zip = new ZipReader(toZipSource(source), {
    strictness,
    // Workers from blobs and WebAssembly are forbidden by the content security policy. Without them the library
    // unpacks by the `DecompressionStream` of the browser or of Node.
    useWebWorkers: false,
    checkOverlappingEntry: true,
    checkSignature: true,
  })
  const entries: FileEntry[] = []
  try {
    for await (const entry of zip.getEntriesGenerator()) {
      if (!entry.directory) entries.push(entry)
      else if (entry.uncompressedSize > 0) throw toFolderError(entry.filename, source)
    }
  } catch (error) {
    throw toZipError(error, source)
  }
  return entries.map((entry) => ({
    listed: entry,
    file: {
      name: entry.filename,
      size: entry.uncompressedSize,
      open: () => openEntry(entry, source),
    },
  }))
}

/** The form in which the library asks for bytes. It never asks for `readable`, which is the whole file. */
function toZipSource(source: ByteSource): Reader<unknown> {
  return {
    readable: new ReadableStream(),
    size: source.size,
    readUint8Array(offset: number, length: number) {
      const isInside = offset >= 0 && offset <= source.size
      if (length > maxReadBytes || !isInside) {
        throw new UnreadableError(
          `The directory of ${source.name} is damaged or too large. Get the file once more from where it was made.`,
        )
      }
      return source.read(offset, Math.min(length, source.size - offset))
    },
    createReadable: (part: { offset?: number; size?: number }) => createSourceStream(source, part),
  }
}

/** The library writes what it unpacks; nothing is unpacked before it is asked for. */
function openEntry(entry: FileEntry, source: ByteSource): ReadableStream<Uint8Array<ArrayBuffer>> {
  const ending = new AbortController()
  let unpacked: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | undefined
  let failure: unknown
  const start = () => {
    const pipe = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>()
    entry.getData(pipe.writable, { signal: ending.signal }).catch((error: unknown) => {
      failure = error
      // The library may fail before it has taken the stream.
      pipe.writable.abort(error).catch(() => undefined)
    })
    return pipe.readable.getReader()
  }
  return new ReadableStream(
    {
      async pull(controller) {
        unpacked ??= start()
        try {
          const { done, value } = await unpacked.read()
          if (done) controller.close()
          else controller.enqueue(value)
        } catch (error) {
          controller.error(toZipError(failure ?? error, source, entry.filename))
        }
      },
      async cancel(reason) {
        ending.abort(reason)
        await unpacked?.cancel(reason).catch(() => undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
