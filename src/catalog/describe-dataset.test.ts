import { describe, expect, it } from 'vitest'
import { describePaging, describeParameter, describeRetention } from './describe-dataset.ts'
import { filter, filterWithExclude, pageNumber, pageSize } from './parameters.ts'

describe('describeParameter', () => {
  it('names the key that excludes', () => {
    const both = filterWithExclude('color', 'Color', 'entry', {
      field: 'color',
      description: 'Color.',
    })
    expect(describeParameter(both)).toMatchObject({ excludeName: 'color.not', severalValues: true })
    const one = filter('color', 'Color', 'entry', { description: 'Color.' })
    expect(describeParameter(one)).toMatchObject({ excludeName: undefined, severalValues: false })
  })

  it('gives the bounds of a number and the default', () => {
    expect(describeParameter(pageSize('limit', 100))).toMatchObject({
      form: 'whole number from 1 to 1000',
      description: 'How many entries one page holds. Without it: 100.',
    })
    expect(describeParameter(pageNumber()).form).toBe('whole number from 1 up')
  })

  it('says what replaces a deprecated parameter', () => {
    const old = filter('colour', 'Colour', 'entry', {
      deprecatedFor: 'color',
      ignoresCase: true,
      description: 'Color.',
    })
    expect(describeParameter(old).description).toBe(
      'Color. Upper and lower case are the same. Deprecated: use color.',
    )
  })
})

describe('describePaging', () => {
  const sizes = { sizeParameter: 'limit', defaultSize: 10, maxSize: 1000 }

  it.each([
    [
      { style: 'cursor' as const, cursorParameter: 'cursor', ...sizes },
      'By cursor: limit sets the size (10 unless told, at most 1000), cursor continues.',
    ],
    [
      { style: 'page' as const, pageParameter: 'page', ...sizes },
      'By page number without totals: limit sets the size (10 unless told, at most 1000), page counts from 1.',
    ],
  ])('of %o', (pagination, words) => {
    expect(describePaging({ pagination })).toBe(words)
  })
})

describe('describeRetention', () => {
  it.each([
    [{}, 'Not documented.'],
    [{ retentionDays: 30 }, '30 days.'],
    [{ retentionDays: 548 }, '548 days, about 18 months.'],
  ])('of %o', (dataset, words) => {
    expect(describeRetention(dataset)).toBe(words)
  })
})
