/**
 * Loading all of the large log through proxy and browser, without a quota and with the default one. Memory and
 * long tasks are judged beside the peers' in `peers-ingest`.
 */
import { measureLoading, openToLoad, readLoaded } from '../load-app.ts'
import { openLargeApp } from '../open-app.ts'
import type { BenchTools, Line, Part } from '../part.ts'

const quotaMs = 20_000

/** The lines of loading all. */
export const appLoad: Part = {
  name: 'app-load',
  async run(tools) {
    const { entries, times, verdict, loadMs, longTasksMs, memory } = await measureLoading(tools)
    const unit = 'bytes/entry'
    return [
      {
        claim: `“Load all” through proxy and browser, ${times.length.toLocaleString('en')} entries`,
        measured: (entries / loadMs) * 1_000,
        unit: 'entries/s',
        note: `${(loadMs / 1_000).toFixed(1)} s; proxy and emulator on the same cores`,
      },
      {
        claim: 'entries shown, of those that the emulator has',
        measured: entries,
        unit: 'entries',
        expected: times.length,
        note: verdict,
      },
      {
        claim: 'longest task of the page’s thread meanwhile (50 if none was longer)',
        measured: longTasksMs[0] ?? 50,
        unit: 'ms',
        note: `${longTasksMs.length} above 50 ms`,
      },
      {
        claim: 'memory of the whole product’s tab, when older pages are compressed',
        measured: memory.restedBytes / entries,
        unit,
        note: `constant after ${Math.round(memory.restMs / 1_000)} s`,
      },
      {
        claim: 'of it before “Load all”, with 100 entries',
        measured: memory.firstBytes / entries,
        unit,
      },
      {
        claim: 'memory of the tab when the last page had come',
        measured: memory.loadedBytes / entries,
        unit,
      },
      await measureQuota(tools),
    ]
  },
}

/** How far it comes in some seconds with the quota of a live token, and whether it says so. */
async function measureQuota(tools: BenchTools): Promise<Line> {
  const { openWithQuota } = await openLargeApp(tools)
  const page = await openToLoad(tools, await openWithQuota())
  tools.tell('loading with the live quota')
  await page.getByRole('button', { name: 'Load all' }).click()
  await page.waitForTimeout(quotaMs)
  const entries = await readLoaded(page)
  const footer = await page.getByRole('contentinfo').innerText()
  await page.context().close()
  const [left] = /[\d,]+ of [\d,]+ requests? left in 5 minutes/.exec(footer) ?? []
  const [backoff] = /Retrying in (?:\d+ \w+ ?)+/.exec(footer) ?? []
  return {
    claim: `with the live quota of 720 requests in 5 minutes, after ${quotaMs / 1_000} s`,
    measured: entries,
    unit: 'entries',
    note: [left, backoff].filter(Boolean).join(', ') || 'the footer does not name the quota',
  }
}
