/** Known entries by source: equal ids or texts in different sources are different entries. */
import type { SourceId } from '../entry-store.ts'
import type { EntryTable } from './entry-table.ts'
import { createKnownEntries, type Judgment } from './known-entries.ts'

/** `KnownEntries` for all sources: each row is compared with rows of its own source only. */
export type KnownBySource = {
  judge: (row: number, chain: number) => Judgment | Promise<Judgment>
  /** Keys of different sources are different. */
  findNewKey: (row: number) => Promise<string | undefined>
  holds: (source: SourceId, id: string, text: string) => Promise<boolean>
  /** Rows with this id of one source, or of each in turn when none is given. */
  find: (id: string, source?: SourceId) => Promise<number[]>
  isConflicting: (row: number) => boolean
}

/** Creates an empty memory of rows of a table. */
export function createKnownBySource(table: EntryTable): KnownBySource {
  const { ids, times, shelf, readEntry, sources, sourceOf } = table
  const known = sources.map((source) => ({
    id: source.id,
    entries: createKnownEntries({ ids, times, shelf, readEntry, idOf: source.idOf }),
  }))
  const knownOf = (row: number) => known[sourceOf(row).number]?.entries
  return {
    judge: (row, chain) => knownOf(row)?.judge(row, chain) ?? 'new',
    async findNewKey(row) {
      const key = await knownOf(row)?.findNewKey(row)
      return key === undefined ? undefined : `${sourceOf(row).number} ${key}`
    },
    async holds(source, id, text) {
      const found = known.find((each) => each.id === source)
      return found ? found.entries.holds(id, text) : false
    },
    async find(id, source) {
      const asked = known.filter((each) => source === undefined || each.id === source)
      return (await Promise.all(asked.map(({ entries }) => entries.find(id)))).flat()
    },
    isConflicting: (row) => knownOf(row)?.isConflicting(row) ?? false,
  }
}
