/** Plans the files of an export: one, or one for each log of a timeline as NDJSON. */
import { summaryPath } from '../../catalog/fields.ts'
import { timelineId } from '../../catalog/timeline/timeline.ts'
import type { ExportedEntries, ExportedLog, ExportSource, SearchFacts } from './export-source.ts'
import { findCommonScope, type NamedFormat, toFileNames, toLogFileNames } from './file-name.ts'
import type { PlannedFile } from './write-files.ts'
import type { ExportFormat, WrittenSource, WrittenSources } from './writer/entry-writer.ts'
import { allTimelinePaths } from './writer/timeline-columns.ts'

/** The options chosen in the dialog. */
export type ExportChoice = {
  which: ExportedEntries
  kind: ExportFormat['kind']
  columns: 'shown' | 'all'
  showsSecrets: boolean
  /** Whether a CSV comes without ZIP and manifest, so that it opens at once. NDJSON always comes in a ZIP. */
  isCsvAlone: boolean
}

/** The names of the data files, of the manifest, and of the ZIP. */
export type ExportNames = { data: readonly string[]; manifest: string; zip: string }

/** Whether the options ask for the data file alone. */
export function isAlone({ kind, isCsvAlone }: ExportChoice): boolean {
  return kind === 'csv' && isCsvAlone
}

/** The paths of all columns of a CSV, without those that Gumshoe adds. */
export function listAllPaths({ dataset }: Pick<ExportSource, 'dataset'>): readonly string[] {
  return dataset.id === timelineId ? allTimelinePaths : dataset.fields.map(({ path }) => path)
}

/** Whether each log gets a file of its own. */
export function isSplitByLog(
  { dataset }: Pick<ExportSource, 'dataset'>,
  kind: ExportFormat['kind'],
) {
  return dataset.id === timelineId && kind === 'ndjson'
}

/** The names of the files for the options. */
export function getFileNames(
  { dataset, logs }: Pick<ExportSource, 'dataset' | 'logs'>,
  { timeRange, verdict, verdicts, view }: SearchFacts,
  { which, kind }: ExportChoice,
): ExportNames {
  const format: NamedFormat = { timeRange, format: kind, isSelection: which === 'selected', view }
  const { data, ...names } = toFileNames({
    datasetId: dataset.id,
    scope: findCommonScope(logs.map(({ scope }) => scope)),
    isComplete: verdict === 'complete',
    ...format,
  })
  if (!isSplitByLog({ dataset }, kind)) return { data: [data], ...names }
  const named = logs.map(({ id, dataset: { id: datasetId }, scope }) => {
    return { datasetId, scope, isComplete: verdicts?.[id] === 'complete' }
  })
  return { data: toLogFileNames(named, format), ...names }
}

/** The data files with their rows, in the order of the list; `pairs` has for each row the number of its pair. */
export async function planFiles(
  source: ExportSource,
  choice: ExportChoice,
  { data }: ExportNames,
  rows: Uint32Array,
  pairs?: Uint32Array,
): Promise<readonly PlannedFile[]> {
  const { dataset, logs, store } = source
  const format = toFormat(source, choice)
  const [first, ...others] = logs
  const sources: WrittenSources = [toWrittenSource(first), ...others.map(toWrittenSource)]
  const [name = ''] = data
  if (dataset.id !== timelineId) return [{ name, format, sources, rows }]
  const rowSources = await store.sourcesOf(rows)
  if (!isSplitByLog(source, choice.kind)) {
    return [{ name, format, sources, rows, rowSources, ...(pairs && { pairs }) }]
  }
  const files = splitRows(rows, rowSources, logs.length).flatMap((logRows, logIndex) => {
    const each = sources[logIndex]
    return each
      ? [{ name: data[logIndex] ?? '', format, sources: [each] as const, rows: logRows, logIndex }]
      : []
  })
  // An empty file would say nothing that the manifest does not; an export has one file at least.
  const written = files.filter((file) => file.rows.length > 0)
  return written.length > 0 ? written : files.slice(0, 1)
}

/** The rows of each log in the order of the list. */
function splitRows(
  rows: Uint32Array,
  rowSources: Uint16Array,
  logs: number,
): readonly Uint32Array[] {
  const parts = countSources(rowSources, logs).map((count) => new Uint32Array(count))
  const ends = new Uint32Array(logs)
  for (const [at, row] of rows.entries()) {
    const index = rowSources[at] ?? 0
    const end = ends[index] ?? 0
    const part = parts[index]
    if (part) part[end] = row
    ends[index] = end + 1
  }
  return parts
}

/** How many entries of each log the files contain, in the order of the logs. */
export function countByLog(logs: number, files: readonly PlannedFile[]): readonly number[] {
  const [file] = files
  if (file?.rowSources) return countSources(file.rowSources, logs)
  const counts: number[] = new Array(logs).fill(0)
  for (const { rows, logIndex = 0 } of files) counts[logIndex] = rows.length
  return counts
}

function countSources(rowSources: Uint16Array, logs: number): number[] {
  const counts: number[] = new Array(logs).fill(0)
  for (const index of rowSources) counts[index] = (counts[index] ?? 0) + 1
  return counts
}

function toWrittenSource({ dataset, origin, scopeName }: ExportedLog): WrittenSource {
  return { datasetId: dataset.id, ...(origin && { origin }), ...(scopeName && { scopeName }) }
}

function toFormat(source: ExportSource, choice: ExportChoice): ExportFormat {
  if (choice.kind === 'ndjson') return { kind: 'ndjson' }
  const paths = choice.columns === 'all' ? listAllPaths(source) : source.paths
  return {
    kind: 'csv',
    paths,
    ...(paths.includes(summaryPath) && source.listNames && { names: source.listNames() }),
    timeZone: source.timeZone,
    showsSecrets: choice.showsSecrets,
    hasPairs: source.hasPairs,
  }
}
