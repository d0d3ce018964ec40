/** Lays two to five entries beside each other, field by field, every value as it was sent. */
import { findSecrets, maskSpans } from '../../query/find-secrets.ts'
import { type JsonNode, readJsonNode } from './json-node.ts'

/** One field: its path, and the value of each entry; absent where an entry lacks it. */
export type CompareRow = {
  path: string
  values: readonly (CompareValue | undefined)[]
  isEqual: boolean
}

/** A value: what it is, for the comparison, and what may be shown of it. */
export type CompareValue = { token: string; shown: string }

/** Entries with more values than this are not compared. */
const mostValues = 20_000

/** How many entries can be compared. */
export const compareLimits = { least: 2, most: 5 } as const

/** The rows in the order in which their fields first appear. Suspected secrets are masked. */
export function compareEntries(texts: readonly string[]): CompareRow[] | undefined {
  const columns = texts.map(readLeaves)
  const paths = new Set<string>()
  for (const column of columns) {
    if (!column) return undefined
    for (const path of column.keys()) paths.add(path)
  }
  return [...paths].map((path) => {
    const found = columns.map((column) => column?.get(path))
    const [first] = found
    const isEqual = found.every((leaf) => leaf !== undefined && leaf.token === first?.token)
    return { path, values: found, isEqual }
  })
}

function readLeaves(text: string): Map<string, CompareValue> | undefined {
  const root = readJsonNode(text, mostValues)
  if (!root) return undefined
  const secrets = findSecrets(text)
  const leaves = new Map<string, CompareValue>()
  const add = ({ start, end, members, items }: JsonNode, path: string): void => {
    for (const [key, member] of members ?? []) {
      add(member, `${path}${/^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`}`)
    }
    for (const [index, item] of items?.entries() ?? []) add(item, `${path}[${index}]`)
    if ((members?.size ?? 0) + (items?.length ?? 0) > 0) return
    const inside = secrets
      .filter((span) => span.start >= start && span.end <= end)
      .map((span) => ({ ...span, start: span.start - start, end: span.end - start }))
    const token = text.slice(start, end)
    leaves.set(path.replace(/^\./, '') || '.', { token, shown: maskSpans(token, inside) })
  }
  add(root, '')
  return leaves
}
