/** The files of a disk as sources of bytes. */
import type { Stats } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type ByteSource, UnreadableError } from '../evidence/files/byte-source.ts'
import { maxEvidenceFiles } from '../evidence/files/zip-problems.ts'

/**
 * Lists what is at paths: each file under its name, and those of a folder under their paths in it. Rejects with an
 * `UnreadableError` that names a path that is missing or cannot be read.
 */
export async function listSources(paths: readonly string[]): Promise<readonly ByteSource[]> {
  const sources: ByteSource[] = []
  for (const path of paths) {
    const stats = await find(path)
    if (stats.isDirectory()) await addFolder(path, '', sources)
    else sources.push(createFileSource(basename(path), path, stats))
  }
  return sources
}

async function addFolder(folder: string, prefix: string, sources: ByteSource[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw toReadError(folder, error)
  })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    // Links are not followed: they may lead anywhere.
    if (entry.isDirectory()) await addFolder(path, `${prefix}${entry.name}/`, sources)
    else if (entry.isFile()) {
      sources.push(createFileSource(`${prefix}${entry.name}`, path, await find(path)))
    }
    if (sources.length > maxEvidenceFiles) {
      throw new UnreadableError(
        `${folder} contains more than ${maxEvidenceFiles.toLocaleString('en-US')} files, so it is no export.`,
      )
    }
  }
}

async function find(path: string): Promise<Stats> {
  return stat(path).catch((error: unknown) => {
    throw toReadError(path, error)
  })
}

/** Opens the file for each part, so that thousands of files need no more handles than one. */
function createFileSource(name: string, path: string, stats: Stats): ByteSource {
  if (!stats.isFile()) throw new UnreadableError(`${path} is neither a file nor a folder.`)
  return {
    name,
    size: stats.size,
    async read(offset, length) {
      const bytes = new Uint8Array(length)
      try {
        const file = await open(path)
        try {
          const { bytesRead } = await file.read(bytes, 0, length, offset)
          return bytes.subarray(0, bytesRead)
        } finally {
          await file.close()
        }
      } catch (error) {
        throw toReadError(path, error)
      }
    },
  }
}

function toReadError(path: string, error: unknown): UnreadableError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
  const reason =
    code === 'ENOENT' ? 'There is no such file or folder' : `It cannot be read (${code})`
  return new UnreadableError(`${path}: ${reason}.`, { cause: error })
}
