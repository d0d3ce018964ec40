/**
 * Scrolls a table fast, and measures the time of the page's thread for each frame, and how long rows are blank after
 * a jump. It uses nothing but the document, so the product and its peers are measured in the same way.
 */
import type { Browser, Page } from '@playwright/test'

/** Selectors of a table. */
export type ScrollTarget = {
  /** The element that scrolls. */
  scroller: string
  /** A row; `undefined` for a canvas, whose blank rows cannot be found. */
  row: string | undefined
}

/** The cost of a fling. */
export type FlingCost = {
  /** Milliseconds from the start of each frame to the task after its paint. */
  workMs: readonly number[]
  /** Milliseconds of all tasks of the page's thread between two frames. */
  frameMs: readonly number[]
  /** The processor time of these tasks; the rest is waiting for the compositor or for other programs. */
  processorMs: readonly number[]
  /** Frames that were drawn, of those that a screen of 60 frames a second shows in the same time. */
  drawnShare: number
  /** Share of the frames in which a visible row had no text, in a second fling. */
  blankShare: number | undefined
}

/** A jump: the time until no row was blank, and the text and index of the row in the middle. */
export type Jump = { blankMs: number; text: string; rowIndex: number }

const frames = 300
/** Microseconds of a frame of a screen. */
const screenFrameUs = 1_000_000 / 60
const pixelsPerFrame = 1_200
const frameMark = 'fling-frame'
const paintedMark = 'fling-painted'
const blankFrames = 100
const blankMark = 'fling-blank'

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

/** Flings from the current scroll position. */
export async function measureFling(page: Page, target: ScrollTarget): Promise<FlingCost> {
  const browser = page.context().browser()
  if (!browser) throw new Error('The page has no browser.')
  const run = async (count: number, mark: string) => {
    await page.evaluate(defineHasBlankRow)
    const marks = [mark, frameMark, paintedMark, blankMark] as const
    return page.evaluate(fling, [target, count, pixelsPerFrame, ...marks] as const)
  }
  // The first frames compile code and create elements, and are not measured.
  await run(40, '')
  const cost = await traceFrames(browser, page, () => run(frames, frameMark))
  if (!target.row) return { ...cost, blankShare: undefined }
  return { ...cost, blankShare: (await run(blankFrames, blankMark)) / blankFrames }
}

/** The times of each frame while `run` is running, from a trace of the browser. */
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
    // A task inside of another one is counted with the outer one.
    if (ts < endUs) continue
    endUs = ts + dur
    for (; (marks[frame]?.ts ?? Infinity) < endUs; frame++) {
      workMs[frame] = ((painted[frame]?.ts ?? Number.NaN) - ts) / 1_000
    }
    if (frame === 0) continue
    frameMs[frame - 1] = (frameMs[frame - 1] ?? 0) + dur / 1_000
    processorMs[frame - 1] = (processorMs[frame - 1] ?? 0) + tdur / 1_000
  }
  // The last one has no end, and the first one was not scrolled.
  const cut = (times: readonly number[]) => times.slice(1, -1)
  return {
    workMs: cut(workMs),
    frameMs: cut(frameMs),
    processorMs: cut(processorMs),
    drawnShare: toDrawnShare(marks),
  }
}

/** A frame that comes later than the next one of the screen is drawn in its place, so the others are dropped. */
function toDrawnShare(marks: readonly TraceEvent[]): number {
  const periods = marks.slice(1).map(({ ts }, i) => {
    return Math.max(1, Math.round((ts - (marks[i]?.ts ?? Number.NaN)) / screenFrameUs))
  })
  return periods.length / periods.reduce((sum, each) => sum + each, 0)
}

function findMarks(events: readonly TraceEvent[], mark: string): TraceEvent[] {
  return events.filter(({ name }) => name === mark).sort((a, b) => a.ts - b.ts)
}

/** Runs in the page. Returns the number of frames with blank rows, if `mark` is `blankMark`. */
async function fling([target, count, pixels, mark, frameMark, paintedMark, blankMark]: FlingOrder) {
  const scroller = document.querySelector(target.scroller)
  if (!scroller) throw new Error('The page has no scroller.')
  let blank = 0
  for (let i = 0; i < count; i++) {
    await new Promise(requestAnimationFrame)
    if (mark === frameMark) performance.mark(mark)
    // It scrolls between two frames, as the wheel does: the table gets the event before the next frame.
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = resolve
      port2.postMessage(0)
    })
    if (mark === frameMark) performance.mark(paintedMark)
    if (mark === blankMark && window.hasBlankRow(target)) blank++
    scroller.scrollTop += pixels
  }
  return blank
}

/** Jumps to random scroll positions, the same in every run. */
export async function measureJumps(
  page: Page,
  target: ScrollTarget,
  count: number,
): Promise<Jump[]> {
  await page.evaluate(defineHasBlankRow)
  return page.evaluate(jump, [target, count] as const)
}

/** Runs in the page. */
async function jump([target, count]: readonly [ScrollTarget, number]) {
  const scroller = document.querySelector(target.scroller)
  if (!scroller || !target.row) throw new Error('The page has no scroller or no rows.')
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
    const share = seed / 2_147_483_647
    const startMs = performance.now()
    scroller.scrollTop = share * (scroller.scrollHeight - scroller.clientHeight)
    do await untilDrawn()
    while (window.hasBlankRow(target) && performance.now() - startMs < 5_000)
    const blankMs = performance.now() - startMs
    const row = document.elementFromPoint(left + 30, middle)?.closest(target.row)
    const rowIndex = Number(row?.getAttribute('aria-rowindex')) - 2
    jumps.push({ blankMs, text: row?.textContent ?? '', rowIndex })
    // Work that a table delays until scrolling ends has to be done before the next jump.
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  return jumps
}

/** Runs in the page. A part without text that is higher than the gap between two rows is a blank row. */
function defineHasBlankRow() {
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
