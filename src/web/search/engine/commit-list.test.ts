import { expect, it } from 'vitest'
import { createQuery } from '../../../query/log-query.ts'
import { onlySource } from '../../store/entry-store.ts'
import { range, v2 } from '../testing/start-scripted-search.ts'
import { commitList } from './commit-list.ts'
import { getSource } from './ledger.ts'
import {
  createRun,
  findSegment,
  getSourceRun,
  updateSegment,
  updateSource,
  updateStream,
} from './run.ts'
import { addSegment } from './search-plan.ts'
import type { SearchParts } from './search-state.ts'
import { endWindow, type PageFacts } from './window-state.ts'

const never = () => new Promise<never>(() => undefined)

/** A page of ten entries that ends at this hour. */
function makePage(ticket: number, hour: string): PageFacts {
  const lastTime = `2026-11-01T${hour}:00:00.000Z`
  const rest = {
    firstRow: ticket * 10,
    nextCursor: undefined,
    bytes: 1,
    hasCount: true,
    notObjects: 0,
  }
  return { ticket, count: 10, kept: 10, lastTime, ...rest }
}

/** A run with one segment; its store calls `onCommit` during each commit. */
function createCommitting(onCommit: (commits: number) => void) {
  const commits: number[][][] = []
  let stored = 0
  const query = createQuery(v2.id, { kind: 'account', id: '0123456789abcdef0123456789abcdef' })
  const parts: SearchParts = {
    sources: [{ id: onlySource, dataset: v2, queries: [query] }],
    direction: 'desc',
    timeRange: range,
    requestPage: never,
    clock: { now: () => 0, sleep: never, untilOnline: never },
    store: {
      async commit(streams) {
        commits.push(streams.map((each) => [...each]))
        onCommit(commits.length)
        const added = 10
        stored += added
        const counts = { added, repeated: 0, conflicting: 0 }
        return { ...counts, sources: { [onlySource]: counts }, stored, shown: stored }
      },
      discard: async () => [],
      countNew: async () => ({ shown: 0, hidden: 0, older: 0 }),
      forgetLeaves: async () => undefined,
    },
  }
  const run = createRun(parts)
  const source = getSourceRun(run, 0)
  const { added, ...segments } = addSegment(
    run.plan,
    source,
    source.segments,
    Number.POSITIVE_INFINITY,
  )
  updateSource(run, 0, { segments })
  function arrive(number: number, page: PageFacts) {
    const segment = findSegment(run, added)
    const stream = segment?.streams[number]
    if (!segment || !stream) return
    updateStream(run, stream, { pending: [...stream.pending, page] })
    updateSegment(run, segment, { received: segment.received + page.count })
  }
  const end = () => {
    for (const stream of added.streams) {
      updateStream(run, stream, { window: endWindow(stream.window) })
    }
  }
  return { run, commits, arrive, end }
}

it('lets a page that arrives while others join the list join after them', async () => {
  const { run, commits, arrive, end } = createCommitting((count) => {
    if (count === 1) arrive(0, makePage(2, '18'))
  })
  arrive(0, makePage(1, '20'))
  await commitList(run)
  expect(commits).toEqual([[[1]], [[2]]])
  end()
  await commitList(run)
  expect(getSource(run.ledger.read(), onlySource).gaps).toEqual([])
})

it('misses an entry that is not in the list at the end, and the verdict says so', async () => {
  const { run, arrive, end } = createCommitting(() => undefined)
  arrive(0, { ...makePage(1, '20'), count: 11 })
  end()
  await commitList(run)
  expect(getSource(run.ledger.read(), onlySource).gaps).toMatchObject([
    { reason: 'Gumshoe received 11 entries here and can account for 10.' },
  ])
})
