/** Reads the compared facts of rows: from columns where these have them, otherwise from the entries. */
import { listRoleFields, type Role } from '../../../catalog/roles.ts'
import { findNetwork } from '../../../query/local/networks.ts'
import { readRoleValue } from '../../../query/timeline/match-role.ts'
import type { ComparedFact } from '../baseline-values.ts'
import { chunkSize } from '../columns/chunked-array.ts'
import { findFieldColumn, findRoleColumn } from '../columns/column-field.ts'
import type { FieldColumn } from '../columns/field-column.ts'
import { absentCode, firstValueCode, nullCode } from '../columns/field-reader.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { TableSource } from '../list/table-source.ts'

/** The facts of one entry; those that it does not have are `undefined`. */
export type ComparedFacts = Readonly<Record<ComparedFact, string | undefined>>

const comparedRoles = ['actor', 'address', 'userAgent', 'product'] as const
type ComparedRole = (typeof comparedRoles)[number]

/** Prepares to read rows of a table; a promise when the entry has to be read. */
export function createFactReader(
  table: EntryTable,
): (row: number) => ComparedFacts | Promise<ComparedFacts> {
  const readers = table.sources.map((source) => createRowReader(table, source))
  const toNetwork = createNetworkFinder()
  const toFacts = (values: RoleValues): ComparedFacts => ({
    ...values,
    network: values.address === undefined ? undefined : toNetwork(values.address),
  })
  return (row) => {
    const { dataset, number } = table.sourceOf(row)
    const values = readers[number]?.(row)
    if (values) return toFacts(values)
    return table.readEntry(row).then((entry) => {
      const read = (role: Role & ComparedRole) => readRoleValue(dataset, entry, role)
      return toFacts(toRoleValues(read))
    })
  }
}

/** The role that has the values of the column at a path: only what is compared. */
export function findFactAt(table: EntryTable, path: string): ComparedFact | undefined {
  return comparedRoles.find((role) =>
    table.sources.some((source) => listColumnPaths(source, role)?.includes(path)),
  )
}

type RoleValues = Readonly<Record<ComparedRole, string | undefined>>

function toRoleValues(read: (role: ComparedRole) => string | undefined): RoleValues {
  const [actor, address] = [read('actor'), read('address')]
  return { actor, address, userAgent: read('userAgent'), product: read('product') }
}

/** Reads all roles from columns; its result is `undefined` where one of them needs the entry. */
function createRowReader(
  table: EntryTable,
  source: TableSource,
): (row: number) => RoleValues | undefined {
  const columns = comparedRoles.map((role) =>
    listColumnPaths(source, role)?.flatMap((path) => table.columns.get(path) ?? []),
  )
  const readers = columns.map((list) => list && createColumnsReader(list))
  return (row) => {
    const values: Partial<Record<ComparedRole, string>> = {}
    for (const [at, role] of comparedRoles.entries()) {
      const value = readers[at]?.(row)
      if (value === undefined) return undefined
      if (value !== '') values[role] = value
    }
    return toRoleValues((role) => values[role])
  }
}

/** The value of the first column that has one, empty without one; `undefined` where the entry has to be read. */
function createColumnsReader(columns: readonly FieldColumn[]): (row: number) => string | undefined {
  return (row) => {
    for (const column of columns) {
      const values = column.values()
      if (values.kind !== 'coded') return undefined
      const code = values.chunks[Math.floor(row / chunkSize)]?.[row % chunkSize] ?? absentCode
      if (code >= firstValueCode) {
        const text = values.texts[code] ?? ''
        if (text !== '') return text
      } else if (code !== absentCode && code !== nullCode) return undefined
    }
    return ''
  }
}

/** The columns that together have the values of a role, in order; `undefined` where a location has no column. */
function listColumnPaths(
  { dataset, timeline, columnFields }: TableSource,
  role: ComparedRole,
): readonly string[] | undefined {
  const fields = [...columnFields.values()]
  if (timeline) {
    const column = findRoleColumn(fields, role)
    return column ? [column.path] : []
  }
  const locations = dataset.roles[role] ?? []
  const paths = listRoleFields(dataset, role).flatMap(
    (field) => findFieldColumn(fields, field)?.path ?? [],
  )
  return paths.length === locations.length ? paths : undefined
}

/** Remembers the networks of addresses: most addresses occur often. */
function createNetworkFinder(): (address: string) => string | undefined {
  const known = new Map<string, string | undefined>()
  return (address) => {
    if (!known.has(address)) known.set(address, findNetwork(address))
    return known.get(address)
  }
}
