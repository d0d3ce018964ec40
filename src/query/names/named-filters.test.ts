import { describe, expect, it } from 'vitest'
import { createQuery, type LocalFilter } from '../log-query.ts'
import { createNameBook } from './name-book.ts'
import { listNamedFilters, searchIdInstead } from './named-filters.ts'

const id = (digit: string) => digit.repeat(32)
const text = (words: string, mode: 'include' | 'exclude' = 'include') =>
  ({ kind: 'text', mode, text: words }) as const
const base = createQuery('account-audit-logs-v2', { kind: 'account', id: id('0') })
const toQuery = (...localFilters: LocalFilter[]) => ({ ...base, localFilters })

const book = createNameBook()
for (const [digit, name] of [
  ['a', 'cache-warmup token'],
  ['b', 'ci'],
  ['c', 'ci deploy'],
  ['d', 'ci "edge"'],
] as const) {
  book.add({ id: id(digit), name, timeMs: 0, writtenBy: 'log' })
}
const list = (...filters: LocalFilter[]) =>
  listNamedFilters(toQuery(...filters), book.findIds).map(({ name }) => name)

describe('text filters that look for a name', () => {
  it('are those whose text is in the name of an id', () => {
    expect(listNamedFilters(toQuery(text('Cache-Warmup')), book.findIds)).toEqual([
      { id: id('a'), name: 'cache-warmup token', filter: text('Cache-Warmup') },
    ])
    expect(list(text('"edge"'))).toEqual(['ci "edge"'])
    expect(list(text('nothing'), text('cache', 'exclude'))).toEqual([])
    expect(list({ kind: 'hours', mode: 'include', hours: 'cache' })).toEqual([])
  })

  it('are at most two, and of a word of many names only the equal one', () => {
    expect(list(text('deploy'), text('edge'), text('cache'))).toHaveLength(2)
    expect(list(text('ci'))).toEqual(['ci'])
    expect(list(text('c'))).toEqual([])
  })

  it('can be replaced by the id, in the same position', () => {
    const query = toQuery(text('cache-warmup'), text('x'))
    const [named] = listNamedFilters(query, book.findIds)
    if (!named) throw new Error('No name was found.')
    const next = searchIdInstead(query, named)
    expect(next.localFilters).toEqual([text(id('a')), text('x')])
    expect(listNamedFilters(next, book.findIds)).toEqual([])
  })
})
