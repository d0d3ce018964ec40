import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeDocument, FakeElement } from '../testing/fake-element.ts'
import type { CellPart } from './cell-part.ts'
import type { RowState } from './row-element.ts'
import { createRowPool, type RowPainter } from './row-pool.ts'

const rowHeight = 20
let fakeDocument: ReturnType<typeof createFakeDocument>

beforeEach(() => {
  fakeDocument = createFakeDocument()
  vi.stubGlobal('document', fakeDocument)
})

/** A pool with two columns over a list whose entries are at hand unless `missing` says otherwise. */
function createPool(change: Partial<RowPainter> = {}) {
  const layer = new FakeElement()
  const missing = new Set<number>()
  const marks = new Map<number, RowState>()
  const filled: number[] = []
  const pool = createRowPool(
    layer as unknown as HTMLElement,
    [
      { kind: 'line', variable: '--a', left: '0px' },
      { kind: 'line', variable: '--b', left: undefined },
    ],
    {
      toCells(index) {
        filled.push(index)
        if (missing.has(index)) return undefined
        return ['a', 'b'].map((name): CellPart[] => [{ text: `${name}${index}`, className: '' }])
      },
      isNewDay: (index) => index % 10 === 0,
      isMarked: (index, state) => marks.get(index) === state,
      ...change,
    },
  )
  const show = (from: number, to: number, inSight?: readonly boolean[]) =>
    pool.show({ from, to, rowHeight, shift: 0 }, inSight)
  /** The rows that are not hidden, in the order of their elements. */
  const visible = () => layer.children.filter(({ hidden }) => !hidden)
  const texts = () => visible().map(({ textContent }) => textContent)
  /** How far below the top of the list an element is. */
  const topOf = (element: FakeElement) =>
    Number.parseFloat(element.style.top ?? '') +
    Number.parseFloat(/translateY\((-?[\d.]+)px\)/.exec(layer.style.transform ?? '')?.[1] ?? '')
  const elementOf = (index: number) => pool.find(index)?.element as unknown as FakeElement
  return { pool, layer, missing, marks, filled, show, visible, texts, topOf, elementOf }
}

