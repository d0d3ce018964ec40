/** Reads the columns of a CSV table of one log: the values of its fields, in the spelling of the API. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { derivedFields, type Field, getFieldsByPath, summaryPath } from '../../../catalog/fields.ts'
import { getFields } from '../../../query/get-fields.ts'
import { findSecrets, findValueSecrets, maskSpans } from '../../../query/secrets/find-secrets.ts'
import { type CsvColumns, type CsvValue, toMaskedValue } from './csv-columns.ts'
import type { CsvChoice } from './entry-writer.ts'
import { createRawValueReader, readString } from './read-raw-values.ts'
import { toNamesById, toSentence } from './to-sentence.ts'

/**
 * A column: `pathIndexes` are the indexes of its path and alternative paths in the paths to read, best first; a derived
 * column has none.
 */
type LogColumn = { field: Field; keys: readonly string[]; pathIndexes: readonly number[] }

/** Creates the columns of a log; paths that it does not declare are left out. */
export function createLogColumns(
  dataset: Dataset,
  { paths, showsSecrets, names }: Pick<CsvChoice, 'paths' | 'showsSecrets' | 'names'>,
): CsvColumns {
  const nameOf = toNamesById(names)
  const { columns, readSpans } = prepareColumns(dataset, paths)
  return {
    fields: columns.map(({ field }) => field),
    readValues(text) {
      const spans = readSpans(text)
      return columns.map(({ field, pathIndexes, keys }) => {
        if (field.path === summaryPath) return toMaskedValue(toSentence(dataset, text, nameOf))
        const pathIndex = pathIndexes.find((index) => spans[index] !== undefined)
        const span = pathIndex === undefined ? undefined : spans[pathIndex]
        return span && findValue(text.slice(span.start, span.end), keys, showsSecrets)
      })
    },
    about:
      'Objects and lists are JSON text. What was not recorded, and what was recorded as null, is an empty cell without quotes. In a summary, the name of an id may be from another loaded entry.',
  }
}

function prepareColumns(dataset: Dataset, chosenPaths: readonly string[]) {
  const fieldsByPath = getFields(dataset)
  const derivedByPath = getFieldsByPath(derivedFields)
  const paths: string[] = []
  const columns = chosenPaths.flatMap((path): LogColumn[] => {
    const derived = derivedByPath.get(path)
    if (derived) return [{ field: derived, keys: [], pathIndexes: [] }]
    const field = fieldsByPath.get(path)
    if (!field) return []
    const fieldPaths = [field.path, ...(field.otherPaths ?? [])]
    const pathIndexes = fieldPaths.map((fieldPath) => {
      const index = paths.indexOf(fieldPath)
      return index === -1 ? paths.push(fieldPath) - 1 : index
    })
    return [{ field, keys: path.split('.'), pathIndexes }]
  })
  return { columns, readSpans: createRawValueReader(paths) }
}

/** The text of a raw value; `undefined` for null. */
function findValue(
  raw: string,
  keys: readonly string[],
  showsSecrets: boolean,
): CsvValue | undefined {
  if (raw === 'null') return undefined
  const isString = raw[0] === '"'
  // JSON allows no raw line breaks and tabs inside strings, so those found are between tokens.
  const text = isString ? readString(raw, 0, raw.length) : raw.replaceAll(/[\n\r\t]+/g, '')
  if (showsSecrets) return { text, masked: 0 }
  // Secrets are found as in the table: by the name of the field, or by the shape of the value.
  const secrets = isString ? findValueSecrets(keys, text) : findSecrets(text, keys.at(-1))
  return { text: secrets.length > 0 ? maskSpans(text, secrets) : text, masked: secrets.length }
}
