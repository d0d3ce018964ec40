/** Recognizes known entries per source: equal ids or texts in different sources are different entries. */
import type { SourceId } from '../entry-store.ts'
import type { EntryTable } from './entry-table.ts'
import { createKnownEntries, type Judgment } from './known-entries.ts'

/** `KnownEntries` for all sources: each row is compared with rows of its own source only. */
export type KnownBySource = {
  judge: (row: number, chain: number) => Judgment | Promise<Judgment>
  /** As in `KnownEntries`; keys of different sources are different. */
  findNewKey: (row: number, countText: (text: string) => number) => Promise<string | undefined>
  findSame: (source: SourceId, id: string, text: string) => Promise<number | undefined>
  /** Rows with this id of the given source, or of all sources by default. */
  find: (id: string, source?: SourceId) => Promise<number[]>
  isConflicting: (row: number) => boolean
  occurrenceOf: (row: number) => number
}

/** Creates an empty set of known entries of a table. */
export function createKnownBySource(table: EntryTable): KnownBySource {
  const { ids, times, archive, readEntry, sources, sourceOf } = table
  const known = sources.map((source) => ({
    id: source.id,
    entries: createKnownEntries({ ids, times, archive, readEntry, idOf: source.idOf }),
  }))
  const knownOf = (row: number) => known[sourceOf(row).number]?.entries
  return {
    judge: (row, chain) => knownOf(row)?.judge(row, chain) ?? 'new',
    async findNewKey(row, countText) {
      const key = await knownOf(row)?.findNewKey(row, countText)
      return key === undefined ? undefined : `${sourceOf(row).number} ${key}`
    },
    async findSame(source, id, text) {
      return known.find((candidate) => candidate.id === source)?.entries.findSame(id, text)
    },
    async find(id, source) {
      const searched = known.filter((candidate) => source === undefined || candidate.id === source)
      return (await Promise.all(searched.map(({ entries }) => entries.find(id)))).flat()
    },
    isConflicting: (row) => knownOf(row)?.isConflicting(row) ?? false,
    occurrenceOf: (row) => knownOf(row)?.occurrenceOf(row) ?? 1,
  }
}
