/**
 * Finds out what was given to be checked: an export (a ZIP, or its files unpacked), or one file alone. Names of files do
 * not decide that, because files are renamed; contents do.
 */

import { entryProofType } from '../entry-proof/entry-proof.ts'
import { bundleNames, statementType } from '../receipt.ts'
import {
  type ByteSource,
  type EvidenceFile,
  toEvidenceFile,
  UnreadableError,
} from './byte-source.ts'
import { findLogStart } from './find-log-start.ts'
import { isZip, readZip } from './read-zip.ts'

/** One file that can be checked alone. */
export type DocumentKind = 'receipt' | 'entry-proof' | 'audit-log'

/** What was given. The name is for the reader. */
export type OpenedEvidence = {
  readonly kind: 'export' | DocumentKind
  readonly name: string
  /**
   * All files of an export, with their paths from the folder of the receipt; those of an audit log in the order in which
   * they were written; otherwise the one file.
   */
  readonly files: readonly EvidenceFile[]
}

const receiptName = bundleNames.receipt

/** A receipt of a million entries has a few megabytes. */
const maxDocumentBytes = 128 * 1024 * 1024
const maxLineBytes = 64 * 1024

/** Opens a ZIP, the files of a folder, or one file. Rejects with an `UnreadableError` where it is none of them. */
export async function openEvidence(
  given: readonly ByteSource[],
  name: string,
): Promise<OpenedEvidence> {
  const sources = given.filter((source) => !isOfTheSystem(source.name))
  const [first] = sources
  if (!first) throw new UnreadableError(`${name} contains no files.`)
  if (sources.length === 1) return openFile(first)
  const packed = await findZip(sources)
  if (packed) {
    throw new UnreadableError(
      `${packed.name} is a ZIP among other files. Check one ZIP at a time, or the unpacked files of one.`,
    )
  }
  const log = await orderLogFiles(sources)
  if (log) return { kind: 'audit-log', name, files: log.map(toEvidenceFile) }
  return openExport(sources.map(toEvidenceFile), name)
}

/** The parts of one audit log, oldest first; `undefined` where a file is no such log. */
async function orderLogFiles(
  sources: readonly ByteSource[],
): Promise<readonly ByteSource[] | undefined> {
  const parts: { source: ByteSource; time: string }[] = []
  for (const source of sources) {
    const start = findLogStart(await source.read(0, Math.min(maxLineBytes, source.size)))
    if (!start) return undefined
    parts.push({ source, time: start.time })
  }
  parts.sort((a, b) => (a.time < b.time ? -1 : 1))
  return parts.map(({ source }) => source)
}

async function findZip(sources: readonly ByteSource[]): Promise<ByteSource | undefined> {
  for (const source of sources) {
    if (/\.zip$/i.test(source.name) && isZip(await source.read(0, 4))) return source
  }
  return undefined
}

async function openFile(source: ByteSource): Promise<OpenedEvidence> {
  const { name } = source
  const start = await source.read(0, Math.min(maxLineBytes, source.size))
  if (isZip(start)) return openExport(await readZip(source), name)
  if (/\.zip$/i.test(name)) {
    throw new UnreadableError(
      `${name} is not a ZIP, in spite of its name. Get the file once more from where it was made.`,
    )
  }
  const kind = await findDocumentKind(source, start)
  return { kind, name, files: [toEvidenceFile(source)] }
}

function openExport(files: readonly EvidenceFile[], name: string): OpenedEvidence {
  const wanted = removeTopFolder(files.filter((file) => !isOfTheSystem(file.name)))
  if (wanted.some((file) => file.name === receiptName)) {
    return { kind: 'export', name, files: wanted }
  }
  throw new UnreadableError(
    `${name} contains no ${receiptName}, so there is nothing to check it by. Exports have had one since Gumshoe signs what it receives.`,
  )
}

/** ZIP programs often put all files into one folder; their paths start in it. */
function removeTopFolder(files: readonly EvidenceFile[]): readonly EvidenceFile[] {
  if (files.some((file) => file.name === receiptName)) return files
  const [, top = ''] = /^([^/]+\/)/.exec(files[0]?.name ?? '') ?? []
  if (top === '' || !files.every((file) => file.name.startsWith(top))) return files
  return files.map((file) => ({ ...file, name: file.name.slice(top.length) }))
}

/** Files that macOS and Windows add to folders and ZIPs by themselves. */
function isOfTheSystem(name: string): boolean {
  return /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/.test(name)
}

function isGzip([first, second]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b
}

/** Which JSON document, or log of lines, a file is. */
async function findDocumentKind(source: ByteSource, start: Uint8Array): Promise<DocumentKind> {
  const { name, size } = source
  if (size === 0) throw new UnreadableError(`${name} is empty.`)
  if (isGzip(start)) throw new UnreadableError(`${name} is packed by gzip. Unpack it first.`)
  if (findLogStart(start)) return 'audit-log'
  const line = parseJson(toFirstLine(start))
  const found =
    findKind(line) ?? (size <= maxDocumentBytes ? findKind(await readJson(source)) : undefined)
  if (found) return found
  if (new TextDecoder().decode(start).includes('-----BEGIN CERTIFICATE-----')) {
    throw new UnreadableError(
      `${name} is a certificate. Check the export first, and then give the certificate under “Timestamp”, or by --tsa of the command.`,
    )
  }
  const reason =
    typeof line === 'object' && line !== null
      ? 'It may be a data file: choose it together with the receipt.json beside it, or choose the whole ZIP.'
      : 'Choose the ZIP of an export, the files that were in it, an entry with its proof, or an audit log with a chain (AUDIT_CHAIN=1).'
  throw new UnreadableError(`${name} is nothing that Gumshoe can check. ${reason}`)
}

function findKind(value: unknown): DocumentKind | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { _type, type } = value as { _type?: unknown; type?: unknown }
  if (_type === statementType) return 'receipt'
  return type === entryProofType ? 'entry-proof' : undefined
}

function toFirstLine(start: Uint8Array): string {
  return new TextDecoder().decode(start).split('\n', 1)[0] ?? ''
}

async function readJson(source: ByteSource): Promise<unknown> {
  return parseJson(new TextDecoder().decode(await source.read(0, source.size)))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
