import type { Page } from '@playwright/test'
import type { Gumshoe } from './fixtures.ts'
import { expect, test } from './fixtures.ts'

/** More rows of this height than a browser could scroll by itself. */
const entryCount = 140_000
const rowHeight = 38
const newestMs = Date.parse('2026-11-21T11:00:00Z')
const apartMs = 10

/** Small entries, ten milliseconds apart, so that very many are read in a short time. */
function serveMany({ emulator }: Gumshoe): void {
  emulator.faults.when(
    (request) => new URL(request.url).pathname.endsWith('/logs/audit'),
    (request) => {
      const { searchParams } = new URL(request.url)
      const get = (name: string) => searchParams.get(name) ?? ''
      const first = Math.max(0, Math.floor((newestMs - Date.parse(get('before'))) / apartMs) + 1)
      const end = Math.min(
        entryCount,
        Math.floor((newestMs - Date.parse(get('since'))) / apartMs) + 1,
      )
      const from = Number(get('cursor') || first)
      const to = Math.min(end, from + Number(get('limit')))
      const entries = Array.from({ length: Math.max(0, to - from) }, (_, i) => ({
        id: `entry-${from + i}`,
        action: {
          time: new Date(newestMs - (from + i) * apartMs).toISOString(),
          result: 'success',
        },
      }))
      const result_info = { count: entries.length, ...(to < end && { cursor: String(to) }) }
      return Response.json({
        success: true,
        errors: [],
        messages: [],
        result: entries,
        result_info,
      })
    },
  )
}

/** Distances between the lines under the rows, as they are painted. */
async function measurePitch(page: Page): Promise<readonly number[]> {
  const png = (await page.screenshot()).toString('base64')
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = document.createElement('canvas')
    canvas.width = bitmap.width
    canvas.height = bitmap.height
    const context = canvas.getContext('2d')
    if (!context) return []
    context.drawImage(bitmap, 0, 0)
    const scroller = document.querySelector('[data-scroller]')?.getBoundingClientRect()
    if (!scroller) return []
    const top = Math.ceil(scroller.top) + 36
    const column = context.getImageData(scroller.left + 5, top, 1, scroller.bottom - top).data
    const lines: number[] = []
    for (let y = 1; y * 4 < column.length; y++) {
      if ((column[y * 4] ?? 0) < 250 && (column[y * 4 - 4] ?? 0) >= 250) lines.push(y)
    }
    return lines.slice(1).map((line, i) => line - (lines[i] ?? 0))
  }, png)
}

test('the last row of a list beyond the limits of browsers is reached, drawn well, and left', async ({
  explorer,
  page,
  gumshoe,
}) => {
  test.setTimeout(300_000)
  serveMany(gumshoe)
  await page.addInitScript(() => {
    localStorage.setItem(
      'gumshoe.view',
      JSON.stringify({ density: 'roomy', hasHistogram: false, hasFacets: false }),
    )
  })
  await explorer.openWith('since=2026-11-21T00:00:00Z&before=2026-11-21T11:00:01Z')
  await page.getByRole('button', { name: 'Load all' }).click()
  await expect(explorer.status).toContainText(
    `${entryCount.toLocaleString('en-US')} loaded · Complete`,
    {
      timeout: 150_000,
    },
  )
  const last = explorer.row(entryCount - 1)
  const height = await explorer.grid.evaluate((grid) => grid.scrollHeight)
  expect(height).toBeLessThan(entryCount * rowHeight)

  await explorer.scrollToEnd()
  await expect(last).toBeInViewport()
  await expect(last).toContainText('11-21 10:36:40.010')
  await expect.poll(() => explorer.rows.count()).toBeLessThan(80)
  const expectPitch = () =>
    expect
      .poll(async () => new Set(await measurePitch(page)), { timeout: 30_000 })
      .toEqual(new Set([rowHeight]))
  await expectPitch()

  await explorer.grid.focus()
  await page.keyboard.press('Home')
  await expect(explorer.row(0)).toBeInViewport()
  await page.keyboard.press('End')
  await expect(last).toBeInViewport()
  await expect(explorer.grid).toHaveAttribute('aria-activedescendant', `row-${entryCount - 1}`)

  // In the middle a step of the wheel moves the rows by exactly its pixels.
  await explorer.grid.evaluate((grid) => grid.parentElement?.scrollTo({ top: 2_500_000 }))
  const middle = explorer.rows.filter({ hasText: '11-21 10:48' }).nth(20)
  await expect(middle).toBeInViewport()
  const row = explorer.page.locator(`#${await middle.getAttribute('id')}`)
  await row.hover()
  const before = (await row.boundingBox())?.y ?? 0
  await page.mouse.wheel(0, 120)
  await expect.poll(async () => (await row.boundingBox())?.y).toBe(before - 120)
  // The row under the pointer is tinted.
  await page.mouse.move(2, 2)
  await expectPitch()
})
