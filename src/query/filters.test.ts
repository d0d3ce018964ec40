import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { getDataset } from '../catalog/index.ts'
import {
  addValues,
  disableFilter,
  enableFilter,
  flipMode,
  hasValue,
  pivotValue,
  removeFilter,
  removeValue,
  setValues,
  toDuplicate,
} from './filters.ts'
import { createQuery, type Filter, type FilterMode, type LogQuery } from './log-query.ts'

const include = (parameter: string, ...values: string[]): Filter => ({
  parameter,
  mode: 'include',
  values,
})
const exclude = (parameter: string, ...values: string[]): Filter => ({
  parameter,
  mode: 'exclude',
  values,
})

/** The gesture of a pivot on a log that can ask for any number of values. */
const toggle = (
  filters: readonly Filter[],
  parameter: string,
  mode: FilterMode,
  value: string,
): readonly Filter[] => pivotValue(filters, { parameters: [] }, parameter, mode, value)

describe('addValues', () => {
  it('puts a new filter at the end', () => {
    expect(addValues([include('a', '1')], 'b', 'exclude', ['2'])).toEqual([
      include('a', '1'),
      exclude('b', '2'),
    ])
  })

  it('adds to the filter of the same parameter and mode, each value once', () => {
    const filters = [include('a', '1'), include('b', '1')]
    expect(addValues(filters, 'a', 'include', ['2', '1', '2'])).toEqual([
      include('a', '1', '2'),
      include('b', '1'),
    ])
  })

  it('keeps include and exclude of one parameter apart', () => {
    expect(addValues([include('a', '1')], 'a', 'exclude', ['1'])).toEqual([
      include('a', '1'),
      exclude('a', '1'),
    ])
  })

  it('makes no filter of no values', () => {
    expect(addValues([], 'a', 'include', [])).toEqual([])
  })
})

describe('setValues', () => {
  it('replaces values in place, each once', () => {
    const filters = [include('a', '1'), include('b', '1')]
    expect(setValues(filters, 'a', 'include', ['3', '3'])).toEqual([
      include('a', '3'),
      include('b', '1'),
    ])
  })

  it('removes a filter that has no values left, and nothing else', () => {
    const filters = [include('a', '1'), exclude('a', '1')]
    expect(setValues(filters, 'a', 'include', [])).toEqual([exclude('a', '1')])
    expect(setValues(filters, 'z', 'include', [])).toEqual(filters)
  })
})

describe('removeValue', () => {
  it('takes the filter with the last value', () => {
    expect(removeValue([include('a', '1', '2')], 'a', 'include', '1')).toEqual([include('a', '2')])
    expect(removeValue([include('a', '2')], 'a', 'include', '2')).toEqual([])
  })

  it('changes nothing for a value or a filter that does not stand', () => {
    const filters = [include('a', '1')]
    expect(removeValue(filters, 'a', 'include', '9')).toEqual(filters)
    expect(removeValue(filters, 'a', 'exclude', '1')).toEqual(filters)
  })
})

describe('flipMode', () => {
  it('turns a filter in place, and back', () => {
    const filters = [include('a', '1', '2'), include('b', '1')]
    const flipped = flipMode(filters, 'a', 'include')
    expect(flipped).toEqual([exclude('a', '1', '2'), include('b', '1')])
    expect(flipMode(flipped, 'a', 'exclude')).toEqual(filters)
  })

  it('merges with what stands in the other mode', () => {
    const filters = [include('a', '1', '2'), exclude('a', '2', '3')]
    expect(flipMode(filters, 'a', 'include')).toEqual([exclude('a', '2', '3', '1')])
  })

  it('changes nothing for a filter that does not stand', () => {
    expect(flipMode([exclude('a', '1')], 'a', 'include')).toEqual([exclude('a', '1')])
    expect(flipMode([], 'a', 'include')).toEqual([])
  })
})

