/**
 * Writes the README's table of the logs and their filters from the catalog, and inserts it between two comments.
 */
import type { Dataset } from '../catalog/define-dataset.ts'
import { formatCode, formatTable } from './markdown-table.ts'

const start = '<!-- generated: what can be asked -->'
const end = '<!-- /generated -->'

/** Writes one row per dataset: its paths, and its filters by mode. */
export function writeReadmeTable(datasets: readonly Dataset[]): string {
  const rows = datasets.map(({ title, scopes, parameters }) => {
    const filters = parameters.filter(
      ({ role, deprecatedFor }) => role === 'filter' && !deprecatedFor,
    )
    const names = (exclude: boolean) =>
      filters
        .filter((each) => each.exclude === exclude)
        .map(({ wireName }) => formatCode(wireName))
        .join(', ')
    const order = parameters.find(({ role }) => role === 'direction')
    return [
      title,
      scopes.map(({ path }) => formatCode(path)).join(', '),
      names(true) || 'nothing',
      names(false) || 'nothing',
      ['since', 'before', order?.wireName].map(formatCode).join(', '),
    ]
  })
  const headings = ['Log', 'Path', 'Include and exclude by', 'Include only by', 'Time']
  return formatTable(headings, rows)
}

/** Puts the table between the two comments of a README; throws when they are not there. */
export function insertReadmeTable(readme: string, table: string): string {
  const from = readme.indexOf(start)
  const to = readme.indexOf(end, from)
  if (from === -1 || to === -1) {
    throw new Error(`README.md needs the lines ${start} and ${end}; the table goes between them.`)
  }
  return `${readme.slice(0, from + start.length)}\n\n${table}\n\n${readme.slice(to)}`
}
