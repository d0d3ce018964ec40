/**
 * The destination of an exported file. Where the browser supports it, a file picked by the user is written chunk by
 * chunk; elsewhere the chunks become `Blob`s (the browser moves large ones to disk), downloaded at the end.
 */
import { maxBlobBytes } from './too-large-error.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** A file being written. */
export type FileSink = {
  /** The final name, which the user may have changed. */
  name: string
  /** The maximum size of the file; absent where only the disk limits it. */
  maxBytes?: number
  write: (bytes: Bytes) => Promise<void>
  /** Finishes the file. Resolves to the download where the browser was asked for one: its end is not known. */
  close: () => Promise<HandedFile | undefined>
  /** Discards the file; resolves to whether nothing is left of it. */
  abort: () => Promise<boolean>
}

/** A file that the browser was asked to download. */
export type HandedFile = {
  /** Asks once more. */
  saveAgain: () => void
  /** Lets the browser free the file; a download that has begun goes on. */
  release: () => void
}

/** The suggested name, media type and extension of a file. */
export type FileKind = { name: string; mediaType: string; extension: string }

type Picker = (options: {
  suggestedName: string
  types: readonly { description: string; accept: Record<string, readonly string[]> }[]
}) => Promise<PickedFile>

/** Some browsers that can write files do not have `remove`. */
type PickedFile = FileSystemFileHandle & { remove?: () => Promise<void> }

/** Asks the user for a file where the browser supports it; `undefined` if the user dismissed the dialog. */
export async function openFileSink(kind: FileKind): Promise<FileSink | undefined> {
  const { showSaveFilePicker: pick } = window as { showSaveFilePicker?: Picker }
  if (!pick) return createBlobSink(kind)
  let handle: PickedFile
  try {
    handle = await pick({
      suggestedName: kind.name,
      types: [
        { description: kind.extension, accept: { [kind.mediaType]: [`.${kind.extension}`] } },
      ],
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined
    // Some browsers have the picker but do not let pages use it.
    return createBlobSink(kind)
  }
  return createPickedSink(handle)
}

async function createPickedSink(handle: PickedFile): Promise<FileSink> {
  // The browser writes to a temporary file until the stream is closed.
  const file = await handle.createWritable()
  return {
    name: handle.name,
    write: (bytes) => file.write(bytes),
    async close() {
      await file.close()
      return undefined
    },
    async abort() {
      await file.abort().catch(() => undefined)
      // The picker has already created an empty file.
      return (
        handle.remove?.().then(
          () => true,
          () => false,
        ) ?? false
      )
    },
  }
}

function createBlobSink({ name, mediaType }: FileKind): FileSink {
  let chunks: Blob[] = []
  return {
    name,
    maxBytes: maxBlobBytes,
    async write(bytes) {
      chunks.push(new Blob([bytes]))
    },
    async close() {
      const blob = new Blob(chunks, { type: mediaType })
      chunks = []
      return handToBrowser(name, blob)
    },
    async abort() {
      chunks = []
      return true
    },
  }
}

/** How long a released file stays readable, so that the browser can start the download. */
const releaseDelayMs = 60_000

/**
 * Makes the browser download a blob as a file. Only one download may be asked for at a time: WebKit drops the first of
 * two, without an error.
 */
function handToBrowser(name: string, blob: Blob): HandedFile {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  return {
    saveAgain: () => link.click(),
    release: () => void window.setTimeout(() => URL.revokeObjectURL(url), releaseDelayMs),
  }
}
