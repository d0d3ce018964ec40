import { describe, expect, it, vi } from 'vitest'
import type { Rule } from '../../../detection/rule.ts'
import type { Findings } from '../../store/findings.ts'
import { emptySearchState, type SearchState } from '../engine/search-state.ts'
import { createRuleKeeper } from './rule-keeper.ts'

const rules: readonly Rule[] = []
const findings: Findings = { searched: 2, of: 2, findings: [] }

/** A list whose state the test sets, a store that counts its calls, and pauses that the test ends. */
function start(setRulesSize = { stored: 2, shown: 2 }) {
  let state: SearchState = { ...emptySearchState, loaded: 2, shown: 2 }
  let listener = () => {}
  const pauses: (() => void)[] = []
  const store = {
    setRules: vi.fn(async () => setRulesSize),
    setBaseline: vi.fn(async () => setRulesSize),
    detect: vi.fn(async () => ({ ...findings, stored: state.loaded, shown: state.shown })),
  }
  const search = {
    getState: () => state,
    subscribe: (next: () => void) => {
      listener = next
      return () => undefined
    },
    noteView: vi.fn(),
    notePairs: vi.fn(({ shown }: { shown: number }) => {
      state = { ...state, shown, revision: state.revision + 1 }
      listener()
    }),
  }
  const keeper = createRuleKeeper(store, () => new Promise((resolve) => pauses.push(resolve)))
  keeper.watch(search)
  return {
    ...{ keeper, store, search },
    change(next: Partial<SearchState>) {
      state = { ...state, ...next }
      listener()
    },
    async rest() {
      await new Promise((resolve) => setTimeout(resolve))
      pauses.splice(0).forEach((end) => {
        end()
      })
      await new Promise((resolve) => setTimeout(resolve))
    },
  }
}

describe('the rules of a list', () => {
  it('are asked for nothing before there are rules and entries', async () => {
    const { keeper, store, change, rest } = start()
    change({ loaded: 0, shown: 0 })
    keeper.setRules(rules)
    await rest()
    expect(store.detect).not.toHaveBeenCalled()
    change({ loaded: 2, shown: 2 })
    await rest()
    expect(store.detect).toHaveBeenCalledTimes(1)
    expect(keeper.getState()).toMatchObject({ version: 1, findings: { searched: 2 } })
  })

  it('search again once after several changes, and not without a change', async () => {
    const { keeper, store, change, rest } = start()
    keeper.setRules(rules)
    await new Promise((resolve) => setTimeout(resolve))
    change({ loaded: 3, shown: 3 })
    change({ loaded: 4, shown: 4 })
    expect(store.detect).toHaveBeenCalledTimes(1)
    await rest()
    await rest()
    await rest()
    expect(store.detect).toHaveBeenCalledTimes(2)
    expect(store.setRules).toHaveBeenCalledTimes(1)
    change({ revision: 9 })
    await rest()
    await rest()
    await rest()
    expect(store.detect).toHaveBeenCalledTimes(3)
  })

  it('do not search again because filters by rules show other rows', async () => {
    const { keeper, store, search, rest } = start()
    store.detect.mockResolvedValue({ ...findings, stored: 2, shown: 1 })
    keeper.setRules(rules)
    for (let times = 0; times < 4; times++) await rest()
    expect(search.notePairs).toHaveBeenCalledTimes(1)
    expect(store.detect).toHaveBeenCalledTimes(1)
  })

  it('pause longer while the whole range is read, until that ends', async () => {
    const { keeper, store, change, rest } = start()
    const progress = { isPaused: false, share: 0, pages: 1 }
    change({ progress })
    keeper.setRules(rules)
    await rest()
    change({ loaded: 3, shown: 3 })
    await rest()
    expect(store.detect).toHaveBeenCalledTimes(1)
    change({ progress: undefined })
    await rest()
    expect(store.detect).toHaveBeenCalledTimes(2)
  })

  it('record the view that filters by rules have once there are rules', async () => {
    const { keeper, search, rest } = start({ stored: 2, shown: 1 })
    keeper.setRules(rules)
    await rest()
    expect(search.noteView).toHaveBeenCalledWith({ stored: 2, shown: 1 })
  })

  it('say why a search failed, and search again after the next change', async () => {
    const { keeper, store, change, rest } = start()
    store.detect.mockRejectedValueOnce(new Error('The worker ended.'))
    keeper.setRules(rules)
    await rest()
    expect(keeper.getState().failure).toBeDefined()
    expect(store.detect).toHaveBeenCalledTimes(1)
    change({ loaded: 5 })
    await rest()
    expect(keeper.getState()).toMatchObject({ failure: undefined, version: 1 })
  })

  it('are given to the store once, also when a part of the list asks for them', async () => {
    const { keeper, store } = start()
    expect(await keeper.giveRules(rules)).toBe(true)
    expect(await keeper.giveRules(rules)).toBe(false)
    expect(store.setRules).toHaveBeenCalledTimes(1)
  })
})
