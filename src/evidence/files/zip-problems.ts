/** Says why a ZIP is not read, in words of Gumshoe. */
import { type ByteSource, UnreadableError } from './byte-source.ts'

/** An entry of the directory, as far as it is checked before anything is unpacked. */
export type ListedFile = {
  filename: string
  encrypted: boolean
  symlink: boolean
  compressedSize: number
  uncompressedSize: number
}

/** A page without entries has a file of its own, so there may be thousands. */
export const maxEvidenceFiles = 20_000
const maxNameLength = 255

/** Text is packed to a tenth, or a thirtieth where it repeats. A bomb of zeros is packed to a thousandth. */
const maxUnpackedRatio = 200
/** Below this size the ratio does not matter. */
const maxHarmlessBytes = 256 * 1024 * 1024

const getAgain = 'Get the file once more from where it was made.'

/** Finds the first problem of the files that a ZIP lists. */
export function findZipProblem(
  files: readonly ListedFile[],
  { name }: ByteSource,
): string | undefined {
  if (files.length === 0) return `${name} is a ZIP without files.`
  if (files.length > maxEvidenceFiles) {
    return `${name} contains ${files.length.toLocaleString('en-US')} files. No export has more than ${maxEvidenceFiles.toLocaleString('en-US')}, so it was not read.`
  }
  const known = new Map<string, string>()
  for (const file of files) {
    const problem = findFileProblem(file, known)
    if (problem !== undefined) return `${name} was not read: ${problem}`
  }
  return undefined
}

function findFileProblem(
  { filename, encrypted, symlink, compressedSize, uncompressedSize }: ListedFile,
  known: Map<string, string>,
): string | undefined {
  const shown = toShownName(filename)
  if (filename.length > maxNameLength || hasForbidden(filename)) {
    return `a file in it has a name that an export never has: ${shown}.`
  }
  if (encrypted)
    return `${shown} is encrypted. Unpack the ZIP with its password, then choose the folder.`
  if (symlink) return `${shown} is a link to another file, which an export never contains.`
  if (uncompressedSize > maxHarmlessBytes && uncompressedSize > compressedSize * maxUnpackedRatio) {
    return `${shown} would be more than ${maxUnpackedRatio} times as large when it is unpacked. An export never packs so well.`
  }
  // Windows and macOS replace one file by the other when they unpack the ZIP.
  const key = filename.normalize('NFC').toLowerCase()
  const other = known.get(key)
  if (other !== undefined) {
    return other === filename
      ? `it contains two files with the name ${shown}, and programs differ in which one they read.`
      : `it contains ${toShownName(other)} and ${shown}, which are one file on Windows and macOS.`
  }
  known.set(key, filename)
  return undefined
}

/** Backslashes separate folders on Windows; controls and marks of direction make a name look like another one. */
function hasForbidden(name: string): boolean {
  return /[\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name) || /^[/.]|(^|\/)\.{1,2}(\/|$)|:/.test(name)
}

/** The name of a file in a ZIP as a label: short, in quotation marks, and without characters that hide. */
export function toShownName(name: string): string {
  const visible = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd')
  return `“${visible.length > 80 ? `${visible.slice(0, 80)}…` : visible}”`
}

/** Folders have no bytes. Programs that take the name for that of a file would unpack more than others. */
export function toFolderError(folder: string, { name }: ByteSource): UnreadableError {
  return new UnreadableError(
    `${name} was not read: ${toShownName(folder)} is a folder and a file in one. ${getAgain}`,
  )
}

/** The messages of zip.js 2.24, by their beginnings, and what they mean for the reader. */
const causes: readonly (readonly [message: string, cause: string])[] = [
  [
    'File contains encrypted',
    'it is encrypted. Unpack the ZIP with its password, then choose the folder.',
  ],
  [
    'Encryption method',
    'it is encrypted. Unpack the ZIP with its password, then choose the folder.',
  ],
  ['Encrypted central', 'its list of files is encrypted. Unpack the ZIP, then choose the folder.'],
  [
    'Unsafe filename',
    'a file in it has a name that an export never has, such as a path out of the folder.',
  ],
  ['Overlapping entry', 'files in the ZIP overlap, as they do in one that is made to harm.'],
  ['Ambiguous archive', 'programs would not agree about which files are in the ZIP'],
  [
    'Compression method',
    'it is packed by a method other than deflate. Unpack the ZIP, then choose the folder.',
  ],
  [
    'Split zip',
    'it is one part of several. Join the parts, or unpack them, then choose the folder.',
  ],
]

/** What is wrong inside of a file, whose bytes then differ from those that were packed. */
const damages = ['Invalid CRC32', 'Invalid uncompressed size', 'Invalid compressed data']

/** Turns a failure of the ZIP library into one with a message for the reader. `file`: the one that was being unpacked. */
export function toZipError(error: unknown, { name }: ByteSource, file?: string): UnreadableError {
  if (error instanceof UnreadableError) return error
  const message = error instanceof Error ? error.message : String(error)
  const subject = file === undefined ? name : `${toShownName(file)} in ${name}`
  const cause = causes.find(([begin]) => message.toLowerCase().startsWith(begin.toLowerCase()))?.[1]
  if (cause !== undefined) {
    const ending = cause.endsWith('.') ? cause : `${cause}${toReason(error)}.`
    return new UnreadableError(`${subject} was not read: ${ending}`, { cause: error })
  }
  if (file !== undefined || damages.includes(message)) {
    return new UnreadableError(
      `${subject} is damaged: its bytes are not those that were packed. ${getAgain}`,
      { cause: error },
    )
  }
  return new UnreadableError(
    `${name} is cut or damaged: it has no complete list of its files. ${getAgain}`,
    {
      cause: error,
    },
  )
}

/** The library says what is ambiguous, in plain words. */
function toReason(error: unknown): string {
  const hasReason = typeof error === 'object' && error !== null && 'reason' in error
  return hasReason ? ` (${String(error.reason)})` : ''
}
