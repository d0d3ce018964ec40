/**
 * The CSV form of audit log v1. Cloudflare does not publish its columns; these are ours. Quoting and
 * line ends follow RFC 4180. Values are not altered: clients have to neutralize formulas.
 */
import { readPath } from '../catalog/fields.ts'

/** The columns, each with the path of its value in an entry. */
export const csvColumns: readonly (readonly [name: string, path: string])[] = [
  ['when', 'when'],
  ['id', 'id'],
  ['action_type', 'action.type'],
  ['action_info', 'action.info'],
  ['action_result', 'action.result'],
  ['actor_id', 'actor.id'],
  ['actor_email', 'actor.email'],
  ['actor_ip', 'actor.ip'],
  ['actor_type', 'actor.type'],
  ['interface', 'interface'],
  ['owner_id', 'owner.id'],
  ['resource_id', 'resource.id'],
  ['resource_type', 'resource.type'],
  ['metadata', 'metadata'],
  ['old_value', 'oldValue'],
  ['new_value', 'newValue'],
  ['old_value_json', 'oldValueJson'],
  ['new_value_json', 'newValueJson'],
]

/** Formats entries as CSV with a header line; objects are written as JSON, missing values are empty. */
export function formatCsv(entries: readonly unknown[]): string {
  const lines = [csvColumns.map(([name]) => name)]
  for (const entry of entries) {
    lines.push(csvColumns.map(([, path]) => formatCell(readPath(entry, path))))
  }
  return lines.map((cells) => `${cells.join(',')}\r\n`).join('')
}

function formatCell(value: unknown): string {
  if (value === undefined || value === null) return ''
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
