/**
 * Says what entries changed. An entry that does not record the value before is compared with the previous one of the same
 * resource in the list; all of these are looked up together, because one look-up reads a whole column.
 */
import { listRoleFields, readRoleText } from '../../../catalog/roles.ts'
import {
  type EntryChange,
  type EntryVersion,
  needsEarlier,
  toChange,
} from '../../../query/change/to-change.ts'
import { findRoleColumn } from '../columns/column-field.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { TableSource } from '../list/table-source.ts'
import { readAllTexts } from '../pages/read-texts.ts'
import { findEqualRows } from './equal-rows.ts'

/** Maximum number of earlier entries of a resource that are read for one entry, and how many at a time. */
const maxEarlier = 8
const earlierAtATime = 2

type Target = { index: number; row: number; source: TableSource; version: EntryVersion }
/** A target with its earlier rows, the latest first. */
type OpenTarget = Target & { earlierRows: readonly number[] }

/** The changes of these rows, in their order. `isListed` says whether a row is part of the list. */
export async function listChanges(
  table: EntryTable,
  isListed: (row: number) => boolean,
  rows: Uint32Array,
): Promise<EntryChange[]> {
  const versions = await readVersions(table, rows)
  const targets = versions.map((version, index): Target => {
    const row = rows[index] ?? 0
    return { index, row, source: table.sourceOf(row), version }
  })
  const changes = targets.map(({ source, version }) => toChange(source.dataset, version, []))
  let open = await findEarlierRows(
    table,
    isListed,
    targets.filter(({ source, version }) => needsEarlier(source.dataset, version)),
  )
  for (let from = 0; open.length > 0 && from < maxEarlier; from += earlierAtATime) {
    const wanted = open.flatMap((each) => each.earlierRows.slice(from, from + earlierAtATime))
    const read = await readVersions(table, Uint32Array.from(wanted))
    let at = 0
    const unknown: OpenTarget[] = []
    for (const target of open) {
      const count = target.earlierRows.slice(from, from + earlierAtATime).length
      const change = toChange(target.source.dataset, target.version, read.slice(at, at + count))
      at += count
      changes[target.index] = change
      const hasMore = target.earlierRows.length > from + earlierAtATime
      if (change.kind === 'unknown' && hasMore) unknown.push(target)
    }
    open = unknown
  }
  return changes
}

async function readVersions(table: EntryTable, rows: Uint32Array): Promise<EntryVersion[]> {
  const { bytes, lengths } = await readAllTexts(table.archive, rows)
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let end = 0
  return Array.from(lengths, (length) => {
    const text = decoder.decode(bytes.subarray(end, end + length))
    end += length
    return { text, entry: JSON.parse(text) }
  })
}

/** The targets that have earlier rows with the same resource id; these rows may still be of another zone or type. */
async function findEarlierRows(
  table: EntryTable,
  isListed: (row: number) => boolean,
  targets: readonly Target[],
): Promise<OpenTarget[]> {
  const open: OpenTarget[] = []
  for (const source of new Set(targets.map((target) => target.source))) {
    const own = targets.filter((target) => target.source === source)
    const path = findResourcePath(source)
    if (path === undefined) continue
    const idOf = ({ version }: Target) =>
      readRoleText(source.dataset, version.entry, 'resourceId') ?? ''
    const rowsById = await findEqualRows(table, source, path, new Set(own.map(idOf)))
    const sortedById = new Map<string, number[]>()
    for (const [id, rows] of rowsById) {
      const listed = rows.filter((row) => isListed(row) && !Number.isNaN(table.times.at(row)))
      sortedById.set(
        id,
        listed.sort((a, b) => table.times.at(b) - table.times.at(a)),
      )
    }
    for (const target of own) {
      const ownMs = table.times.at(target.row)
      const sorted = sortedById.get(idOf(target)) ?? []
      const first = sorted.findIndex((row) => table.times.at(row) < ownMs)
      if (first !== -1)
        open.push({ ...target, earlierRows: sorted.slice(first, first + maxEarlier) })
    }
  }
  return open
}

/** The column with the ids of resources. */
function findResourcePath({ dataset, columnFields }: TableSource): string | undefined {
  const role = findRoleColumn(columnFields.values(), 'resourceId')
  const [field] = listRoleFields(dataset, 'resourceId')
  return (role ?? field)?.path
}
