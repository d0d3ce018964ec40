import { describe, expect, it } from 'vitest'
import { datasets } from '../../../catalog/index.ts'
import { toColumnLayout } from './column-layout.ts'
import { listVisibleColumns, type ShownColumn, toShownColumns } from './columns.ts'

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

describe('the columns that a log shows at first', () => {
  const telling: Readonly<Record<string, readonly string[]>> = {
    'account-audit-logs-v2':
      'action.time actor.email action.description resource.product actor.ip_address action.result'.split(
        ' ',
      ),
    'account-audit-logs-v1':
      'when actor.email action.type resource.type actor.ip action.result'.split(' '),
    'user-audit-logs-v1': 'when actor.email action.type resource.type actor.ip action.result'.split(
      ' ',
    ),
    'organization-audit-logs-v2':
      'action.time actor.email action.description resource.product actor.ip_address action.result'.split(
        ' ',
      ),
    'access-authentication-logs': 'created_at user_email allowed app_name ip_address'.split(' '),
    'insight-audit-logs': [
      'changed_at',
      'changed_by',
      'field_changed',
      'previous_value',
      'current_value',
    ],
  }
  const findWhole = (at: number, width: number) => {
    const dataset = datasets[at]
    if (!dataset) throw new Error(`no dataset ${at}`)
    let right = 0
    return toShownColumns(dataset, toColumnLayout(dataset, undefined), width).flatMap((each) => {
      right += each.width
      return right <= width ? each.source.field : []
    })
  }

  it.each(datasets.map(({ id }, at) => [id, at] as const))(
    '%s: who, what, on what, from where and how it ended are in sight at 1280 px',
    (id, at) => {
      const whole = findWhole(at, 1280 - beside.facets)
      expect(whole).toEqual(expect.arrayContaining([...(telling[id] ?? ['missing'])]))
    },
  )

  it('time, actor and action are in sight beside the drawer', () => {
    const whole = findWhole(0, 1440 - beside.facets - beside.drawer)
    expect(whole).toEqual(['action.time', 'actor.email', 'action.description'])
  })
})
