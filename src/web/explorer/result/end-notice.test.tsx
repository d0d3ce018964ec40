import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { emptySearchState, type SearchState } from '../../search/engine/search-state.ts'
import { EndNotice } from './end-notice.tsx'

/** The labels of the buttons. */
function draw(change: Partial<SearchState>, hidesLogs = false): string[] {
  const state = { ...emptySearchState, ...change }
  const nothing = () => undefined
  const markup = renderToStaticMarkup(
    <EndNotice state={state} hidesLogs={hidesLogs} onLoadMore={nothing} onShowAll={nothing} />,
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
