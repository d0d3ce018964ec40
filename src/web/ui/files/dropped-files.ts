/** Lists the files that were dropped, also those in folders. */

/** A file with its path in the folder that it came from. */
export type ChosenFile = { path: string; file: Blob }

/** Maximum depth of folders. */
const maxDepth = 10

/**
 * Lists them; stops one after `maxFiles`, so that the caller sees that there are more. Has to be called while the event
 * of the drop is handled.
 */
export function listDroppedFiles(
  data: DataTransfer,
  maxFiles: number,
): Promise<readonly ChosenFile[]> {
  // After the event the items are gone, so all entries are taken at once.
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) {
    return Promise.resolve([...data.files].map((file) => ({ path: file.name, file })))
  }
  return listEntries(entries, maxFiles)
}

async function listEntries(
  entries: readonly FileSystemEntry[],
  maxFiles: number,
): Promise<readonly ChosenFile[]> {
  const found: ChosenFile[] = []
  const open = entries.map((entry) => ({ entry, depth: 0 })).reverse()
  for (let next = open.pop(); next && found.length <= maxFiles; next = open.pop()) {
    const { entry, depth } = next
    if (isFile(entry)) {
      const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
      found.push({ path: entry.fullPath.replace(/^\//, ''), file })
    } else if (isFolder(entry) && depth < maxDepth) {
      const children = await readFolder(entry, maxFiles)
      open.push(...children.map((child) => ({ entry: child, depth: depth + 1 })).reverse())
    }
  }
  return found
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

/** Browsers give at most 100 entries at once. */
async function readFolder(
  folder: FileSystemDirectoryEntry,
  maxFiles: number,
): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  while (all.length <= maxFiles) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (some.length === 0) break
    all.push(...some)
  }
  return all
}
