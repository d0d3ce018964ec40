/**
 * Entries as a table for spreadsheets: values of fields as text that no program computes, times also in the zone of
 * the screen, suspected secrets masked unless they are asked for. It is made to be read; evidence is the other format.
 */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { Field } from '../../../catalog/fields.ts'
import { getFields } from '../../../query/get-fields.ts'
import { findSecrets, findValueSecrets, maskSpans } from '../../../query/secrets/find-secrets.ts'
import type { EntryTexts } from '../../store/entry-store.ts'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'
import { toCsvCell } from './csv-cell.ts'
import type { CsvChoice, EntryWriter } from './entry-writer.ts'
import { createRawValueReader, readString } from './read-raw-values.ts'
import { createZoneTime } from './zone-time.ts'

/** A field, its keys, where its value may stand among the paths read, and whether it is an instant. */
type CsvField = {
  field: Field
  keys: readonly string[]
  places: readonly number[]
  isInstant: boolean
}

/** Excel cuts what is longer. */
const maxExcelCellLength = 32_767
const lineEnd = '\r\n'
/** Without it Excel takes the file for another encoding than UTF-8. */
const byteOrderMark = '\ufeff'

/** Creates a writer of a table; paths that the dataset does not declare are left out. */
export function createCsvWriter(dataset: Dataset, choice: CsvChoice): EntryWriter {
  const { fields, readValues } = prepareFields(dataset, choice.paths)
  const toZoneTime = createZoneTime(choice.timeZone)
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const encoder = new TextEncoder()
  const counts = { masked: 0, prefixed: 0, long: 0, longest: 0 }
  const headers = fields.flatMap(({ field, isInstant }) =>
    isInstant ? [`${field.path} (${choice.timeZone})`, field.path] : [field.path],
  )

  function toCell(text: string): string {
    const cell = toCsvCell(text)
    if (cell.isPrefixed) counts.prefixed++
    const length = cell.text.length - 2
    if (length > maxExcelCellLength) counts.long++
    counts.longest = Math.max(counts.longest, length)
    return cell.text
  }

  function toLine(text: string): string {
    const spans = readValues(text)
    const cells: string[] = []
    for (const { places, isInstant, keys } of fields) {
      const place = places.find((each) => spans[each] !== undefined)
      const span = place === undefined ? undefined : spans[place]
      const value = span && findText(text.slice(span.start, span.end), keys, choice.showsSecrets)
      if (isInstant) cells.push(toCell(toZoneTime(value?.text ?? '') ?? ''))
      counts.masked += value?.masked ?? 0
      cells.push(value ? toCell(value.text) : '')
    }
    return cells.join(',') + lineEnd
  }

  return {
    head: () =>
      encoder.encode(byteOrderMark + headers.map((each) => toCell(each)).join(',') + lineEnd),
    write({ bytes, lengths }: EntryTexts) {
      const lines: string[] = []
      let from = 0
      for (const length of lengths) {
        lines.push(toLine(decoder.decode(bytes.subarray(from, from + length))))
        from += length
      }
      return encoder.encode(lines.join(''))
    },
    notes: () => ({
      format:
        'CSV (RFC 4180), UTF-8 with a byte order mark; the first line names the columns, lines end in CR LF',
      columns: fields.flatMap(({ field: { path, label }, isInstant }) => [
        ...(isInstant ? [{ header: `${path} (${choice.timeZone})`, field: path, label }] : []),
        { header: path, field: path, label },
      ]),
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
      maxCellLength: counts.longest,
      cellsLongerThanExcelHolds: counts.long,
    }),
    words: () => [
      ...(counts.masked > 0
        ? [
            `${toCounted(counts.masked, 'value')} that looked like a secret ${counts.masked === 1 ? 'is' : 'are'} masked.`,
          ]
        : []),
      ...(counts.prefixed > 0
        ? [
            `${toCounted(counts.prefixed, 'cell')} got an apostrophe, so that no spreadsheet computes ${counts.prefixed === 1 ? 'it' : 'them'}.`,
          ]
        : []),
      ...(counts.long > 0
        ? [
            `${toCounted(counts.long, 'cell')} ${counts.long === 1 ? 'is' : 'are'} longer than the ${toCountText(maxExcelCellLength)} characters that Excel shows.`,
          ]
        : []),
    ],
  }
}

function prepareFields(dataset: Dataset, chosen: readonly string[]) {
  const known = getFields(dataset)
  const paths: string[] = []
  const fields = chosen.flatMap((path): CsvField[] => {
    const field = known.get(path)
    if (!field) return []
    const all = [field.path, ...(field.otherPaths ?? [])]
    const places = all.map((each) => {
      const at = paths.indexOf(each)
      return at === -1 ? paths.push(each) - 1 : at
    })
    const isInstant = field.kind === 'instant'
    return [{ field, keys: path.split('.'), places, isInstant }]
  })
  return { fields, readValues: createRawValueReader(paths) }
}

/** A value as text, and how many secrets in it are masked; `undefined` when nothing was recorded. */
function findText(
  raw: string,
  keys: readonly string[],
  showsSecrets: boolean,
): { text: string; masked: number } | undefined {
  if (raw === 'null') return undefined
  const isString = raw[0] === '"'
  // Inside of strings JSON has no line breaks and tabs.
  const text = isString ? readString(raw, 0, raw.length) : raw.replaceAll(/[\n\r\t]+/g, '')
  if (showsSecrets) return { text, masked: 0 }
  // As the table looks for them: a field that may hold one by its name, or the shape of one.
  const secrets = isString ? findValueSecrets(keys, text) : findSecrets(text, keys.at(-1))
  return { text: secrets.length > 0 ? maskSpans(text, secrets) : text, masked: secrets.length }
}
