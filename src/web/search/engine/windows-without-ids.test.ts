/**
 * A log without entry ids is read in windows whose borders are chosen by the reader. Whatever the borders are, and
 * whether the API counts them in or not, each entry has to be in the list once, twins as often as they were recorded.
 */
import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { formatInstant } from '../../../cloudflare/instant.ts'
import { createEmulator } from '../../../emulator/app.ts'
import { findScopes } from '../../../emulator/testing/ask-emulator.ts'
import { createQuery, type Direction } from '../../../query/log-query.ts'
import { formatApiRequest } from '../../../query/request/api-request.ts'
import { createColumnEntryStore } from '../../store/column-entry-store.ts'
import type { EntryStore } from '../../store/entry-store.ts'
import { applyPage, resolvePages } from './read-window.ts'
import { findRequest, openWindow } from './window-state.ts'

const nowMs = Date.parse('2026-11-21T12:00:00Z')
const declared = getDataset('access-authentication-logs')
// Small answers, so that every window has many borders.
const maxSize = 30
const dataset = {
  ...declared,
  pagination: { ...declared.pagination, maxSize, style: 'window', minWindowMs: 10 } as const,
}
/** `WINDOWS=2500 npx vitest run src/web/search/engine/windows-without-ids.test.ts` tries more. */
const windowsPerForm = Number(process.env.WINDOWS ?? 600)
const windowsPerStore = 50
const decoder = new TextDecoder()

/** A generator of fractions that is the same in every run. */
function createFractions(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

describe.each([
  { since: 'inclusive', before: 'exclusive' },
  { since: 'inclusive', before: 'inclusive' },
  { since: 'exclusive', before: 'exclusive' },
  { since: 'exclusive', before: 'inclusive' },
] as const)('where since is $since and before is $before', (forms) => {
  it(`loses and doubles no entry in ${windowsPerForm} random windows`, async () => {
    const emulator = createEmulator({ seed: 1, entries: 20_000, now: () => nowMs, forms })
    const { account: scope } = await findScopes(emulator)
    const entries = emulator.entries(dataset.id, scope).map((entry) => {
      const { created_at: time } = entry as { created_at: string }
      return { timeMs: Date.parse(time), text: JSON.stringify(entry) }
    })
    const texts = entries.map(({ text }) => text)
    expect(new Set(texts).size).toBeLessThan(texts.length)
    const next = createFractions(forms.since.length * 100 + forms.before.length)

    async function read(
      store: EntryStore,
      source: string,
      sinceMs: number,
      beforeMs: number,
      direction: Direction,
    ) {
      const before = store.size().stored
      const query = { ...createQuery(dataset.id, scope), direction }
      const timeRange = { since: formatInstant(sinceMs), before: formatInstant(beforeMs) }
      let window = openWindow({ dataset, query, timeRange, firstSize: maxSize })
      for (let request = findRequest(window); request; request = findRequest(window)) {
        const url = `https://api.cloudflare.com/client/v4${formatApiRequest(request)}`
        const answer = await emulator.fetch(new Request(url))
        const page = await store.stage(await answer.arrayBuffer(), window.chain.number, source)
        if (page.problem) throw new Error(page.problem.kind)
        window = applyPage(window, page)
        const { added } = await store.commit([[page.ticket]], { at: 'end', direction })
        window = resolvePages(window, added)
      }
      const rows = (await store.listRows('all')).subarray(before)
      const { bytes, lengths } = await store.readTexts(rows)
      let at = 0
      const read = Array.from(lengths, (length) => {
        at += length
        return decoder.decode(bytes.subarray(at - length, at))
      })
      return { texts: read, reason: window.end?.reason }
    }

    let store: EntryStore | undefined
    for (let count = 0; count < windowsPerForm; count++) {
      // Half of the windows begin or end exactly at an entry.
      const at = Math.floor(next() * entries.length)
      const end = Math.min(entries.length - 1, at + Math.floor(next() ** 3 * 80))
      const [first, last] = [entries[at]?.timeMs ?? 0, entries[end]?.timeMs ?? 0]
      const sinceMs = first - Math.floor(next() * 2) * Math.floor(next() * 1_000)
      const beforeMs = Math.max(sinceMs + 1, last + Math.floor(next() * 2))
      const source = String(count % windowsPerStore)
      if (source === '0') {
        store?.dispose()
        // Equal entries of different sources are different entries: each window is read as a source of its own.
        store = createColumnEntryStore(
          Array.from({ length: windowsPerStore }, (_, id) => ({ id: String(id), dataset })),
        )
      }
      if (!store) throw new Error('There is no store.')
      const result = await read(store, source, sinceMs, beforeMs, next() < 0.5 ? 'desc' : 'asc')
      const expected = entries.filter(
        ({ timeMs }) =>
          (forms.since === 'inclusive' ? timeMs >= sinceMs : timeMs > sinceMs) &&
          (forms.before === 'exclusive' ? timeMs < beforeMs : timeMs <= beforeMs),
      )
      const about = `${formatInstant(sinceMs)} to ${formatInstant(beforeMs)}`
      expect(result.reason, about).toBeUndefined()
      expect(result.texts.toSorted(), about).toEqual(expected.map(({ text }) => text).toSorted())
    }
  })
})
