import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createNameBook, isOpaqueId, type NamePair } from './name-book.ts'

/** An id of one thing, from a short one. */
const long = (id: string) =>
  id
    .replace(/\W/g, '')
    .padEnd(6, '0')
    .replace(/[a-z]/g, (letter) => String(letter.charCodeAt(0)))

const pair = (id: string, name: string, timeMs = 0, writtenBy: 'log' | 'body' = 'body') =>
  ({ id: long(id), name, timeMs, writtenBy }) satisfies NamePair

describe('a book of names', () => {
  it('tells the newest name, and which others there were', () => {
    const book = createNameBook()
    expect(book.add(pair('p1', 'new', 9))).toBe(true)
    expect(book.add(pair('p1', 'old', 3))).toBe(true)
    expect(book.find(long('p1'))).toMatchObject({ name: 'new', otherNames: ['old'] })
    expect(book.add(pair('p1', 'newest', 12))).toBe(true)
    expect(book.find(long('p1'))).toMatchObject({ name: 'newest', otherNames: ['new', 'old'] })
    expect(book.find(long('p2'))).toBeUndefined()
  })

  it('says whether a pair changed what it tells', () => {
    const book = createNameBook()
    book.add(pair('p1', 'a', 5))
    expect(book.add(pair('p1', 'a', 9))).toBe(false)
    expect(book.add(pair('p1', 'b', 7))).toBe(true)
    expect(book.find(long('p1'))).toMatchObject({ name: 'a', otherNames: ['b'] })
    expect(book.add(pair('p1', 'b', 6))).toBe(false)
  })

  it('trusts a name that the log wrote more than a newer one that a caller wrote', () => {
    const book = createNameBook()
    book.add(pair('u1', 'alice@acme.example', 1, 'log'))
    book.add(pair('u1', 'nobody special', 99, 'body'))
    expect(book.find(long('u1'))).toMatchObject({
      name: 'alice@acme.example',
      otherNames: ['nobody special'],
    })
  })

  it('forgets what it learned first when it is full', () => {
    const book = createNameBook(2)
    for (const id of ['a', 'b', 'c']) book.add(pair(id, `name of ${id}`))
    expect(['a', 'b', 'c'].map((id) => book.find(long(id))?.name)).toEqual([
      undefined,
      'name of b',
      'name of c',
    ])
  })

  it('learns no id that is the same for many things', () => {
    const book = createNameBook()
    expect(book.add({ ...pair('a', 'x'), id: 'ssl' })).toBe(false)
    expect(book.find('ssl')).toBeUndefined()
    const id = '0'.repeat(32)
    expect([id, '8c1f0f6e-0f6e-4d5e-8f7e-0123456789ab', '10715065354'].every(isOpaqueId)).toBe(true)
    const others = ['', 'ssl', '443', 'min_tls_version', 'sha256-00', 'g'.repeat(32)]
    expect(others.some(isOpaqueId)).toBe(false)
  })

  it('tells only names that were added for this id, the same in any order of arrival', () => {
    const arbitraryPair = fc.record({
      id: fc.constantFrom('a', 'b', 'c').map(long),
      name: fc.constantFrom('x', 'y', 'z'),
      timeMs: fc.integer({ min: 0, max: 4 }),
      writtenBy: fc.constantFrom('log' as const, 'body' as const),
    })
    fc.assert(
      fc.property(
        fc.array(arbitraryPair, { maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        (pairs, numbers) => {
          const [book, shuffled] = [createNameBook(), createNameBook()]
          for (const each of pairs) book.add(each)
          const keyed = pairs.map((each) => ({ each, key: numbers.next().value ?? 0 }))
          for (const { each } of keyed.sort((a, b) => a.key - b.key)) shuffled.add(each)
          for (const id of ['a', 'b', 'c']) {
            const names = new Set(pairs.filter((each) => each.id === id).map(({ name }) => name))
            const known = book.find(id)
            expect(new Set(known ? [known.name, ...known.otherNames] : [])).toEqual(names)
            expect(shuffled.find(id)?.name).toBe(known?.name)
          }
        },
      ),
    )
  })
})
