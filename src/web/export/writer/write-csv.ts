/**
 * Writes entries as a CSV table for spreadsheets: field values as text that no program evaluates, times also in the
 * zone of the screen, suspected secrets masked unless the user asks for them. CSV is for reading; NDJSON is the format
 * for evidence.
 */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import {
  changePath,
  derivedFields,
  type Field,
  getFieldsByPath,
  summaryPath,
} from '../../../catalog/fields.ts'
import { getFields } from '../../../query/get-fields.ts'
import {
  findSecrets,
  findValueSecrets,
  maskSpans,
  secretMask,
} from '../../../query/secrets/find-secrets.ts'
import { toSummary } from '../../../query/summary/to-summary.ts'
import type { EntryTexts } from '../../store/entry-store.ts'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'
import { toCsvCell } from './csv-cell.ts'
import type { CsvChoice, EntryWriter, WriterNotes, WriterWords } from './entry-writer.ts'
import { createRawValueReader, readString } from './read-raw-values.ts'
import { createZoneTime } from './zone-time.ts'

/**
 * A column: `pathIndexes` are the indexes of its path and alternative paths in the paths to read, best first; a derived
 * column has none.
 */
type CsvField = {
  field: Field
  keys: readonly string[]
  pathIndexes: readonly number[]
  isInstant: boolean
}

/** Counts for the manifest and the dialog; `maxLength` is the length of the longest cell in characters. */
type CsvCounts = { masked: number; prefixed: number; long: number; maxLength: number }

/** Excel truncates longer cells, in characters. */
const maxExcelCellLength = 32_767
const lineEnd = '\r\n'
/** Without a byte order mark Excel does not read the file as UTF-8. */
const byteOrderMark = '\ufeff'

/** Creates a CSV writer; paths that the dataset does not declare are left out. */
export function createCsvWriter(dataset: Dataset, choice: CsvChoice): EntryWriter {
  const { fields, readValues } = prepareFields(dataset, choice.paths)
  const toZoneTime = createZoneTime(choice.timeZone)
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const encoder = new TextEncoder()
  const counts: CsvCounts = { masked: 0, prefixed: 0, long: 0, maxLength: 0 }
  const headers = fields.flatMap(({ field, isInstant }) =>
    isInstant ? [`${field.path} (${choice.timeZone})`, field.path] : [field.path],
  )

  function toCell(text: string): string {
    const cell = toCsvCell(text)
    if (cell.isPrefixed) counts.prefixed++
    const length = cell.text.length - 2
    if (length > maxExcelCellLength) counts.long++
    counts.maxLength = Math.max(counts.maxLength, length)
    return cell.text
  }

  function toLine(text: string, change: string): string {
    const spans = readValues(text)
    const cells: string[] = []
    for (const { field, pathIndexes, isInstant, keys } of fields) {
      if (field.path === summaryPath || field.path === changePath) {
        const sentence = field.path === changePath ? change : toSentence(dataset, text)
        counts.masked += sentence.split(secretMask).length - 1
        cells.push(toCell(sentence))
        continue
      }
      const pathIndex = pathIndexes.find((index) => spans[index] !== undefined)
      const span = pathIndex === undefined ? undefined : spans[pathIndex]
      const value = span && findText(text.slice(span.start, span.end), keys, choice.showsSecrets)
      if (isInstant) cells.push(toCell(toZoneTime(value?.text ?? '') ?? ''))
      counts.masked += value?.masked ?? 0
      cells.push(value ? toCell(value.text) : '')
    }
    return cells.join(',') + lineEnd
  }

  return {
    head: () => encoder.encode(byteOrderMark + headers.map(toCell).join(',') + lineEnd),
    write({ bytes, lengths }: EntryTexts, _buffer, changes = []) {
      const lines: string[] = []
      let from = 0
      for (const [index, length] of lengths.entries()) {
        const text = decoder.decode(bytes.subarray(from, from + length))
        lines.push(toLine(text, changes[index] ?? ''))
        from += length
      }
      return encoder.encode(lines.join(''))
    },
    notes: () => toNotes(fields, choice, counts),
    words: () => toWords(counts),
  }
}

function toNotes(fields: readonly CsvField[], choice: CsvChoice, counts: CsvCounts): WriterNotes {
  return {
    format:
      'CSV (RFC 4180), UTF-8 with a byte order mark; the first line names the columns, lines end in CR LF',
    columns: fields.flatMap(({ field: { path, label }, isInstant }) => [
      ...(isInstant ? [{ header: `${path} (${choice.timeZone})`, field: path, label }] : []),
      { header: path, field: path, label },
    ]),
    ...(fields.some(({ field }) => field.path === summaryPath) && {
      summary: 'a sentence that Gumshoe derives from the entry; no field of the log has this text',
    }),
    ...(fields.some(({ field }) => field.path === changePath) && {
      change:
        'what Gumshoe derives from the entry, or from an earlier one of the same resource among the loaded entries; no field of the log has this text',
    }),
    times: `each time stands twice: in ${choice.timeZone} with its offset, and as it was sent`,
    values: [
      'Values may be prefixed: an apostrophe stands before what a spreadsheet could take for a formula.',
      'Characters that cannot be seen, line breaks among them, are written as marks such as ⟦U+202E⟧.',
      'Objects and lists are JSON text. What was not recorded, and what was recorded as null, is an empty cell without quotes.',
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

/** The summary of an entry, in which suspected secrets are always masked. */
function toSentence(dataset: Dataset, text: string): string {
  return toSummary(dataset, JSON.parse(text))
    .map((part) => part.text)
    .join(' ')
}

function prepareFields(dataset: Dataset, chosenPaths: readonly string[]) {
  const fieldsByPath = getFields(dataset)
  const derivedByPath = getFieldsByPath(derivedFields)
  const paths: string[] = []
  const fields = chosenPaths.flatMap((path): CsvField[] => {
    const derived = derivedByPath.get(path)
    if (derived) return [{ field: derived, keys: [], pathIndexes: [], isInstant: false }]
    const field = fieldsByPath.get(path)
    if (!field) return []
    const fieldPaths = [field.path, ...(field.otherPaths ?? [])]
    const pathIndexes = fieldPaths.map((fieldPath) => {
      const index = paths.indexOf(fieldPath)
      return index === -1 ? paths.push(fieldPath) - 1 : index
    })
    const isInstant = field.kind === 'instant'
    return [{ field, keys: path.split('.'), pathIndexes, isInstant }]
  })
  return { fields, readValues: createRawValueReader(paths) }
}

/** The text of a raw value and the number of secrets masked in it; `undefined` for null. */
function findText(
  raw: string,
  keys: readonly string[],
  showsSecrets: boolean,
): { text: string; masked: number } | undefined {
  if (raw === 'null') return undefined
  const isString = raw[0] === '"'
  // JSON allows no raw line breaks and tabs inside strings, so those found are between tokens.
  const text = isString ? readString(raw, 0, raw.length) : raw.replaceAll(/[\n\r\t]+/g, '')
  if (showsSecrets) return { text, masked: 0 }
  // Secrets are found as in the table: by the name of the field, or by the shape of the value.
  const secrets = isString ? findValueSecrets(keys, text) : findSecrets(text, keys.at(-1))
  return { text: secrets.length > 0 ? maskSpans(text, secrets) : text, masked: secrets.length }
}
