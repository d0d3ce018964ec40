/** Lists the files that were dropped, also those in folders. */
import { type ChosenFile, importSizes } from './collect-files.ts'

/** Maximum depth of folders. */
const maxDepth = 10

/** Lists them; stops one after the number that is read. Has to be called while the event of the drop is handled. */
export function listDroppedFiles(data: DataTransfer): Promise<readonly ChosenFile[]> {
  // After the event the items are gone, so all entries are taken at once.
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) {
    return Promise.resolve([...data.files].map((file) => ({ path: file.name, file })))
  }
  return listEntries(entries)
}

async function listEntries(entries: readonly FileSystemEntry[]): Promise<readonly ChosenFile[]> {
  const found: ChosenFile[] = []
  const open = entries.map((entry) => ({ entry, depth: 0 })).reverse()
  for (let next = open.pop(); next && found.length <= importSizes.files; next = open.pop()) {
    const { entry, depth } = next
    if (isFile(entry)) {
      const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
      found.push({ path: entry.fullPath.replace(/^\//, ''), file })
    } else if (isFolder(entry) && depth < maxDepth) {
      const children = await readFolder(entry)
      open.push(...children.map((child) => ({ entry: child, depth: depth + 1 })).reverse())
    }
  }
  return found
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

/** Browsers give at most 100 entries at once. */
async function readFolder(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  while (all.length <= importSizes.files) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (some.length === 0) break
    all.push(...some)
  }
  return all
}
