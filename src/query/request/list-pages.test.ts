import { describe, expect, it } from 'vitest'
import { idScopes } from '../../catalog/scopes.ts'
import { findNextListPage, firstListPage, toListPagePairs } from './list-pages.ts'

const numbered = idScopes.account.list.pagination
const byToken = idScopes.organization.list.pagination

describe('the pages of a list', () => {
  it('are asked for by number, or by the token of the page before', () => {
    expect(toListPagePairs(numbered, firstListPage, 50)).toEqual([
      ['page', '1'],
      ['per_page', '50'],
    ])
    expect(toListPagePairs(byToken, firstListPage, 50)).toEqual([['page_size', '50']])
    expect(toListPagePairs(byToken, { pageNumber: 2, cursor: 't' }, 50)).toEqual([
      ['page_token', 't'],
      ['page_size', '50'],
    ])
  })

  it('end where the answer says so', () => {
    expect(findNextListPage(numbered, firstListPage, { total_pages: 2 })).toEqual({ pageNumber: 2 })
    expect(findNextListPage(numbered, { pageNumber: 2 }, { total_pages: 2 })).toBeUndefined()
    // Without the number of pages the caller goes on until a page has nothing new.
    expect(findNextListPage(numbered, { pageNumber: 7 }, undefined)).toEqual({ pageNumber: 8 })
    expect(findNextListPage(byToken, firstListPage, { next_page_token: 't' })).toEqual({
      pageNumber: 2,
      cursor: 't',
    })
    for (const info of [{}, { next_page_token: '' }, { next_page_token: null }, undefined]) {
      expect(findNextListPage(byToken, firstListPage, info)).toBeUndefined()
    }
  })
})
