/** Compares two to five entries field by field, with every value as the API sent it. */

import { type JsonNode, parseJsonNode } from '../../../query/change/json-node.ts'
import { findSecrets, maskSpans } from '../../../query/secrets/find-secrets.ts'

/** A field: its path, and its value in each entry; `undefined` where an entry lacks it. */
export type CompareRow = {
  path: string
  values: readonly (CompareValue | undefined)[]
  isEqual: boolean
}

/** A value: its JSON text, for the comparison, and the same text with secrets masked. */
export type CompareValue = { token: string; shown: string }

/** Maximum number of values of an entry; entries with more are not compared. */
const maxValues = 20_000

/** One entry of the comparison. */
type Column = { text: string; root: JsonNode; secrets: ReturnType<typeof findSecrets> }

/**
 * The rows of a comparison, in the order in which their fields first appear; `undefined` when an entry has too many
 * values. A value that is an object or list in one entry and a scalar or empty in another is one row. Suspected secrets
 * are masked.
 */
export function compareEntries(texts: readonly string[]): CompareRow[] | undefined {
  const columns = texts.flatMap((text): Column[] => {
    const root = parseJsonNode(text, maxValues)
    return root ? [{ text, root, secrets: findSecrets(text) }] : []
  })
  if (columns.length < texts.length) return undefined
  const rows: CompareRow[] = []
  const add = (nodes: readonly (JsonNode | undefined)[], path: string): void => {
    const steps = findSteps(nodes.filter((node) => node !== undefined))
    for (const step of steps ?? []) {
      add(
        nodes.map((node) => node && findMember(node, step)),
        `${path}${formatStep(step)}`,
      )
    }
    if (!steps) rows.push(toRow(columns, nodes, path.replace(/^\./, '') || '.'))
  }
  add(
    columns.map(({ root }) => root),
    '',
  )
  return rows
}

/** The keys or indexes of all values; `undefined` unless all are objects, or all are lists, and none is empty. */
function findSteps(nodes: readonly JsonNode[]): Iterable<string | number> | undefined {
  if (nodes.every(({ members }) => members && members.size > 0)) {
    return new Set(nodes.flatMap(({ members }) => [...(members?.keys() ?? [])]))
  }
  if (!nodes.every(({ items }) => items && items.length > 0)) return undefined
  return Array(Math.max(...nodes.map(({ items }) => items?.length ?? 0))).keys()
}

function findMember({ members, items }: JsonNode, step: string | number): JsonNode | undefined {
  return typeof step === 'number' ? items?.[step] : members?.get(step)
}

function formatStep(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`
  return /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`
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
  const spans = secrets
    .filter((span) => span.start >= start && span.end <= end)
    .map((span) => ({ ...span, start: span.start - start, end: span.end - start }))
  const token = text.slice(start, end)
  return { token, shown: maskSpans(token, spans) }
}
