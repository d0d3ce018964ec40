import { describe, expect, it } from 'vitest'
import { findHitAgain, findInBody } from './find-in-body.ts'

const text = 'needle, needle, secret=needle'
const secret = { start: text.indexOf('secret'), end: text.length }
const find = (masked: readonly { start: number; end: number }[]) =>
  findInBody(text, ['needle'], masked, new AbortController().signal)

it('finds any of several texts, in the order of the body', async () => {
  const { hits } = await findInBody(text, ['secret', 'NEEDLE'], [], new AbortController().signal)
  expect(hits.map(({ start }) => start)).toEqual([0, 8, 16, 23])
})

describe('the current hit, when others are found', () => {
  it('is the last one where it was the last and is masked again', async () => {
    const { hits } = await find([])
    const { hits: fewer } = await find([secret])
    expect([hits.length, fewer.length]).toEqual([3, 2])
    expect(findHitAgain({ hits, index: 2 }, fewer)).toBe(1)
  })

  it('is the same one where hits before it go or come', async () => {
    const { hits } = await find([])
    const { hits: fewer } = await find([{ start: 0, end: 6 }])
    expect(findHitAgain({ hits, index: 2 }, fewer)).toBe(1)
    expect(findHitAgain({ hits: fewer, index: 1 }, hits)).toBe(2)
  })

  it('is the first place where there is none', () => {
    expect(findHitAgain({ hits: [], index: 0 }, [])).toBe(0)
    expect(findHitAgain({ hits: [{ start: 4, end: 5 }], index: 0 }, [])).toBe(0)
  })
})
