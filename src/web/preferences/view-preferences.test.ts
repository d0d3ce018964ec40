import { describe, expect, it } from 'vitest'
import { readViewPreferences } from './view-preferences.ts'

describe('what was stored', () => {
  it.each([undefined, null, 7, 'x', [], {}, { density: 'huge', columns: 3, facets: [1] }])(
    'may be %j, and becomes the defaults',
    (stored) => {
      expect(readViewPreferences(stored)).toEqual({
        density: 'compact',
        columns: {},
        facets: {},
        hasHistogram: true,
        histogramBy: '',
        hasFacets: true,
      })
    },
  )

  it('has the view of the histogram', () => {
    expect(readViewPreferences({ histogramView: 'hours' }).histogramView).toBe('hours')
    expect(readViewPreferences({ histogramView: 'pie' })).not.toHaveProperty('histogramView')
  })

  it('has the order of the facets', () => {
    expect(readViewPreferences({ facetOrder: 'rare' }).facetOrder).toBe('rare')
  })

  it('keeps what is usable of the columns', () => {
    const columns = {
      log: [{ field: 'a', width: 9_999, isPinned: true }, { field: 7 }, null, { field: 'b' }],
      other: 'no list',
    }
    expect(readViewPreferences({ columns }).columns).toEqual({
      log: [{ field: 'a', width: 1_200, isPinned: true }, { field: 'b' }],
    })
  })
})
