/** Measures what the simplest JavaScript needs for the text of the large log, in the same browser. */
import type { Page } from '@playwright/test'
import type { BenchTools } from './part.ts'

const batchSize = 40

/** How many entries a second `JSON.parse` reads from the bytes of all pages, each page once. */
export function measureJsonParse(tools: BenchTools): Promise<number> {
  return tools.share('json-parse', async () => {
    tools.tell('parsing the same bytes by JSON.parse')
    let entries = 0
    let ms = 0
    await forEachBatch(tools, async (page, path) => {
      const batch = await page.evaluate(parsePages, path)
      entries += batch.entries
      ms += batch.ms
    })
    return (entries / ms) * 1_000
  })
}

/** The milliseconds in which `indexOf` finds each text everywhere in all pages, the best of three. */
export function measureIndexOf(
  tools: BenchTools,
  texts: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  return tools.share(`index-of ${texts.join()}`, async () => {
    tools.tell('searching the same text by indexOf')
    const msByText = new Map(texts.map((text) => [text, 0]))
    await forEachBatch(tools, async (page, path) => {
      const times = await page.evaluate(findInPages, [path, texts] as const)
      for (const [text, ms] of times) msByText.set(text, (msByText.get(text) ?? 0) + ms)
    })
    return msByText
  })
}

/** Some pages at a time, so that the text of a million entries does not have to fit into the tab. */
async function forEachBatch(
  tools: BenchTools,
  measure: (page: Page, path: string) => Promise<void>,
): Promise<void> {
  const pages = (await tools.bodies()).length
  const context = await (await tools.browser()).newContext()
  const page = await context.newPage()
  await page.goto(`${await tools.origin()}/bare.html`)
  for (let from = 0; from < pages; from += batchSize) {
    await measure(page, `/bodies/${from}-${from + batchSize}`)
  }
  await context.close()
}

/** Runs in the page. The clock runs only while bytes become objects. */
async function parsePages(path: string) {
  const joined = new Uint8Array(await (await fetch(path)).arrayBuffer())
  const decoder = new TextDecoder()
  let entries = 0
  let ms = 0
  for (let at = 0; at < joined.length; ) {
    const end = joined.indexOf(0x0a, at)
    const bytes = joined.subarray(at, end)
    const startMs = performance.now()
    const { result } = JSON.parse(decoder.decode(bytes))
    ms += performance.now() - startMs
    entries += result.length
    at = end + 1
  }
  return { entries, ms }
}

/** Runs in the page. The clock runs only while a text is searched. */
async function findInPages([path, texts]: readonly [string, readonly string[]]) {
  const joined = await (await fetch(path)).text()
  return texts.map((text): [string, number] => {
    let bestMs = Infinity
    for (let round = 0; round < 3; round++) {
      const startMs = performance.now()
      let at = joined.indexOf(text)
      while (at !== -1) at = joined.indexOf(text, at + text.length)
      bestMs = Math.min(bestMs, performance.now() - startMs)
    }
    return [text, bestMs]
  })
}
