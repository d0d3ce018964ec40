/**
 * Where an exported file goes: into a file that is written while it is made, where the browser can do that, else
 * into parts that it keeps (large ones on disk) and downloads at the end.
 */

type Bytes = Uint8Array<ArrayBuffer>

/** A file under way. */
export type FileSink = {
  /** As it was named at last. */
  name: string
  write: (bytes: Bytes) => Promise<void>
  /** Makes it a file. */
  close: () => Promise<void>
  /** Drops what was written; tells whether nothing is left behind. */
  abort: () => Promise<boolean>
}

/** The name and kind of a file. */
export type FileKind = { name: string; mediaType: string; ending: string }

type Picker = (options: {
  suggestedName: string
  types: readonly { description: string; accept: Record<string, readonly string[]> }[]
}) => Promise<PickedFile>

/** `remove` is missing in some browsers that can write files. */
type PickedFile = FileSystemFileHandle & { remove?: () => Promise<void> }

/** Asks where to, where the browser can; `undefined` when the question was dismissed. */
export async function openFileSink(kind: FileKind): Promise<FileSink | undefined> {
  const { showSaveFilePicker: pick } = window as { showSaveFilePicker?: Picker }
  if (!pick) return createBlobSink(kind)
  let handle: PickedFile
  try {
    handle = await pick({
      suggestedName: kind.name,
      types: [{ description: kind.ending, accept: { [kind.mediaType]: [`.${kind.ending}`] } }],
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined
    // Some browsers have the picker and do not let a page use it.
    return createBlobSink(kind)
  }
  return createPickedSink(handle)
}

async function createPickedSink(handle: PickedFile): Promise<FileSink> {
  // What is written goes to another place until it is closed.
  const file = await handle.createWritable()
  return {
    name: handle.name,
    write: (bytes) => file.write(bytes),
    close: () => file.close(),
    async abort() {
      await file.abort().catch(() => undefined)
      // The picker has made an empty file.
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
  let parts: Blob[] = []
  return {
    name,
    async write(bytes) {
      parts.push(new Blob([bytes]))
    },
    async close() {
      download(name, new Blob(parts, { type: mediaType }))
      parts = []
    },
    async abort() {
      parts = []
      return true
    },
  }
}

/** How long a browser may take to begin a download. */
const downloadRestMs = 60_000

/** Lets the browser download something under a name. */
export function download(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  window.setTimeout(() => URL.revokeObjectURL(url), downloadRestMs)
}
