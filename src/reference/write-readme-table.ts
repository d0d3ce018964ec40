/**
 * Writes the README's table of the logs and their filters from the catalog, and inserts it between two comments.
 */
import type { Dataset } from '../catalog/define-dataset.ts'
import { insertPart } from './insert-part.ts'
import { formatCode, formatTable } from './markdown-table.ts'

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
  return insertPart({ name: 'README.md', text: readme }, 'what can be asked', table)
}
