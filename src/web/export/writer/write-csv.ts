/**
 * Writes entries as a CSV table for spreadsheets: field values as text that no program evaluates, times also in the
 * zone of the screen, suspected secrets masked unless the user asks for them. CSV is for reading; NDJSON is the format
 * for evidence.
 */
import { changePath, type Field, rulesPath, summaryPath } from '../../../catalog/fields.ts'
import type { EntryTexts } from '../../store/entry-store.ts'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'
import { toCsvCell } from './csv-cell.ts'
import { type CsvColumns, type CsvValue, pairField, toMaskedValue } from './csv-columns.ts'
import type {
  CsvChoice,
  EntryFacts,
  EntryWriter,
  WriterNotes,
  WriterWords,
} from './entry-writer.ts'
import { createZoneTime } from './zone-time.ts'

/** Counts for the manifest and the dialog; `maxLength` is the length of the longest cell in characters. */
type CsvCounts = { masked: number; prefixed: number; long: number; maxLength: number }

/** Excel truncates longer cells, in characters. */
const maxExcelCellLength = 32_767
const lineEnd = '\r\n'
/** Without a byte order mark Excel does not read the file as UTF-8. */
const byteOrderMark = '\ufeff'

const isInstant = ({ kind }: Field) => kind === 'instant'

/** Creates a CSV writer for these columns. */
export function createCsvWriter(
  { fields, readValues, about }: CsvColumns,
  choice: Pick<CsvChoice, 'timeZone' | 'showsSecrets'>,
): EntryWriter {
  const toZoneTime = createZoneTime(choice.timeZone)
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const encoder = new TextEncoder()
  const counts: CsvCounts = { masked: 0, prefixed: 0, long: 0, maxLength: 0 }
  const headers = fields.flatMap((field) =>
    isInstant(field) ? [`${field.path} (${choice.timeZone})`, field.path] : [field.path],
  )

  function toCell(text: string): string {
    const cell = toCsvCell(text)
    if (cell.isPrefixed) counts.prefixed++
    const length = cell.text.length - 2
    if (length > maxExcelCellLength) counts.long++
    counts.maxLength = Math.max(counts.maxLength, length)
    return cell.text
  }

  /** What the store knows of an entry, which its text does not tell. */
  function toStoreValue({ path }: Field, index: number, facts: EntryFacts): CsvValue | undefined {
    if (path === changePath) return toMaskedValue(facts.changes?.[index] ?? '')
    if (path === rulesPath) return toMaskedValue(facts.rules?.[index] ?? '')
    const pair = path === pairField.path ? facts.pairs?.[index] : 0
    return pair ? { text: String(pair), masked: 0 } : undefined
  }

  function toLine(text: string, at: number, facts: EntryFacts): string {
    const values = readValues(text, facts.sources?.[at] ?? 0)
    const cells: string[] = []
    for (const [index, field] of fields.entries()) {
      const value = toStoreValue(field, at, facts) ?? values[index]
      if (isInstant(field)) cells.push(toCell(toZoneTime(value?.text ?? '') ?? ''))
      counts.masked += value?.masked ?? 0
      cells.push(value ? toCell(value.text) : '')
    }
    return cells.join(',') + lineEnd
  }

  return {
    head: () => encoder.encode(byteOrderMark + headers.map(toCell).join(',') + lineEnd),
    write({ bytes, lengths }: EntryTexts, facts: EntryFacts = {}) {
      const lines: string[] = []
      let from = 0
      for (const [index, length] of lengths.entries()) {
        const text = decoder.decode(bytes.subarray(from, from + length))
        lines.push(toLine(text, index, facts))
        from += length
      }
      return encoder.encode(lines.join(''))
    },
    notes: () => toNotes(fields, choice, counts, about),
    words: () => toWords(counts),
  }
}

function toNotes(
  fields: readonly Field[],
  choice: Pick<CsvChoice, 'timeZone' | 'showsSecrets'>,
  counts: CsvCounts,
  about: string,
): WriterNotes {
  return {
    format:
      'CSV (RFC 4180), UTF-8 with a byte order mark; the first line names the columns, lines end in CR LF',
    columns: fields.flatMap((field) => {
      const { path, label } = field
      const column = { header: path, field: path, label }
      const inZone = { ...column, header: `${path} (${choice.timeZone})` }
      return isInstant(field) ? [inZone, column] : [column]
    }),
    ...(fields.some(({ path }) => path === summaryPath) && {
      summary: 'a sentence that Gumshoe derives from the entry; no field of the log has this text',
    }),
    ...(fields.some(({ path }) => path === changePath) && {
      change:
        'what Gumshoe derives from the entry, or from an earlier one of the same resource among the loaded entries; no field of the log has this text',
    }),
    ...(fields.some(({ path }) => path === rulesPath) && {
      rules:
        'the titles of the detection rules of this browser that match the entry; no field of the log has this text',
    }),
    ...(fields.includes(pairField) && {
      pair: 'a number that Gumshoe gives to both entries of a pair; empty without a partner in the file',
    }),
    times: `each time stands twice: in ${choice.timeZone} with its offset, and as it was sent`,
    values: [
      'Values may be prefixed: an apostrophe stands before what a spreadsheet could take for a formula.',
      'Characters that cannot be seen, line breaks among them, are written as marks such as ⟦U+202E⟧.',
      about,
      'The NDJSON export has the original bytes.',
    ],
    prefixedCells: counts.prefixed,
    secrets: choice.showsSecrets
      ? 'written as they were sent'
      : 'what looks like a secret is replaced by [masked]; others may be left',
    maskedValues: counts.masked,
    maxCellLength: counts.maxLength,
    cellsLongerThanExcelHolds: counts.long,
  }
}

function toWords({ masked, prefixed, long }: CsvCounts): WriterWords {
  const words: string[] = []
  if (masked > 0) {
    words.push(
      `${toCounted(masked, 'value')} that looked like a secret ${masked === 1 ? 'is' : 'are'} masked.`,
    )
  }
  if (prefixed > 0) {
    words.push(
      `${toCounted(prefixed, 'cell')} got an apostrophe, so that no spreadsheet computes ${prefixed === 1 ? 'it' : 'them'}.`,
    )
  }
  if (long > 0) {
    words.push(
      `${toCounted(long, 'cell')} ${long === 1 ? 'is' : 'are'} longer than the ${toCountText(maxExcelCellLength)} characters that Excel shows.`,
    )
  }
  return words
}
