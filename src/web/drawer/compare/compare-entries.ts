/** Lays two to five entries beside each other, field by field, every value as it was sent. */
import { findSecrets, maskSpans } from '../../../query/secrets/find-secrets.ts'
import { type JsonNode, readJsonNode } from '../entry/json-node.ts'

/** One field: its path, and the value of each entry; absent where an entry lacks it. */
export type CompareRow = {
  path: string
  values: readonly (CompareValue | undefined)[]
  isEqual: boolean
}

/** A value: what it is, for the comparison, and what may be shown of it. */
export type CompareValue = { token: string; shown: string }

/** Entries with more values than this are not compared. */
const maxValues = 20_000

/** How many entries can be compared. */
export const compareLimits = { least: 2, most: 5 } as const

/** One entry as it is walked through, beside the others. */
type Column = { text: string; root: JsonNode; secrets: ReturnType<typeof findSecrets> }

/**
 * The rows in the order in which their fields first appear. A value that is a container in one entry and a
 * plain or empty value in another is one row, whole. Suspected secrets are masked.
 */
export function compareEntries(texts: readonly string[]): CompareRow[] | undefined {
  const columns = texts.flatMap((text): Column[] => {
    const root = readJsonNode(text, maxValues)
    return root ? [{ text, root, secrets: findSecrets(text) }] : []
  })
  if (columns.length < texts.length) return undefined
  const rows: CompareRow[] = []
  const add = (nodes: readonly (JsonNode | undefined)[], path: string): void => {
    const parts = findParts(nodes.filter((node) => node !== undefined))
    for (const part of parts ?? []) {
      add(
        nodes.map((node) => node && findPart(node, part)),
        `${path}${toStep(part)}`,
      )
    }
    if (!parts) rows.push(toRow(columns, nodes, path.replace(/^\./, '') || '.'))
  }
  add(
    columns.map(({ root }) => root),
    '',
  )
  return rows
}

/** The keys or places in any of the values; `undefined` unless all are lists, or all objects, with something inside. */
function findParts(nodes: readonly JsonNode[]): Iterable<string | number> | undefined {
  if (nodes.every(({ members }) => members && members.size > 0)) {
    return new Set(nodes.flatMap(({ members }) => [...(members?.keys() ?? [])]))
  }
  if (!nodes.every(({ items }) => items && items.length > 0)) return undefined
  return Array(Math.max(...nodes.map(({ items }) => items?.length ?? 0))).keys()
}

function findPart({ members, items }: JsonNode, part: string | number): JsonNode | undefined {
  return typeof part === 'number' ? items?.[part] : members?.get(part)
}

function toStep(part: string | number): string {
  if (typeof part === 'number') return `[${part}]`
  return /^[A-Za-z_]\w*$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`
}

function toRow(
  columns: readonly Column[],
  nodes: readonly (JsonNode | undefined)[],
  path: string,
): CompareRow {
  const values = columns.map((column, index) => {
    const node = nodes[index]
    return node && toValue(column, node)
  })
  const [first] = values
  const isEqual = values.every((value) => value !== undefined && value.token === first?.token)
  return { path, values, isEqual }
}

function toValue({ text, secrets }: Column, { start, end }: JsonNode): CompareValue {
  const inside = secrets
    .filter((span) => span.start >= start && span.end <= end)
    .map((span) => ({ ...span, start: span.start - start, end: span.end - start }))
  const token = text.slice(start, end)
  return { token, shown: maskSpans(token, inside) }
}
