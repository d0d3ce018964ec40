/**
 * Reads the columns of the one CSV table of a timeline: the fields that all logs share, from which log and account each
 * entry is, and its id, by which the NDJSON export has the original.
 */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { derivedFields, type Field, getFieldsByPath, summaryPath } from '../../../catalog/fields.ts'
import { toLocationKeys } from '../../../catalog/roles.ts'
import { logPath, scopePath, timeline } from '../../../catalog/timeline/timeline.ts'
import { findRole } from '../../../catalog/timeline/timeline-role.ts'
import { getFields } from '../../../query/get-fields.ts'
import { toEntryId } from '../../../query/identity/digest-id.ts'
import { findValueSecrets, maskSpans } from '../../../query/secrets/find-secrets.ts'
import { isSecretPath } from '../../../query/secrets/secret-keys.ts'
import { type Origin, toTimelineEntry } from '../../../query/timeline/to-timeline-entry.ts'
import { type CsvColumns, type CsvValue, pairField, toMaskedValue } from './csv-columns.ts'
import type { CsvChoice } from './entry-writer.ts'
import { toNamesById, toSentence } from './to-sentence.ts'

/** A source of the entries of the table. */
export type TimelineSource = { dataset: Dataset; origin: Origin; scopeName?: string | undefined }

/** Columns that only the table has. */
const scopeNameField: Field = {
  path: 'scope_name',
  label: 'Name of the account or zone',
  kind: 'text',
  group: 'account',
  description: 'The name of the account, zone or organization, where it is known.',
}
const idField: Field = {
  path: 'id',
  label: 'Entry id',
  kind: 'id',
  group: 'entry',
  description: 'The id of the entry, or the digest of its text in a log without ids.',
}

/** The paths for all fields of a timeline, in the order in which they are read best. */
export const allTimelinePaths: readonly string[] = timeline.fields.flatMap(({ path }) =>
  path === scopePath ? [path, summaryPath] : [path],
)

/** Creates the columns of a timeline. Log and scope are always there; paths that it does not declare are left out. */
export function createTimelineColumns(
  sources: readonly TimelineSource[],
  {
    paths,
    showsSecrets,
    names,
    hasPairs = false,
  }: Pick<CsvChoice, 'paths' | 'showsSecrets' | 'names' | 'hasPairs'>,
): CsvColumns {
  const nameOf = toNamesById(names)
  const fields = listFields(paths, hasPairs)
  const keysOf = sources.map(({ dataset }) => fields.map(({ path }) => toSecretKeys(dataset, path)))
  return {
    fields,
    readValues(text, index) {
      const source = sources[index]
      if (!source) throw new RangeError(`No source ${index}.`)
      const parsed: unknown = JSON.parse(text)
      const entry = toTimelineEntry(source.dataset, parsed, source.origin)
      return fields.map(({ path }, column): CsvValue | undefined => {
        if (path === summaryPath) return toMaskedValue(toSentence(source.dataset, text, nameOf))
        if (path === idField.path) return toValue(toEntryId(source.dataset, parsed, text))
        if (path === scopeNameField.path) {
          return source.scopeName === undefined ? undefined : toValue(source.scopeName)
        }
        const value = entry[path]
        if (value === undefined) return undefined
        return toShownValue(String(value), keysOf[index]?.[column] ?? [], showsSecrets)
      })
    },
    about:
      'The columns are what the logs have in common: results are success or failure, and verbs are the same words, in all logs. What a log does not record is an empty cell without quotes. The id and the log lead to the whole entry. In a summary, the name of an id may be from another loaded entry.',
  }
}

/** The chosen fields. Log and scope follow the time where they are not chosen; the pair, if any, and the id are last. */
function listFields(chosenPaths: readonly string[], hasPairs: boolean): readonly Field[] {
  const isMissing = (path: string) => !chosenPaths.includes(path)
  const missing = [logPath, scopePath].filter(isMissing)
  const [first, ...others] = chosenPaths
  const paths =
    first === timeline.timePath ? [first, ...missing, ...others] : [...missing, ...chosenPaths]
  const fieldsByPath = getFields(timeline)
  const derivedByPath = getFieldsByPath(derivedFields)
  const fields = paths.flatMap((path) => {
    const field = derivedByPath.get(path) ?? fieldsByPath.get(path)
    if (!field) return []
    return path === scopePath ? [scopeNameField, field] : [field]
  })
  return [...fields, ...(hasPairs ? [pairField] : []), idField]
}

/** The keys by which a value of a role is judged: those of a location of the log that announces secrets, if one does. */
function toSecretKeys(dataset: Dataset, path: string): readonly string[] {
  const role = findRole(path)
  const locations = role === undefined || role === 'verb' ? [] : (dataset.roles[role] ?? [])
  return locations.map(toLocationKeys).find(isSecretPath) ?? []
}

const toValue = (text: string): CsvValue => ({ text, masked: 0 })

function toShownValue(text: string, keys: readonly string[], showsSecrets: boolean): CsvValue {
  const secrets = showsSecrets ? [] : findValueSecrets(keys, text)
  return { text: secrets.length > 0 ? maskSpans(text, secrets) : text, masked: secrets.length }
}
