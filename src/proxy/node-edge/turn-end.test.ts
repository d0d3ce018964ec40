import { describe, expect, it } from 'vitest'
import { untilTurnEnd } from './turn-end.ts'

describe('the end of a turn', () => {
  it('comes for everybody who waits for it, in the order in which they came, before any timer', async () => {
    const order: string[] = []
    const timer = new Promise<void>((resolve) => {
      setTimeout(() => {
        order.push('timer')
        resolve()
      }, 5)
    })
    for (const name of ['a', 'b', 'c']) void untilTurnEnd().then(() => order.push(name))
    await Promise.resolve()
    expect(order).toEqual([])
    await timer
    expect(order).toEqual(['a', 'b', 'c', 'timer'])
  })

  it('is another one in the next turn', async () => {
    const first = untilTurnEnd()
    expect(untilTurnEnd()).toBe(first)
    await first
    const second = untilTurnEnd()
    expect(second).not.toBe(first)
    await second
  })
})