describe('any sequence of gestures', () => {
  const parameters = fc.constantFrom('a', 'b')
  const modes = fc.constantFrom<FilterMode>('include', 'exclude')
  const values = fc.constantFrom('1', '2', '3')
  const gestures = fc.array(
    fc.tuple(fc.constantFrom('add', 'remove', 'toggle', 'flip', 'set'), parameters, modes, values),
  )
  const perform = (
    gesture: string,
    filters: readonly Filter[],
    ...rest: [string, FilterMode, string]
  ) => {
    const [parameter, mode, value] = rest
    if (gesture === 'add') return addValues(filters, parameter, mode, [value, '1'])
    if (gesture === 'remove') return removeValue(filters, parameter, mode, value)
    if (gesture === 'toggle') return toggle(filters, parameter, mode, value)
    if (gesture === 'flip') return flipMode(filters, parameter, mode)
    return setValues(filters, parameter, mode, [value, value])
  }
  const filtersAfter = gestures.map((sequence) =>
    sequence.reduce<readonly Filter[]>(
      (filters, [gesture, ...rest]) => perform(gesture, filters, ...rest),
      [],
    ),
  )
  const meaning = (filters: readonly Filter[]) =>
    filters
      .flatMap(({ parameter, mode, values }) => values.map((v) => `${parameter}|${mode}|${v}`))
      .sort()

  it('leaves each parameter and mode at most once, never empty, values distinct', () => {
    fc.assert(
      fc.property(filtersAfter, (filters) => {
        const places = filters.map(({ parameter, mode }) => `${parameter} ${mode}`)
        expect(new Set(places).size).toBe(places.length)
        for (const { values } of filters) {
          expect(values.length).toBeGreaterThan(0)
          expect(new Set(values).size).toBe(values.length)
        }
      }),
    )
  })

  it('is undone by toggling twice', () => {
    fc.assert(
      fc.property(filtersAfter, parameters, modes, values, (filters, parameter, mode, value) => {
        const once = toggle(filters, parameter, mode, value)
        expect(hasValue(once, parameter, mode, value)).toBe(
          !hasValue(filters, parameter, mode, value),
        )
        expect(meaning(toggle(once, parameter, mode, value))).toEqual(meaning(filters))
      }),
    )
  })

  it('never alters the filters it was given', () => {
    const filters = Object.freeze([Object.freeze(include('a', ...Object.freeze(['1', '2'])))])
    toggle(filters, 'a', 'include', '1')
    addValues(filters, 'a', 'include', ['3'])
    flipMode(filters, 'a', 'include')
    expect(filters).toEqual([include('a', '1', '2')])
  })
})

describe('pivotValue', () => {
  const v1 = getDataset('account-audit-logs-v1')

  it('adds the value, also where it takes one request more', () => {
    expect(pivotValue([include('id', '1')], v1, 'id', 'include', '2')).toEqual([
      include('id', '1', '2'),
    ])
  })

  it('replaces the values where one more cannot be asked', () => {
    const ten = include('id', ...Array.from({ length: 10 }, (_, i) => String(i)))
    expect(pivotValue([ten], v1, 'id', 'include', 'x')).toEqual([include('id', 'x')])
    const hidden = [include('hide_user_logs', 'true')]
    expect(pivotValue(hidden, v1, 'hide_user_logs', 'include', 'false')).toEqual([
      include('hide_user_logs', 'false'),
    ])
  })

  it('takes a value away that is there', () => {
    expect(pivotValue([include('id', '1')], v1, 'id', 'include', '1')).toEqual([])
  })
})

describe('disabled filters', () => {
  const base = createQuery('account-audit-logs-v2', { kind: 'user' })
  const ask = (filters: Filter[], disabledFilters: Filter[] = []): LogQuery => ({
    ...base,
    filters,
    disabledFilters,
  })

  it('wait out of force, and come back with what was added meanwhile', () => {
    const query = ask([include('a', '1'), exclude('a', '2'), include('b', '3')])
    const without = disableFilter(query, 'a', 'include')
    expect(without).toEqual(ask([exclude('a', '2'), include('b', '3')], [include('a', '1')]))
    const added = { ...without, filters: addValues(without.filters, 'a', 'include', ['4']) }
    expect(enableFilter(added, 'a', 'include')).toEqual(
      ask([exclude('a', '2'), include('b', '3'), include('a', '4', '1')]),
    )
  })

  it('are joined when the same parameter and mode is disabled again', () => {
    expect(disableFilter(ask([include('a', '2')], [include('a', '1')]), 'a', 'include')).toEqual(
      ask([], [include('a', '1', '2')]),
    )
  })

  it('stay as they are when there is nothing to move', () => {
    const query = ask([include('a', '1')], [include('b', '1')])
    expect(disableFilter(query, 'b', 'include')).toEqual(query)
    expect(enableFilter(query, 'a', 'include')).toEqual(query)
  })

  it('never hold the same parameter and mode twice, nor does what is in force', () => {
    const names = fc.constantFrom('a', 'b')
    const modes = fc.constantFrom<FilterMode>('include', 'exclude')
    const gesture = fc.tuple(fc.constantFrom(disableFilter, enableFilter, null), names, modes)
    fc.assert(
      fc.property(fc.array(gesture, { maxLength: 20 }), (gestures) => {
        let query = ask([])
        gestures.forEach(([change, name, mode], i) => {
          query = change
            ? change(query, name, mode)
            : { ...query, filters: addValues(query.filters, name, mode, [String(i % 3)]) }
        })
        for (const list of [query.filters, query.disabledFilters]) {
          const keys = list.map(({ parameter, mode }) => `${parameter} ${mode}`)
          expect(new Set(keys).size).toBe(keys.length)
          expect(list.every(({ values }) => values.length > 0)).toBe(true)
        }
      }),
    )
  })
})

describe('one filter', () => {
  it('goes with all its values', () => {
    const filters = [include('a', '1', '2'), exclude('a', '1')]
    expect(removeFilter(filters, 'a', 'include')).toEqual([exclude('a', '1')])
  })

  it('is copied into the other mode where there is one', () => {
    const v2 = getDataset('account-audit-logs-v2')
    expect(toDuplicate(include('zone_id', 'z'), v2)).toEqual(exclude('zone_id', 'z'))
    const category = include('product_category', 'dns')
    expect(toDuplicate(category, v2)).toEqual(category)
  })
})
