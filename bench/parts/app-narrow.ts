/** How soon a narrower question is answered from the entries that are loaded. */
import type { Page } from '@playwright/test'
import { openLoadedApp } from '../load-app.ts'
import { median } from '../median.ts'
import type { Part } from '../part.ts'

/** Values of facets that are clicked: the answers are a small and a large part of the log. */
const buttons = [
  'Include only Result failure',
  'Include only Result success',
  'Exclude Actor email',
]
const rounds = 3

/** The line of narrowing. A person notices from about 100 ms on. */
export const appNarrow: Part = {
  name: 'app-narrow',
  async run(tools) {
    const { page, times } = await openLoadedApp(tools)
    const status = page.getByRole('contentinfo').getByRole('status')
    const whole = `${times.length.toLocaleString('en')} loaded · Complete`
    const answersMs: number[] = []
    for (let round = 0; round < rounds; round++) {
      for (const button of buttons) {
        answersMs.push(await measureAnswer(page, button))
        await page.getByRole('button', { name: /^Undo/ }).click()
        await status.filter({ hasText: whole }).waitFor()
        // The facets are counted in the same worker.
        await page.locator(toSelector(button)).first().waitFor()
        await page.waitForLoadState('networkidle')
      }
    }
    await page.context().close()
    return [
      {
        claim: 'a narrower question answered from memory: click to its first row and count, median',
        measured: median(answersMs),
        unit: 'ms',
        note: `${times.length.toLocaleString('en')} entries; longest ${Math.round(Math.max(...answersMs))} ms of ${answersMs.length}`,
      },
    ]
  },
}

function toSelector(label: string): string {
  return `button[aria-label^="${label}"]`
}

/** From the click on a value to the frame that shows the new count and a row of the answer, in milliseconds. */
async function measureAnswer(page: Page, button: string): Promise<number> {
  await page.locator(toSelector(button)).first().waitFor()
  return page.evaluate(watchAnswer, toSelector(button))
}

/** Runs in the page. */
function watchAnswer(selector: string): Promise<number> {
  const readStatus = () => document.querySelector('footer [role=status]')?.textContent ?? ''
  const readRow = () => document.querySelector('[aria-rowindex="2"]')?.textContent ?? ''
  const before = readStatus()
  const target = document.querySelector<HTMLElement>(selector)
  if (!target) throw new Error(`There is no element ${selector}.`)
  const startMs = performance.now()
  target.click()
  return new Promise((resolve) => {
    const check = () => {
      const status = readStatus()
      const isAnswered =
        status !== before && status.endsWith('loaded · Complete') && readRow() !== ''
      if (isAnswered) resolve(performance.now() - startMs)
      else requestAnimationFrame(check)
    }
    requestAnimationFrame(check)
  })
}
