/**
 * A ZIP whose first file is made piece by piece. The library reads its input, but the entries come from calls of the
 * page, so the two are joined by a stream here. Files are stored and not compressed: the ZIP of the same files at the
 * same time has the same bytes in every browser. Sizes from 4 GiB on are written as ZIP64.
 */
import { makeZip } from 'client-zip'

type Bytes = Uint8Array<ArrayBuffer>

/** A text file that follows the data, for example the manifest. */
export type TextFile = { name: string; text: string }

/** The file that is delivered: a ZIP, or the data alone. Each function returns the next bytes of it, in this order. */
export type Container = {
  start: () => Promise<Bytes>
  /** Adds a chunk of the data file. The result may be `chunk` itself. */
  write: (chunk: Bytes) => Promise<Bytes>
  /** Ends the data file and adds further files. */
  end: (files: readonly TextFile[]) => Promise<Bytes>
}

/** Dates in a ZIP begin in 1980; a day later it is 1980 in every time zone. */
const minDateMs = Date.UTC(1980, 0, 2)

/** Creates a ZIP with the data file `name`. All files are dated `dateMs`, which readers show in their local time. */
export function createZip(name: string, dateMs: number): Container {
  const lastModified = new Date(Math.max(dateMs, minDateMs))
  /** Resolves when the library has handled all data so far. */
  let handled: Promise<void> = Promise.resolve()
  let setHandled = () => {}
  let setFiles: (files: readonly TextFile[]) => void = () => {}
  let data: ReadableStreamDefaultController<Bytes> | undefined
  const files = new Promise<readonly TextFile[]>((resolve) => {
    setFiles = resolve
  })
  // Without a queue, `pull` is called only when the library needs more.
  const input = new ReadableStream<Bytes>(
    {
      start: (controller) => {
        data = controller
      },
      pull: () => setHandled(),
    },
    { highWaterMark: 0 },
  )

  async function* listFiles() {
    yield { name, input, lastModified }
    for (const { name, text } of await files) yield { name, input: text, lastModified }
  }

  function expectMore(): void {
    handled = new Promise((resolve) => {
      setHandled = resolve
    })
  }

  expectMore()
  const output = makeZip(listFiles()).getReader()
  let nextPiece = output.read()

  /** All bytes up to the point where the library needs more, or ends. */
  async function take(): Promise<Bytes> {
    const pieces: Uint8Array[] = []
    for (;;) {
      // A piece comes before the request for more that follows it, because it is always being read.
      const result = await Promise.race([nextPiece, handled])
      if (!result || result.done) return joinBytes(pieces)
      pieces.push(result.value)
      nextPiece = output.read()
    }
  }

  return {
    start: take,
    write(chunk) {
      expectMore()
      data?.enqueue(chunk)
      return take()
    },
    end(added) {
      expectMore()
      data?.close()
      setFiles(added)
      return take()
    },
  }
}

/** Creates a container of the data alone. It refuses further files. */
export function createSingleFile(): Container {
  return {
    start: async () => new Uint8Array(0),
    write: async (chunk) => chunk,
    async end(files) {
      if (files.length > 0) throw new Error('A single file has no room for further files.')
      return new Uint8Array(0)
    },
  }
}

/** Copies all but a single piece. The pieces of the library itself are small, and none of them is in shared memory. */
export function joinBytes(pieces: readonly Uint8Array[]): Bytes {
  const [first] = pieces
  if (first && pieces.length === 1) return first as Bytes
  const joined = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    joined.set(piece, at)
    at += piece.length
  }
  return joined
}
