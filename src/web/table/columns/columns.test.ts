import { describe, expect, it } from 'vitest'
import { datasets } from '../../../catalog/index.ts'
import { timeline } from '../../../catalog/timeline/timeline.ts'
import { listColumnFields, toColumnLayout } from './column-layout.ts'
import { listVisibleColumns, type ShownColumn, toFormColumns } from './columns.ts'

const column = (width: number, isPinned = false): ShownColumn => ({
  label: '',
  width,
  isPinned,
  source: { field: 'x', width },
})

describe('columns in sight', () => {
  it('are those that the window touches', () => {
    const columns = [column(100), column(100), column(100), column(100)]
    expect(listVisibleColumns(columns, 0, 200)).toEqual([true, true, false, false])
    expect(listVisibleColumns(columns, 100, 201)).toEqual([false, true, true, true])
  })

  it('are always those that are pinned', () => {
    const columns = [column(100, true), column(100), column(100)]
    expect(listVisibleColumns(columns, 200, 100)).toEqual([true, false, true])
  })
})

/** What is left of a page for the list: beside the facets and a scroll bar, and beside the drawer as well. */
const beside = { facets: 240 + 15, drawer: 560 } as const
const list = datasets.map((dataset) => [dataset.id, dataset] as const)

describe('the columns that a log shows at first', () => {
  it.each(list)(
    '%s: all are in sight at 1280 px, and the summary takes the free room',
    (_, dataset) => {
      const available = 1280 - beside.facets
      const layout = toColumnLayout(dataset, undefined)
      const shown = toFormColumns('cells', dataset, layout, { available, hasYear: true })
      expect(shown.reduce((sum, { width }) => sum + width, 0)).toBe(available)
      const summary = shown.find(({ source }) => source.field === 'summary')
      expect(shown.indexOf(summary ?? column(0))).toBe(1)
      const wider = toFormColumns('cells', dataset, layout, {
        available: available + 100,
        hasYear: true,
      })
      expect(wider.map(({ width }, i) => width - (shown[i]?.width ?? 0))).toEqual(
        shown.map((each) => (each === summary ? 100 : 0)),
      )
    },
  )

  it.each(list)('%s: with the drawer open, time and summary fill the rest', (_, dataset) => {
    const available = 1280 - beside.facets - beside.drawer
    const chosen = [{ field: dataset.timePath, width: 400 }]
    const shown = toFormColumns('sentence', dataset, chosen, { available, hasYear: false })
    expect(shown.map(({ source }) => source.field)).toEqual([dataset.timePath, 'summary'])
    expect(shown.reduce((sum, { width }) => sum + width, 0)).toBe(available)
  })

  it.each(list)('%s: a card has the sentence first, then the time', (_, dataset) => {
    const space = { available: 320, hasYear: false }
    const fields = toFormColumns('card', dataset, [{ field: 'id' }], space).map(
      ({ source }) => source.field,
    )
    expect(fields.slice(0, 2)).toEqual(['summary', dataset.timePath])
    expect(fields).not.toContain('id')
  })

  it('a time is wider with its year', () => {
    const dataset = datasets[0]
    if (!dataset) throw new Error('no dataset')
    const width = (hasYear: boolean) =>
      toFormColumns('sentence', dataset, [], { available: 800, hasYear })[0]?.width ?? 0
    expect(width(true)).toBeGreaterThan(width(false))
  })
})

describe('the columns of a timeline', () => {
  const space = { available: 1280 - beside.facets, hasYear: false }
  const shown = (form: 'cells' | 'sentence' | 'card', hasSeveralScopes = false) =>
    toFormColumns(form, timeline, toColumnLayout(timeline, undefined, hasSeveralScopes), space)
  const paths = (columns: readonly ShownColumn[]) => columns.map(({ source }) => source.field)

  it('say the log of each entry, and its account where there are several', () => {
    const rest = ['summary', 'address', 'outcome']
    expect(paths(shown('cells'))).toEqual(['time', 'log', ...rest])
    expect(paths(shown('cells', true))).toEqual(['time', 'log', 'scope', ...rest])
  })

  it('fit beside the facets, and the summary takes the free room', () => {
    const columns = shown('cells', true)
    expect(columns.reduce((sum, { width }) => sum + width, 0)).toBe(space.available)
  })

  it('are time, log and summary beside the drawer, and the account where there are several', () => {
    expect(paths(shown('sentence'))).toEqual(['time', 'log', 'summary'])
    const columns = shown('sentence', true)
    expect(paths(columns)).toEqual(['time', 'log', 'scope', 'summary'])
    expect(columns.reduce((sum, { width }) => sum + width, 0)).toBe(space.available)
  })

  it('have the log beside the time in a card', () => {
    expect(paths(shown('card'))).toEqual(['summary', 'time', 'log', 'address', 'outcome'])
    const several = ['summary', 'time', 'log', 'scope', 'address', 'outcome']
    expect(paths(shown('card', true))).toEqual(several)
  })

  it('leave the summary in sight at 900 pixels, where the log and the account are narrower', () => {
    const available = 900 - beside.facets
    const layout = toColumnLayout(timeline, undefined, true)
    const columns = toFormColumns('cells', timeline, layout, { available, hasYear: false })
    const end = columns.slice(0, 4).reduce((sum, { width }) => sum + width, 0)
    expect(paths(columns.slice(0, 4))).toEqual(['time', 'log', 'scope', 'summary'])
    expect(end).toBeLessThanOrEqual(available)
    const chosen = [{ field: 'scope', width: 300 }, { field: 'summary' }]
    const [scope] = toFormColumns('cells', timeline, chosen, { available: 400, hasYear: false })
    expect(scope?.width).toBe(300)
  })

  it('are those that the user chose', () => {
    expect(toColumnLayout(timeline, [{ field: 'actor' }], true)).toEqual([{ field: 'actor' }])
  })

  it('can say what an entry changed', () => {
    expect(listColumnFields(timeline).map(({ path }) => path)).toContain('change')
  })
})
