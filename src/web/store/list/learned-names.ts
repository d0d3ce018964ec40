/** Finds the names of ids in the entries of new pages. Only what is new is told to the page, which collects the names. */
import { createNameReader } from '../../../query/names/create-name-reader.ts'
import { createNameBook, type NamePair } from '../../../query/names/name-book.ts'
import type { TableSource } from './table-source.ts'

/** Learns from entries of a source, and returns the pairs that changed what is known; `timeAt` gives the time of each. */
export type LearnNames = (
  source: TableSource,
  entries: readonly unknown[],
  timeAt: (index: number) => number,
) => readonly NamePair[]

/** Nothing is learned at first. Each source has its own names, because it may be of another account. */
export function createNameLearner(sources: readonly TableSource[]): LearnNames {
  const parts = sources.map(({ dataset }) => ({
    read: createNameReader(dataset),
    book: createNameBook(),
  }))
  return ({ number }, entries, timeAt) => {
    const part = parts[number]
    const news: NamePair[] = []
    for (let index = 0; index < entries.length; index++) {
      const timeMs = timeAt(index)
      part?.read(entries[index], (id, name, writtenBy) => {
        const pair = { id, name, timeMs, writtenBy }
        if (part.book.add(pair)) news.push(pair)
      })
    }
    return news
  }
}
