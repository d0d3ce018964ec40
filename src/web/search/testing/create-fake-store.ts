/** A store in a few plain lines, to try searches without a worker: judges, deduplicates, keeps the order. */

import type { Dataset } from '../../../catalog/define-dataset.ts'
import { readPath } from '../../../catalog/fields.ts'
import { findEpochMs } from '../../../cloudflare/instant.ts'
import { findEntryText, parsePage } from '../../../cloudflare/page.ts'
import type { CommitOptions, StagedPage } from '../../store/entry-store.ts'

type Item = { id: string; time: string; text: string; chain: number }

/** Creates an empty store; `items` is its list. */
export function createFakeStore(dataset: Dataset) {
  const items: Item[] = []
  const texts = new Set<string>()
  const staged = new Map<number, Item[]>()
  let tickets = 0
  const textAt = (entry: unknown, path: string) => String(readPath(entry, path) ?? '')

  function isKnown({ id, text, chain }: Item): boolean {
    if (id !== '') return texts.has(`${id} ${text}`)
    const of = (isOwn: boolean) =>
      items.filter((each) => each.text === text && (each.chain === chain) === isOwn).length
    return of(false) > of(true) + (met.get(`${chain} ${text}`) ?? 0)
  }
  const met = new Map<string, number>()

  function add(item: Item): 'added' | 'repeated' {
    if (isKnown(item)) {
      const key = `${item.chain} ${item.text}`
      met.set(key, (met.get(key) ?? 0) + 1)
      return 'repeated'
    }
    items.push(item)
    texts.add(`${item.id} ${item.text}`)
    return 'added'
  }

  const waiting = new Set<string>()

  function stage(bytes: ArrayBuffer, chain: number, isKept: (item: Item) => boolean): StagedPage {
    const { page, problem } = parsePage(new Uint8Array(bytes))
    if (problem) return { problem }
    const list = page.entries.map((entry, i): Item => {
      const id = textAt(entry, dataset.idPath)
      const time = textAt(entry, dataset.timePath)
      return { id, time, text: findEntryText(page, i) ?? '', chain }
    })
    const kept = list.filter(isKept)
    staged.set(++tickets, kept)
    return {
      ticket: tickets,
      count: list.length,
      kept: kept.length,
      // The rows of this store are given when pages are committed, and no one here asks for them.
      firstRow: 0,
      nextCursor: page.nextCursor,
      lastTime: list.at(-1)?.time ?? '',
      bytes: bytes.byteLength,
    }
  }

  return {
    items,
    stage: async (bytes: ArrayBuffer, chain: number) => stage(bytes, chain, () => true),
    async stageNew(bytes: ArrayBuffer, chain: number): Promise<StagedPage> {
      const known = new Set(items.map(({ id }) => id))
      const page = stage(bytes, chain, ({ id }) => !known.has(id) && !waiting.has(id))
      for (const { id } of staged.get(page.ticket ?? 0) ?? []) waiting.add(id)
      return page
    },
    async commit(strands: readonly (readonly number[])[], options: CommitOptions) {
      const { direction, until } = options
      const sign = direction === 'desc' ? -1 : 1
      const msOf = ({ time }: Item) => (findEpochMs(time) ?? 0) * sign
      const untilMs = until === undefined ? Infinity : (findEpochMs(until) ?? 0) * sign
      const lists = strands.map((each) => each.flatMap((ticket) => staged.get(ticket) ?? []))
      for (const ticket of strands.flat()) {
        staged.set(
          ticket,
          (staged.get(ticket) ?? []).filter((each) => msOf(each) > untilMs),
        )
      }
      const taken = lists.flat().filter((each) => msOf(each) <= untilMs)
      if (strands.length > 1) taken.sort((a, b) => msOf(a) - msOf(b))
      const added = taken.filter((item) => add(item) === 'added').length
      const sizes = { stored: items.length, shown: items.length }
      // As behind a worker, pages arrive while others join the list.
      await new Promise((resolve) => setTimeout(resolve))
      return { added, repeated: taken.length - added, conflicting: 0, ...sizes }
    },
    async countNew(counted: readonly number[]) {
      const ids = counted.flatMap((ticket) => (staged.get(ticket) ?? []).map(({ id }) => id))
      const known = new Set(items.map(({ id }) => id))
      const shown = [...new Set(ids)].filter((id) => !known.has(id)).length
      return { shown, hidden: 0, older: 0 }
    },
    async discard(discarded: readonly number[]) {
      for (const ticket of discarded) {
        for (const { id } of staged.get(ticket) ?? []) waiting.delete(id)
        staged.delete(ticket)
      }
      return []
    },
    /** Pages that were neither joined nor discarded. */
    countStaged: () => [...staged.values()].filter((each) => each.length > 0).length,
  }
}
