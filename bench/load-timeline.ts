/** Loads several logs with about as many entries as the large one into the store of a timeline, in a browser of its own. */
import { launchBrowser } from './create-tools.ts'
import { type LoadedStore, loadPages } from './load-store.ts'
import { makeTimeline, type TimelinePage } from './make-timeline.ts'
import type { BenchTools } from './part.ts'
import { servePages } from './serve-pages.ts'

/** Loads it, or returns what was loaded. */
export function loadTimeline(tools: BenchTools): Promise<LoadedStore> {
  return tools.share('timeline', async () => {
    tools.tell(`making ${tools.entries.toLocaleString('en')} entries of several logs`)
    const { pages, bodies } = await makeTimeline(tools.entries)
    const server = await servePages(async () => bodies)
    tools.onEnd(server.close)
    // The memory of a tab is that of the largest one in its browser.
    const browser = await launchBrowser()
    tools.onEnd(() => browser.close())
    const url = `${server.origin}/store.html?timeline`
    return loadPages(tools, browser, url, bodies.length, (page, from, to) =>
      page.evaluate(ingestPages, { from, to, pages: pages.slice(from, to) }),
    )
  })
}

type Batch = { from: number; to: number; pages: readonly TimelinePage[] }

/** Runs in the page. Like `ingestPages` of one log; the streams of all logs are merged up to where all have been read. */
async function ingestPages({ from, to, pages }: Batch) {
  const { store } = window
  const joined = new Uint8Array(await (await fetch(`/bodies/${from}-${to}`)).arrayBuffer())
  const bodies: ArrayBuffer[] = []
  for (let at = 0; at < joined.length; ) {
    const end = joined.indexOf(0x0a, at)
    bodies.push(joined.slice(at, end).buffer)
    at = end + 1
  }
  joined.buffer.transfer(0)

  let longestTaskMs = 0
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration)
  })
  await new Promise((resolve) => setTimeout(resolve, 0))
  observer.observe({ type: 'longtask' })
  const kept = window as typeof window & { streams?: number[][] }
  kept.streams ??= [[], [], [], []]
  const { streams } = kept
  const stage = (at: number) => {
    const body = bodies[at]
    const source = pages[at]?.source ?? 0
    return body && store.stage(body, source, String(source))
  }
  const pageMs: number[] = []
  let lastMs = performance.now()
  let next = stage(0)
  for (let at = 0; at < bodies.length; at++) {
    const staged = await next
    next = stage(at + 1)
    if (!staged || staged.problem) throw new Error(staged?.problem?.kind)
    const { source = 0, limit } = pages[at] ?? {}
    const stream = streams[source] ?? []
    // The list has the earlier pages of this log: it waited for the next one.
    streams[source] = [...stream.slice(-1), staged.ticket]
    const size = await store.commit(streams, { at: 'end', direction: 'desc', ...limit })
    await store.rows(size.shown - 30, size.shown)
    pageMs.push(performance.now() - lastMs)
    lastMs = performance.now()
  }
  observer.disconnect()
  return { pageMs, longestTaskMs }
}
