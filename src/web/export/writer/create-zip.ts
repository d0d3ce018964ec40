/**
 * A ZIP whose data files are made piece by piece. The library reads its input, but the entries come from calls of the
 * page, so the two are joined by a stream here. Files are stored and not compressed: the ZIP of the same files at the
 * same time has the same bytes in every browser. Sizes from 4 GiB on are written as ZIP64.
 */
import { makeZip } from 'client-zip'

type Bytes = Uint8Array<ArrayBuffer>

/** A text file that follows the data, for example the manifest. */
export type TextFile = { name: string; text: string }

/** The file that is delivered: a ZIP, or one data file alone. Each function returns the next bytes of it. */
export type Container = {
  /** Begins a file; the one before it is ended. */
  begin: (name: string, isExecutable?: boolean) => Promise<Bytes>
  /** Adds a chunk of the file that was begun last. The result may be `chunk` itself. */
  write: (chunk: Bytes) => Promise<Bytes>
  /** Ends the last file and adds further files. */
  end: (files: readonly TextFile[]) => Promise<Bytes>
}

/** Dates in a ZIP begin in 1980; a day later it is 1980 in every time zone. */
const minDateMs = Date.UTC(1980, 0, 2)

/** A file of the ZIP, as the library reads it. */
type ZipInput = {
  name: string
  input: ReadableStream<Bytes> | string
  lastModified: Date
  mode?: number
}

/** Permissions of a program on Unix; other files get those of the library. */
const executableMode = 0o755

/** Creates a ZIP. All files are dated `dateMs`, which readers show in their local time. */
export function createZip(dateMs: number): Container {
  const lastModified = new Date(Math.max(dateMs, minDateMs))
  /** Resolves when the library has handled all data so far. */
  let handled: Promise<void> = Promise.resolve()
  let setHandled = () => {}
  let data: ReadableStreamDefaultController<Bytes> | undefined
  const files = createFileQueue(() => setHandled())

  /** A file whose chunks are given to `data`. Without a queue, `pull` is called only when the library needs more. */
  function createInput(): ReadableStream<Bytes> {
    return new ReadableStream<Bytes>(
      {
        start: (controller) => {
          data = controller
        },
        pull: () => setHandled(),
      },
      { highWaterMark: 0 },
    )
  }

  function expectMore(): void {
    handled = new Promise((resolve) => {
      setHandled = resolve
    })
  }

  expectMore()
  const output = makeZip(files.list()).getReader()
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
    begin(name, isExecutable) {
      expectMore()
      data?.close()
      files.add({
        ...{ name, input: createInput(), lastModified },
        ...(isExecutable && { mode: executableMode }),
      })
      return take()
    },
    write(chunk) {
      expectMore()
      data?.enqueue(chunk)
      return take()
    },
    end(added) {
      expectMore()
      data?.close()
      for (const { name, text } of added) files.add({ name, input: text, lastModified })
      files.end()
      return take()
    },
  }
}

/** The files of a ZIP, which are added while the library reads them; `onWaiting` is called when it needs another one. */
function createFileQueue(onWaiting: () => void) {
  const waiting: ZipInput[] = []
  let isEnded = false
  let wake = () => {}
  return {
    add(file: ZipInput) {
      waiting.push(file)
      wake()
    },
    end() {
      isEnded = true
      wake()
    },
    async *list() {
      for (;;) {
        const file = waiting.shift()
        if (file) yield file
        else if (isEnded) return
        else {
          const added = new Promise<void>((resolve) => {
            wake = resolve
          })
          onWaiting()
          await added
        }
      }
    },
  }
}

/** Creates a container of one data file alone. It refuses further files. */
export function createSingleFile(): Container {
  let isBegun = false
  const refuse = () => {
    throw new Error('A single file has no room for further files.')
  }
  return {
    async begin() {
      if (isBegun) refuse()
      isBegun = true
      return new Uint8Array(0)
    },
    write: async (chunk) => chunk,
    async end(files) {
      if (files.length > 0) refuse()
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
