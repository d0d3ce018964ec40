/** Collects entries one by one into the columns that are compared. */
import { formatHex } from '../../../evidence/encoding/hex.ts'
import type { SealedEntries } from '../../../evidence/seal/sealed-entries.ts'
import { hashBytes } from '../../store/page-leaves.ts'

/** An entry; `text` is absent where only its hash is known. */
export type ListedEntry = {
  leaf: Uint8Array
  content: Uint8Array
  timeMs: number
  id: number
  text?: string
}

/** Texts of more entries are not kept; a list of differences says only their times. */
const maxTextLength = 64 * 1024 * 1024

/** Creates an empty list. */
export function createEntryList() {
  const sourceTexts: string[] = []
  const entries: (ListedEntry & { source: number })[] = []
  let textLength = 0

  function toKept(entry: ListedEntry, source: number) {
    textLength += entry.text?.length ?? 0
    const { text, ...others } = entry
    return {
      ...others,
      source,
      ...(text !== undefined && textLength <= maxTextLength && { text }),
    }
  }

  return {
    count: () => entries.length,
    add(sourceText: string, entry: ListedEntry) {
      const known = sourceTexts.indexOf(sourceText)
      const source = known === -1 ? sourceTexts.push(sourceText) - 1 : known
      entries.push(toKept(entry, source))
    },
    replace(index: number, entry: ListedEntry) {
      entries[index] = toKept(entry, entries[index]?.source ?? 0)
    },
    /** The text of the source and the leaf hash of each entry. */
    listLeaves: () =>
      new Set(entries.map(({ source, leaf }) => `${sourceTexts[source]} ${formatHex(leaf)}`)),
    findText: (index: number): string | undefined => entries[index]?.text,
    toEntries(): SealedEntries {
      const toColumn = (name: 'leaf' | 'content') => {
        const bytes = new Uint8Array(entries.length * hashBytes)
        for (const [at, entry] of entries.entries()) bytes.set(entry[name], at * hashBytes)
        return { bytes, width: hashBytes }
      }
      return {
        sourceTexts,
        sources: Uint16Array.from(entries, ({ source }) => source),
        times: Float64Array.from(entries, ({ timeMs }) => timeMs),
        ids: Float64Array.from(entries, ({ id }) => id),
        leaves: toColumn('leaf'),
        contents: toColumn('content'),
      }
    },
  }
}
