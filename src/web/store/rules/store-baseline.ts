/**
 * Compares the rows of a table with the values of an earlier range, in the order of arrival, each row once. All lists of the
 * store share it.
 */

import {
  type BaselineValues,
  comparedFacts,
  findNewFor,
  type NewFor,
  type NewMark,
  type NewValue,
} from '../baseline-values.ts'
import type { Facet } from '../facet-counts.ts'
import type { EntryTable } from '../list/entry-table.ts'
import { type ComparedFacts, createFactReader, findFactAt } from './fact-reader.ts'
import { createMatchRows, type MatchRows } from './match-rows.ts'
import { createWorkSlices } from './work-slices.ts'

/** The comparison of a store. */
export type StoreBaseline = {
  /** Compares with these values from now on; with nothing when they are absent. */
  set: (values: BaselineValues | undefined) => void
  isSet: () => boolean
  /** Changes with the values. */
  version: () => number
  /** What a rule of type `new_terms` knows; `undefined` when it cannot be evaluated. */
  termsOf: (rule: string) => ReadonlySet<string> | undefined
  /** Compares all rows that the table has. */
  search: () => Promise<void>
  isSearched: (row: number) => boolean
  /** The rows with a value that is new. */
  rowsOf: (newFor: NewFor) => MatchRows
  /** The rows that a filter by this tag means; `undefined` for other filters. */
  findRows: (tag: string) => MatchRows | undefined
  /** What a row has that is new for the account, or else for its actor. */
  findMark: (row: number) => Promise<NewMark | undefined>
  /** The values of a row that are new. `isCounted` are the rows among which the first one is found. */
  listNew: (row: number, isCounted: (row: number) => boolean) => Promise<readonly NewValue[]>
  /** Marks the values of a facet that are new for the account. */
  markFacet: (facet: Facet, path: string) => Facet
  /** Whether a value of a column is new for the account; absent when this is not known of the column. */
  findNewTest: (path: string) => ((value: string) => boolean) | undefined
  readFacts: (row: number) => ComparedFacts | Promise<ComparedFacts>
}

/** Starts without values. */
export function createStoreBaseline(table: EntryTable): StoreBaseline {
  const readFacts = createFactReader(table)
  let values: BaselineValues | undefined
  let version = 0
  let rows = createRows()
  let running: Promise<void> = Promise.resolve()

  async function searchAll(): Promise<void> {
    const slices = createWorkSlices()
    const of = version
    for (const length = table.times.length(); values && rows.searchedTo < length; ) {
      const row = rows.searchedTo
      const answer = readFacts(row)
      // A page without a committed entry has been dropped: its rows cannot be read.
      const facts = answer instanceof Promise ? await answer.catch(() => undefined) : answer
      if (of !== version || !values) return
      if (facts) rows.add(row, listNewFacts(values, facts))
      rows.searchedTo++
      if (!slices.isOver()) continue
      await slices.pause()
      if (of !== version) return
    }
  }

  const findNewTest = (path: string) => {
    const fact = values && findFactAt(table, path)
    const known = fact && values?.values[fact]
    return known && ((value: string) => value !== '' && !known.has(value))
  }

  return {
    set(next) {
      values = next
      version++
      rows = createRows()
    },
    isSet: () => values !== undefined,
    version: () => version,
    termsOf: (rule) => values?.terms.get(rule),
    search() {
      const result = running.then(searchAll)
      running = result.catch(() => undefined)
      return result
    },
    isSearched: (row) => !values || row < rows.searchedTo,
    rowsOf: (newFor) => rows[newFor],
    findRows(tag) {
      const newFor = findNewFor(tag)
      return newFor && rows[newFor]
    },
    async findMark(row) {
      const newFor = (['account', 'actor'] as const).find((each) => rows[each].has(row))
      const known = values
      if (!newFor || !known) return undefined
      const news = listNewFacts(known, await readFacts(row))
      return {
        newFor,
        facts: news.filter((each) => each.newFor === newFor).map(({ fact }) => fact),
      }
    },
    listNew: async (row, isCounted) =>
      values ? listNew(table, readFacts, values, rows, { row, isCounted }) : [],
    findNewTest,
    markFacet: (facet, path) => markNew(facet, findNewTest(path)),
    readFacts,
  }
}

function markNew(facet: Facet, isNew: ((value: string) => boolean) | undefined): Facet {
  if (!isNew) return facet
  const values = facet.values.map((each) => (isNew(each.value) ? { ...each, isNew: true } : each))
  return { ...facet, values }
}

function createRows() {
  const lists = { account: createMatchRows(), actor: createMatchRows() }
  return {
    ...lists,
    searchedTo: 0,
    add(row: number, facts: readonly NewFact[]) {
      if (facts.some(({ newFor }) => newFor === 'account')) lists.account.add([row])
      // What is new for the account is new for its actor as well.
      if (facts.some(({ fact, hasActor }) => hasActor && fact !== 'actor')) lists.actor.add([row])
    },
  }
}

type NewFact = Omit<NewValue, 'firstMs'> & { hasActor: boolean }

/** What is new in an entry: each value once, for the account if it is new there. */
function listNewFacts(
  { values, byActor }: BaselineValues,
  facts: ComparedFacts,
): readonly NewFact[] {
  const { actor } = facts
  const hasActor = actor !== undefined
  const own = hasActor ? byActor.get(actor) : undefined
  return comparedFacts.flatMap((fact): NewFact[] => {
    const value = facts[fact]
    if (value === undefined) return []
    if (!values[fact].has(value)) return [{ fact, value, hasActor, newFor: 'account' }]
    const isNewForActor = hasActor && !own?.[fact].has(value)
    return isNewForActor ? [{ fact, value, hasActor, newFor: 'actor' }] : []
  })
}

async function listNew(
  table: EntryTable,
  readFacts: StoreBaseline['readFacts'],
  values: BaselineValues,
  rows: Readonly<Record<NewFor, MatchRows>>,
  { row, isCounted }: { row: number; isCounted: (row: number) => boolean },
): Promise<readonly NewValue[]> {
  const facts = await readFacts(row)
  const list: NewValue[] = []
  for (const each of listNewFacts(values, facts)) {
    const { fact, value, newFor } = each
    const found = rows[newFor]
    const first = await findFirst(table, readFacts, found, isCounted, each, facts.actor)
    list.push({ fact, value, newFor, ...first })
  }
  return list
}

/** The time of the first of these rows with a value; for an actor, of the rows of the same actor. */
async function findFirst(
  table: EntryTable,
  readFacts: StoreBaseline['readFacts'],
  rows: MatchRows,
  isCounted: (row: number) => boolean,
  { fact, value, newFor }: NewFact,
  actor: string | undefined,
): Promise<Pick<NewValue, 'firstMs'>> {
  let firstMs = Number.POSITIVE_INFINITY
  for (const row of rows.all()) {
    const timeMs = table.times.at(row)
    if (!(timeMs < firstMs) || !isCounted(row)) continue
    const answer = readFacts(row)
    const facts = answer instanceof Promise ? await answer : answer
    const isSame = newFor === 'account' || facts.actor === actor
    if (facts[fact] === value && isSame) firstMs = timeMs
  }
  return Number.isFinite(firstMs) ? { firstMs } : {}
}
