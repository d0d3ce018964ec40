import { describe, expect, it, vi } from 'vitest'
import type { StoredEntry } from '../../store/entry-store.ts'
import { FakeElement } from '../testing/fake-element.ts'
import { createViewUpdater } from './create-view-updater.ts'
import { createGridCursor } from './grid-cursor.ts'
import { createGridPosition } from './grid-position.ts'
import type { GridView } from './grid-view.ts'
import type { GridWindow } from './grid-window.ts'
import { createRowAnchors } from './row-anchors.ts'

const rowHeight = 24

/** A store whose order and answers the test sets; rows are numbered from 0. */
function createList(length: number) {
  let order = Array.from({ length }, (_, row) => row)
  let answering: Promise<unknown> = Promise.resolve()
  const toEntry = (row: number): StoredEntry => ({
    ...{ index: order.indexOf(row), row, source: '0', id: `${row}`, time: '', entry: {} },
    ...{ isStrange: false, isConflicting: false, isLate: false },
  })
  return {
    order: () => order,
    entryAt: (index: number) => {
      const row = order[index]
      return row === undefined ? undefined : toEntry(row)
    },
    reorder(next: (rows: readonly number[]) => number[]) {
      order = next(order)
    },
    /** Answers wait until the returned function is called. */
    delay() {
      let answer = () => {}
      answering = new Promise<void>((resolve) => {
        answer = resolve
      })
      return answer
    },
    /** Rejects what is asked from now on. */
    end() {
      answering = Promise.reject(new Error('The store has ended.'))
      answering.catch(() => undefined)
    },
    source: {
      rows: async () => [],
      seek: async () => 0,
      async get(row: number) {
        await answering
        return toEntry(row)
      },
    },
  }
}

/** A grid over the list, scrolled to a row. The window draws the entries that it has read, as the real one does. */
function start(firstRow: number, length = 200) {
  const list = createList(length)
  const position = createGridPosition()
  const firstView = {
    source: list.source,
    ...{ size: length, loaded: length, revision: 1, quietRevision: undefined, rulesVersion: 1 },
    ...{ rowHeight, position },
    marks: { openIndex: undefined, selectedRows: new Set(), hits: new Set(), hitIndex: undefined },
  } as unknown as GridView
  let view = firstView
  let top = firstRow * rowHeight
  let isFrozen = false
  let read = [...list.order()]
  let drawn = [...read]
  const cursor = createGridCursor(new FakeElement() as unknown as HTMLElement, position)
  const anchors = createRowAnchors(0)
  const shown = {
    view: () => view,
    top: () => top,
    findEntry: (index: number) => ({ row: read[index] ?? 0, time: '' }),
    freeze() {
      isFrozen = true
    },
    show(next: GridView, newTop?: number) {
      isFrozen = false
      const isOther = next.revision !== view.revision || next.source !== view.source
      view = next
      top = newTop ?? top
      if (isOther) readAgain()
      anchors.record(shown, cursor.index())
    },
    reveal: vi.fn(),
  } as unknown as GridWindow

  /** The entries of the drawn indexes arrive once more, in the order that the store has by then. */
  function readAgain(): void {
    read = [...list.order()]
    if (!isFrozen) drawn = [...read]
  }

  anchors.record(shown, cursor.index())
  const updater = createViewUpdater(shown, cursor, anchors, position, (index) => cursor.set(index))
  return {
    list,
    readAgain,
    update: (change: Partial<GridView>) => updater.update({ ...view, ...change }),
    updateFrom: (base: Partial<GridView>) => updater.update({ ...firstView, ...base }),
    stop: updater.stop,
    /** The row that is drawn first. */
    first: () => drawn[Math.floor(top / rowHeight)],
    top: () => top,
    revision: () => view.revision,
  }
}

/** Lets answers that are ready arrive. */
const rest = () => new Promise((resolve) => setTimeout(resolve))

/** Three entries come before the others. */
const insertThree = (rows: readonly number[]) => [900, 901, 902, ...rows]
const size = 203

describe('a list in another order', () => {
  it('shows the same first row when its rows were read again for other rules before', async () => {
    const grid = start(40)
    grid.list.reorder(insertThree)
    grid.update({ rulesVersion: 2 })
    grid.readAgain()
    grid.update({ rulesVersion: 2, revision: 2, quietRevision: 2, size })
    await rest()
    expect(grid.first()).toBe(40)
    expect(grid.top()).toBe(43 * rowHeight)
  })

  it('shows the same first row when rules and order change at the same time', async () => {
    const grid = start(40)
    grid.list.reorder(insertThree)
    grid.update({ rulesVersion: 2, revision: 2, quietRevision: 2, size })
    await rest()
    expect(grid.first()).toBe(40)
    // And once more, from where it is by then.
    grid.list.reorder((rows) => rows.slice(2))
    grid.update({ rulesVersion: 3, revision: 3, quietRevision: 3, size: size - 2 })
    await rest()
    expect(grid.first()).toBe(40)
    expect(grid.top()).toBe(41 * rowHeight)
  })

  it('draws no rows in the next order while it finds the first row again', async () => {
    const grid = start(40)
    const answer = grid.list.delay()
    grid.list.reorder(insertThree)
    grid.update({ rulesVersion: 2, revision: 2, quietRevision: 2, size })
    grid.readAgain()
    await rest()
    expect(grid.revision()).toBe(1)
    expect(grid.first()).toBe(40)
    answer()
    await rest()
    expect(grid.revision()).toBe(2)
    expect(grid.first()).toBe(40)
  })

  it('shows only the last of two views that follow each other', async () => {
    const grid = start(40)
    const answer = grid.list.delay()
    grid.list.reorder(insertThree)
    grid.updateFrom({ revision: 2, quietRevision: 2, size })
    grid.list.reorder(insertThree)
    grid.updateFrom({ revision: 3, quietRevision: 3, size: size + 3 })
    answer()
    await rest()
    expect(grid.revision()).toBe(3)
    expect(grid.first()).toBe(40)
    expect(grid.top()).toBe(46 * rowHeight)
  })

  it('stays at its very top where the change was asked for, and keeps its first row where it was not', async () => {
    const asked = start(0)
    asked.list.reorder(insertThree)
    asked.update({ revision: 2, size })
    await rest()
    expect([asked.first(), asked.top()]).toEqual([900, 0])

    const quiet = start(0)
    quiet.list.reorder(insertThree)
    quiet.update({ revision: 2, quietRevision: 2, size })
    await rest()
    expect([quiet.first(), quiet.top()]).toEqual([0, 3 * rowHeight])
  })

  it('does not move another list that replaced it meanwhile, whatever revision that has', async () => {
    const grid = start(40)
    const answer = grid.list.delay()
    grid.list.reorder(insertThree)
    grid.update({ revision: 2, quietRevision: 2, size })
    const other = createList(500)
    grid.update({ source: other.source, revision: 2, size: 500 })
    answer()
    await rest()
    expect(grid.top()).toBe(40 * rowHeight)
  })

  it('is shown where the grid stands when its store has ended', async () => {
    const grid = start(40)
    grid.list.end()
    grid.update({ revision: 2, quietRevision: 2, size })
    await rest()
    expect(grid.revision()).toBe(2)
    expect(grid.top()).toBe(40 * rowHeight)
  })

  it('is not shown after the grid was removed', async () => {
    const grid = start(40)
    const answer = grid.list.delay()
    grid.update({ revision: 2, size })
    grid.stop()
    answer()
    await rest()
    expect(grid.revision()).toBe(1)
  })
})