describe('the rows of a list', () => {
  it('are as many as are shown, each with its cells, its id and its place', () => {
    const { show, visible, texts, topOf } = createPool()
    show(3, 6)
    expect(texts()).toEqual(['a3b3', 'a4b4', 'a5b5'])
    expect(visible().map(({ id }) => id)).toEqual(['row-3', 'row-4', 'row-5'])
    // The headings are row 1.
    expect(visible().map((row) => row.getAttribute('aria-rowindex'))).toEqual(['5', '6', '7'])
    expect(visible().map(topOf)).toEqual([60, 80, 100])
  })

  it('are used again: those that stay are not touched, those that go show what comes', () => {
    const { show, layer, elementOf, filled } = createPool()
    show(0, 5)
    const [first, ...staying] = [0, 1, 2, 3, 4].map(elementOf)
    filled.length = 0
    show(1, 6)
    expect(filled).toEqual([5])
    expect([1, 2, 3, 4].map(elementOf)).toEqual(staying)
    expect(elementOf(5)).toBe(first)
    expect(layer.children).toHaveLength(5)
  })

  it('are hidden and named no more when fewer are shown, and come back', () => {
    const { show, pool, layer, visible, texts } = createPool()
    show(0, 4)
    show(0, 2)
    expect(texts()).toEqual(['a0b0', 'a1b1'])
    expect(pool.find(2)).toBeUndefined()
    const hidden = layer.children.filter((row) => row.hidden)
    expect(hidden.map((row) => [row.id, row.getAttribute('aria-rowindex')])).toEqual([
      ['', null],
      ['', null],
    ])
    show(0, 4)
    expect(visible()).toHaveLength(4)
    expect(layer.children).toHaveLength(4)
  })

  it.each([0, 5_000, 2_000_000, 30])('are where their index says after a jump to %i', (from) => {
    const { show, topOf, elementOf } = createPool()
    show(100, 110)
    show(from, from + 10)
    expect(topOf(elementOf(from + 9))).toBe((from + 9) * rowHeight)
  })

  it('stay close to the origin that they are placed by, however far one scrolls', () => {
    const { show, topOf, elementOf } = createPool()
    for (let from = 0; from < 20_000; from += 7) {
      show(from, from + 10)
      expect(Number.parseFloat(elementOf(from + 9).style.top ?? '')).toBeLessThan(
        (4_096 + 20) * rowHeight,
      )
    }
    expect(topOf(elementOf(20_000))).toBe(20_000 * rowHeight)
  })

  it('are placed anew when the height of rows changes', () => {
    const { show, pool, topOf, elementOf } = createPool()
    show(2, 5)
    pool.show({ from: 2, to: 5, rowHeight: 30, shift: -7 })
    expect([2, 3, 4].map((index) => topOf(elementOf(index)))).toEqual([53, 83, 113])
  })

  it('show bars while their entry is on its way, and are filled when it is there', () => {
    const { show, pool, missing, filled, elementOf } = createPool()
    missing.add(1)
    show(0, 3)
    expect(elementOf(1).textContent).toBe('')
    expect(
      elementOf(1)
        .children.slice(1)
        .map(({ children }) => children.length),
    ).toEqual([1, 1])
    missing.clear()
    filled.length = 0
    pool.fillMissing()
    expect(filled).toEqual([1])
    expect(elementOf(1).textContent).toBe('a1b1')
    expect(
      elementOf(1)
        .children.slice(1)
        .map(({ children }) => children.length),
    ).toEqual([0, 0])
  })

  it('never show what another entry has where nothing is drawn in a fling', () => {
    const { show, layer, texts } = createPool()
    show(0, 3)
    show(3, 6, [true, false])
    expect(layer.hasAttribute('data-fling')).toBe(true)
    expect(texts()).toEqual(['a3', 'a4', 'a5'])
    show(3, 6)
    expect(layer.hasAttribute('data-fling')).toBe(false)
    expect(texts()).toEqual(['a3b3', 'a4b4', 'a5b5'])
  })

  it('show a sentence as one run in a fling, and its runs after it', () => {
    const sentence = ['', 'ann', ' updated', ' zone'].map((text) => ({ text, className: text }))
    const time = ['11-20 ', '10:00'].map((text) => ({ text, className: text }))
    const { show, elementOf } = createPool({ toCells: () => [time, sentence] })
    const runsOf = (cell: number) => elementOf(3).children[cell]?.children.length
    show(3, 4, [true, true])
    expect(elementOf(3).textContent).toBe('11-20 10:00ann updated zone')
    expect([1, 2].map(runsOf)).toEqual([2, 0])
    show(3, 4)
    expect(elementOf(3).textContent).toBe('11-20 10:00ann updated zone')
    expect([1, 2].map(runsOf)).toEqual([2, 4])
  })

  it('are all filled anew when something about all of them has changed', () => {
    const { show, pool, filled } = createPool()
    show(0, 4)
    show(0, 3)
    filled.length = 0
    pool.refill()
    expect(filled).toEqual([0, 1, 2])
  })

  it('begin a day, and are marked by state; an open or selected one is said to be selected', () => {
    const { show, pool, marks, elementOf } = createPool()
    marks.set(10, 'open').set(11, 'selected').set(12, 'hit').set(13, 'current')
    show(10, 14)
    const rows = [10, 11, 12, 13].map(elementOf)
    expect(rows.map((row) => row.hasAttribute('data-day'))).toEqual([true, false, false, false])
    const states = ['open', 'selected', 'hit', 'current']
    expect(rows.map((row) => states.filter((state) => row.hasAttribute(`data-${state}`)))).toEqual([
      ['open'],
      ['selected'],
      ['hit'],
      ['current'],
    ])
    expect(rows.map(({ ariaSelected }) => ariaSelected)).toEqual(['true', 'true', 'false', 'false'])
    marks.clear()
    pool.remark()
    expect(rows.some((row) => states.some((state) => row.hasAttribute(`data-${state}`)))).toBe(
      false,
    )
    expect(rows.map(({ ariaSelected }) => ariaSelected)).toEqual(Array(4).fill('false'))
  })
})

describe('sorting', () => {
  function scroll() {
    const created = createPool()
    created.show(0, 6)
    created.show(3, 9)
    expect(created.texts()).not.toEqual(created.texts().toSorted())
    return created
  }

  it('puts the elements in the order of the list', () => {
    const { pool, texts } = scroll()
    pool.sort()
    expect(texts()).toEqual(['a3b3', 'a4b4', 'a5b5', 'a6b6', 'a7b7', 'a8b8'])
  })

  it('moves the others around the row under the pointer', () => {
    const { pool, texts, elementOf } = scroll()
    const hovered = elementOf(7)
    hovered.isHovered = true
    const remove = vi.spyOn(hovered, 'remove')
    pool.sort()
    expect(texts()).toEqual(['a3b3', 'a4b4', 'a5b5', 'a6b6', 'a7b7', 'a8b8'])
    expect(remove).not.toHaveBeenCalled()
  })

  it('moves nothing while text in the rows is selected', () => {
    const { pool, texts, elementOf } = scroll()
    const before = texts()
    fakeDocument.selected = elementOf(5)
    pool.sort()
    expect(texts()).toEqual(before)
  })
})
