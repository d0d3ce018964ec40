/**
 * Scrolls a table as somebody in a hurry does, and measures what a frame costs the page's thread, and how long
 * places that were jumped to stay blank. It looks from outside, in the same way at the product and at its peers.
 */
import type { Browser, Page } from '@playwright/test'

/** Where a table scrolls, and what its rows are. */
export type ScrollTarget = {
  /** The element that scrolls. */
  scroller: string
  /** A row; without any, as on a canvas, blank rows are not looked for. */
  row: string | undefined
}

/** What flinging cost. */
export type FlingCost = {
  /** Milliseconds from the start of each frame to the task after its paint. */
  workMs: readonly number[]
  /** Milliseconds that the page's thread was taken for each frame: all of its tasks between two frames. */
  frameMs: readonly number[]
  /** Of it, what it was on a processor: the rest is waiting, for the compositor or for others on this machine. */
  processorMs: readonly number[]
  /** Share of the frames in which a row in sight was without its text, in a second fling. */
  blankShare: number | undefined
}

/** A jump: where to, as a share of all, how long until no row was blank, and the text of the row in the middle. */
export type Jump = { place: number; blankMs: number; text: string; rowIndex: number }

const frames = 300
const pixelsPerFrame = 1_200
const frameMark = 'fling-frame'
const paintedMark = 'fling-painted'
const looks = 100
const lookMark = 'look'

/** A complete event of a trace: when, how long by the clock, and of it on a processor, in microseconds. */
type TraceEvent = {
  name: string
  pid: number
  tid: number
  ts: number
  dur?: number
  tdur?: number
}

type FlingOrder = readonly [ScrollTarget, number, number, string, string, string, string]

/** Flings from the place where the table is. */
export async function measureFling(page: Page, target: ScrollTarget): Promise<FlingCost> {
  const browser = page.context().browser()
  if (!browser) throw new Error('The page has no browser.')
  const run = async (count: number, mark: string) => {
    await page.evaluate(prepareLook)
    const marks = [mark, frameMark, paintedMark, lookMark] as const
    return page.evaluate(fling, [target, count, pixelsPerFrame, ...marks] as const)
  }
  // Programs are compiled, and elements made, before the clock starts.
  await run(40, '')
  const cost = await traceFrames(browser, page, () => run(frames, frameMark))
  return { ...cost, blankShare: target.row ? (await run(looks, lookMark)) / looks : undefined }
}

/** Work for each frame while something is done, from a trace of the browser. */
async function traceFrames(
  browser: Browser,
  page: Page,
  run: () => Promise<unknown>,
): Promise<Omit<FlingCost, 'blankShare'>> {
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] })
  await run()
  const trace = JSON.parse((await browser.stopTracing()).toString())
  const events: TraceEvent[] = trace.traceEvents
  const marks = findMarks(events, frameMark)
  const painted = findMarks(events, paintedMark)
  const [first] = marks
  const tasks = events
    .filter(({ name, pid, tid }) => {
      return name.endsWith('RunTask') && pid === first?.pid && tid === first.tid
    })
    .sort((a, b) => a.ts - b.ts)
  const zeros = () => marks.map(() => 0)
  const [workMs, frameMs, processorMs] = [zeros(), zeros(), zeros()]
  let frame = 0
  let endUs = 0
  for (const { ts, dur = 0, tdur = dur } of tasks) {
    // A task inside of another one is counted with that.
    if (ts < endUs) continue
    endUs = ts + dur
    for (; (marks[frame]?.ts ?? Infinity) < endUs; frame++) {
      workMs[frame] = ((painted[frame]?.ts ?? Number.NaN) - ts) / 1_000
    }
    if (frame === 0) continue
    frameMs[frame - 1] = (frameMs[frame - 1] ?? 0) + dur / 1_000
    processorMs[frame - 1] = (processorMs[frame - 1] ?? 0) + tdur / 1_000
  }
  // The last one has no end, and the first was not scrolled yet.
  const cut = (times: readonly number[]) => times.slice(1, -1)
  return { workMs: cut(workMs), frameMs: cut(frameMs), processorMs: cut(processorMs) }
}

function findMarks(events: readonly TraceEvent[], mark: string): TraceEvent[] {
  return events.filter(({ name }) => name === mark).sort((a, b) => a.ts - b.ts)
}

/** Runs in the page; the number of frames with blank rows, if it is to look. */
async function fling([target, count, pixels, mark, frameMark, paintedMark, lookMark]: FlingOrder) {
  const scroller = document.querySelector(target.scroller)
  if (!scroller) throw new Error('nothing scrolls')
  let blank = 0
  for (let i = 0; i < count; i++) {
    await new Promise(requestAnimationFrame)
    if (mark === frameMark) performance.mark(mark)
    // Between two frames, as the wheel does: the table hears of it before the next is drawn.
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = resolve
      port2.postMessage(0)
    })
    if (mark === frameMark) performance.mark(paintedMark)
    if (mark === lookMark && window.hasBlankRow(target)) blank++
    scroller.scrollTop += pixels
  }
  return blank
}

/** Jumps to random places, one after the other. */
export async function measureJumps(
  page: Page,
  target: ScrollTarget,
  count: number,
): Promise<Jump[]> {
  await page.evaluate(prepareLook)
  return page.evaluate(jump, [target, count] as const)
}

/** Runs in the page. */
async function jump([target, count]: readonly [ScrollTarget, number]) {
  const scroller = document.querySelector(target.scroller)
  if (!scroller || !target.row) throw new Error('nothing scrolls')
  const { left, top, bottom } = scroller.getBoundingClientRect()
  const middle = (top + bottom) / 2
  const untilDrawn = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = resolve
        port2.postMessage(0)
      })
    })
  const jumps: Jump[] = []
  let seed = 7
  for (let i = 0; i < count; i++) {
    seed = (seed * 48_271) % 2_147_483_647
    const place = seed / 2_147_483_647
    const startMs = performance.now()
    scroller.scrollTop = place * (scroller.scrollHeight - scroller.clientHeight)
    do await untilDrawn()
    while (window.hasBlankRow(target) && performance.now() - startMs < 5_000)
    const blankMs = performance.now() - startMs
    const row = document.elementFromPoint(left + 30, middle)?.closest(target.row)
    const rowIndex = Number(row?.getAttribute('aria-rowindex')) - 2
    jumps.push({ place, blankMs, text: row?.textContent ?? '', rowIndex })
    // Also what waits for scrolling to rest is done before the next.
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  return jumps
}

/** Runs in the page: says how to see that some stretch is higher than a gap between rows and has no text. */
function prepareLook() {
  const [step, maxGap] = [4, 20]
  window.hasBlankRow = ({ scroller, row }) => {
    const box = document.querySelector(scroller)?.getBoundingClientRect()
    if (!box || !row) return false
    let gap = 0
    for (let y = box.top + 50; y < box.bottom - 20 && gap <= maxGap; y += step) {
      gap = document.elementFromPoint(box.left + 30, y)?.closest(row)?.textContent ? 0 : gap + step
    }
    return gap > maxGap
  }
}

declare global {
  interface Window {
    hasBlankRow: (target: ScrollTarget) => boolean
  }
}
