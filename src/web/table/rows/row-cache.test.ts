import { describe, expect, it, vi } from 'vitest'
import type { StoredEntry } from '../../store/entry-store.ts'
import { createRowCache } from './row-cache.ts'

const toEntry = (index: number): StoredEntry => ({
  index,
  row: index,
  source: '0',
  id: `${index}`,
  time: '',
  entry: {},
  isStrange: false,
  isConflicting: false,
  isLate: false,
})

function createSource(size: () => number) {
  const asked: [number, number][] = []
  return {
    asked,
    async rows(from: number, to: number) {
      asked.push([from, to])
      const length = Math.max(0, Math.min(to, size()) - from)
      return Array.from({ length }, (_, i) => toEntry(from + i))
    },
  }
}

const atOnce = (work: () => void) => work()

/** Lets answers that are ready arrive. */
const rest = () => new Promise((resolve) => setTimeout(resolve))

describe('the entries at hand', () => {
  it('are requested again when they may have other rules, and stay until then', async () => {
    const source = createSource(() => 100)
    const arrivals: boolean[] = []
    const cache = createRowCache(source, (isReloaded) => arrivals.push(isReloaded), atOnce)
    cache.grow(100)
    cache.want(0, 30)
    await rest()
    const before = cache.get(5)
    source.asked.length = 0
    arrivals.length = 0
    cache.reload()
    expect(cache.get(5)).toBe(before)
    await rest()
    expect(cache.get(5)).not.toBe(before)
    expect(source.asked).toEqual([
      [0, 64],
      [64, 100],
    ])
    expect(arrivals).toEqual([true, true])
  })

  it('are not requested where they are there already', async () => {
    const source = createSource(() => 100)
    const first = Array.from({ length: 64 }, (_, index) => toEntry(index))
    const cache = createRowCache(source, () => undefined, atOnce, first)
    cache.grow(100)
    cache.want(0, 30)
    expect(cache.get(5)).toBe(first[5])
    await rest()
    expect(source.asked).toEqual([[64, 100]])
  })

  it('come for what is on the screen, and for what is next to it', async () => {
    const source = createSource(() => 1_000)
    const onArrive = vi.fn()
    const cache = createRowCache(source, onArrive, atOnce)
    cache.grow(1_000)
    cache.want(130, 160)
    expect(cache.get(130)).toBeUndefined()
    await rest()
    expect(onArrive).toHaveBeenCalled()
    expect(cache.get(130)?.index).toBe(130)
    expect(source.asked).toEqual([
      [128, 192],
      [192, 256],
      [256, 320],
      [64, 128],
    ])
  })

  it('come before they are on the screen, in the direction of scrolling, once the frame is drawn', async () => {
    const source = createSource(() => 1_000)
    const afterFrame: (() => void)[] = []
    const cache = createRowCache(
      source,
      () => undefined,
      (work) => void afterFrame.push(work),
    )
    cache.grow(1_000)
    cache.want(450, 500)
    await rest()
    source.asked.length = 0
    cache.want(400, 450)
    cache.want(390, 440)
    expect(source.asked).toEqual([])
    expect(afterFrame).toHaveLength(1)
    afterFrame[0]?.()
    expect(source.asked).toEqual([
      [320, 384],
      [256, 320],
    ])
  })

  it('are asked for again where the list has grown', async () => {
    let size = 70
    const cache = createRowCache(
      createSource(() => size),
      () => undefined,
      atOnce,
    )
    cache.grow(size)
    cache.want(60, 70)
    await rest()
    expect(cache.get(69)?.index).toBe(69)
    size = 90
    cache.grow(size)
    await rest()
    expect(cache.get(89)?.index).toBe(89)
  })

  it('stay bounded however far one scrolls', async () => {
    const cache = createRowCache(
      createSource(() => 1_000_000),
      () => undefined,
      atOnce,
    )
    cache.grow(1_000_000)
    for (let from = 0; from < 20_000; from += 40) {
      cache.want(from, from + 40)
      await rest()
    }
    expect(cache.get(0)).toBeUndefined()
    expect(cache.get(19_990)?.index).toBe(19_990)
  })

  it('do not make a jump wait behind a fling', async () => {
    const waiting: (() => void)[] = []
    const asked: number[] = []
    const cache = createRowCache(
      {
        rows: (from) => {
          asked.push(from)
          return new Promise((resolve) => waiting.push(() => resolve([toEntry(from)])))
        },
      },
      () => undefined,
      atOnce,
    )
    cache.grow(1_000_000)
    for (let from = 0; from < 4_000; from += 40) cache.want(from, from + 40)
    cache.want(640_000, 640_040)
    expect(asked.length).toBeLessThanOrEqual(3)
    waiting[0]?.()
    await rest()
    expect(asked).toContain(640_000)
  })
})
