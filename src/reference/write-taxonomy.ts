/** Writes the taxonomy of detection rules: the services, the fields of each log, and the roles. */
import type { Dataset } from '../catalog/define-dataset.ts'
import { findRuleField, roleNames } from '../detection/logs/rule-fields.ts'
import { findDatasetService } from '../detection/logs/rule-services.ts'
import { formatCode, formatTable } from './markdown-table.ts'

/** All tables of the taxonomy, with their headings. */
export function writeTaxonomy(datasets: readonly Dataset[]): string {
  return [
    '### Log sources',
    writeServices(datasets),
    '### Fields',
    ...groupByFields(datasets).map(writeFields),
    '### Roles',
    'A role is a field that logs share. `–`: the log does not record it.',
    writeRoles(datasets),
  ].join('\n\n')
}

const serviceOf = (dataset: Dataset) => formatCode(findDatasetService(dataset))

function writeServices(datasets: readonly Dataset[]): string {
  const rows = datasets.map((dataset) => [
    formatCode('cloudflare'),
    serviceOf(dataset),
    dataset.title,
    dataset.scopes.map(({ path }) => formatCode(`GET ${path}`)).join(', '),
  ])
  return formatTable(['product', 'service', 'Log', 'Call of the API'], rows)
}

/** Logs with the same fields are described together. */
function groupByFields(datasets: readonly Dataset[]): readonly (readonly Dataset[])[] {
  const groups = new Map<string, readonly Dataset[]>()
  for (const dataset of datasets) {
    const paths = dataset.fields.map(({ path }) => path).join()
    groups.set(paths, [...(groups.get(paths) ?? []), dataset])
  }
  return [...groups.values()]
}

function writeFields(datasets: readonly Dataset[]): string {
  const [dataset] = datasets
  const rows = dataset?.fields.map(({ path, otherPaths = [], kind, description }) => [
    [path, ...otherPaths].map(formatCode).join(' or ') + (kind === 'json' ? ' and below' : ''),
    kind,
    description,
  ])
  const services = datasets.map(serviceOf).join(' and ')
  return `${services}:\n\n${formatTable(['Field', 'Kind', 'Meaning'], rows ?? [])}`
}

/** A name of a resource may be in many fields of its body. */
const maxPaths = 3

function writeRoles(datasets: readonly Dataset[]): string {
  const rows = roleNames.map((role) => [
    formatCode(role),
    ...datasets.map((dataset) => {
      const locations = findRuleField('any', dataset, role)?.locations ?? []
      const paths = [...new Set(locations.map((keys) => keys.join('.')))]
      const rest = paths.length - maxPaths
      const shown = paths.slice(0, maxPaths).map(formatCode).join(' or ')
      return (rest > 0 ? `${shown} or one of ${rest} more` : shown) || '–'
    }),
  ])
  return formatTable(['Role', ...datasets.map(serviceOf)], rows)
}
