import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { emptySearchState, type SearchState } from '../../search/engine/search-state.ts'
import { EndNotice } from './end-notice.tsx'

/** The labels of the buttons. */
function draw(
  change: Partial<SearchState>,
  hidesLogs = false,
  widerRanges: readonly string[] = [],
  hasLocalFilters = true,
): string[] {
  const state = { ...emptySearchState, ...change }
  const nothing = () => undefined
  const markup = renderToStaticMarkup(
    <EndNotice
      state={state}
      hidesLogs={hidesLogs}
      hasLocalFilters={hasLocalFilters}
      widerRanges={widerRanges}
      onRange={nothing}
      onLoadMore={nothing}
      onShowAll={nothing}
    />,
  )
  return [...markup.matchAll(/<button.*?<\/button>/g)].map(([button]) =>
    button.replace(/<[^>]*>/g, ''),
  )
}

it.each<[string, Partial<SearchState>, string[]]>([
  ['few hits', { status: 'waiting', loaded: 900, shown: 2 }, ['Search further']],
  [
    'no hits',
    { status: 'waiting', loaded: 900, shown: 0 },
    ['Search further', 'Remove the local filters'],
  ],
  ['many hits', { status: 'waiting', loaded: 900, shown: 400 }, ['Load more']],
  ['no local filter: scrolling loads', { status: 'waiting', loaded: 900, shown: 900 }, []],
  ['no hits in all', { status: 'finished', loaded: 900, shown: 0 }, ['Remove the local filters']],
])('offers one way to go on, with %s', (_, change, labels) => {
  expect(draw(change)).toEqual(labels)
})

it('offers to show what is loaded of hidden logs', () => {
  const labels = draw({ status: 'finished', loaded: 900, shown: 0 }, true)
  expect(labels).toEqual(['Show all loaded entries'])
})

it('offers longer ranges only when the whole range was read without a hit', () => {
  const draws = (change: Partial<SearchState>) =>
    draw({ loaded: 900, ...change }, false, ['7d', '30d'])
  expect(draws({ status: 'finished', shown: 0 })).toEqual([
    'Search the last 7 days',
    'Search the last 30 days',
    'Remove the local filters',
  ])
  expect(draws({ status: 'waiting', shown: 0 })).toEqual([
    'Search further',
    'Remove the local filters',
  ])
  expect(draws({ status: 'finished', shown: 3 })).toEqual([])
})

it('offers no removal of local filters to a reader who has set none', () => {
  expect(draw({ status: 'waiting', loaded: 900, shown: 0 }, false, [], false)).toEqual([
    'Search further',
  ])
})
