import { describe, expect, it } from 'vitest'
import { findColumnsInSight, type ShownColumn } from './columns.ts'

const column = (width: number, isPinned = false): ShownColumn => ({
  ...{ label: '', width, isPinned },
  source: { field: 'x', width },
})

describe('columns in sight', () => {
  it('are those that the window touches', () => {
    const columns = [column(100), column(100), column(100), column(100)]
    expect(findColumnsInSight(columns, 0, 200)).toEqual([true, true, false, false])
    expect(findColumnsInSight(columns, 100, 201)).toEqual([false, true, true, true])
  })

  it('are always those that are pinned', () => {
    const columns = [column(100, true), column(100), column(100)]
    expect(findColumnsInSight(columns, 200, 100)).toEqual([true, false, true])
  })
})
