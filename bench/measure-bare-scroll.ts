/**
 * Measures a bare scroller of the product's rows: a copy of the page as it is drawn in a fling, without its scripts, whose
 * rows are moved and get other texts when it scrolls. It is what the rows of a fling cost by themselves.
 */
import type { Browser, Page } from '@playwright/test'
import { type FlingCost, measureFling, type ScrollTarget } from './measure-scroll.ts'

/** A page without scripts. */
export type PageCopy = { html: string; viewport: ReturnType<Page['viewportSize']> }

/** Scrolls the page of the product until it is in a fling, and copies it. */
export async function copyFlung(page: Page, { scroller }: ScrollTarget): Promise<PageCopy> {
  return { html: await page.evaluate(copyInFling, scroller), viewport: page.viewportSize() }
}

/** Flings the copy. */
export async function measureBareFling(
  browser: Browser,
  { html, viewport }: PageCopy,
  target: ScrollTarget,
): Promise<FlingCost> {
  const bare = await browser.newPage({ viewport })
  await bare.setContent(html)
  await bare.evaluate(startScroller, target)
  const cost = await measureFling(bare, target)
  await bare.close()
  return cost
}

/** Runs in the page of the product. Returns its document with all styles, and without scripts. */
async function copyInFling(selector: string): Promise<string> {
  const scroller = document.querySelector(selector)
  for (let i = 0; scroller && !scroller.querySelector('[data-fling]'); i++) {
    if (i === 100) throw new Error('The page is not in a fling.')
    scroller.scrollTop += 1_200
    await new Promise(requestAnimationFrame)
  }
  const copy = document.documentElement.cloneNode(true) as HTMLElement
  for (const each of copy.querySelectorAll('script, link, style')) each.remove()
  const sheets = [...document.styleSheets, ...document.adoptedStyleSheets]
  const style = document.createElement('style')
  style.textContent = sheets
    .flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText))
    .join('\n')
  copy.querySelector('head')?.append(style)
  return `<!doctype html>${copy.outerHTML}`
}

/** Runs in the copy. */
function startScroller({ scroller: selector, row }: ScrollTarget): void {
  const scroller = document.querySelector<HTMLElement>(selector)
  const all = [...(scroller?.querySelectorAll<HTMLElement>(row ?? '') ?? [])]
  const rows = all.filter((each) => Number(each.getAttribute('aria-rowindex')) > 1)
  const layer = rows[0]?.parentElement
  if (!scroller || !layer) throw new Error('The page has no rows.')
  const height = rows[0]?.offsetHeight ?? 0
  const runs = rows.map((each) => {
    const walker = document.createTreeWalker(each, NodeFilter.SHOW_TEXT)
    const found: Text[] = []
    while (walker.nextNode()) found.push(walker.currentNode as Text)
    return found
  })
  const texts = runs.map((found) => found.map(({ data }) => data))
  const draw = () => {
    const first = Math.floor(scroller.scrollTop / height)
    layer.style.transform = `translateY(${first * height}px)`
    rows.forEach((each, i) => {
      each.setAttribute('aria-rowindex', String(first + i + 2))
      const shown = texts[(first + i) % texts.length] ?? []
      for (const [j, run] of (runs[i] ?? []).entries()) run.data = shown[j] ?? run.data
    })
  }
  rows.forEach((each, i) => {
    each.style.top = `${i * height}px`
  })
  draw()
  scroller.addEventListener('scroll', draw)
}
