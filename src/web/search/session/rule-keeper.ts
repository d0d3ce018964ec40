/**
 * Searches the list of a search by detection rules whenever it has other entries or shows others. One search runs at a
 * time, with a pause after it, so that many small pages do not cost a search each.
 */
import type { Rule } from '../../../detection/rule.ts'
import { toFailureDetail } from '../../api/api-failure.ts'
import { nothingFound, type RuleState } from '../../rules/rule-state.ts'
import type { EntryStore, StoreSize } from '../../store/entry-store.ts'
import type { Search } from './create-search.ts'

/** The rules of one list. */
export type RuleKeeper = {
  getState: () => RuleState
  subscribe: (listener: () => void) => () => void
  /** Searches by these rules from now on. */
  setRules: (rules: readonly Rule[]) => void
  /** Gives the rules to the store at once, unless it has them; resolves to whether it did not have them. */
  giveRules: (rules: readonly Rule[]) => Promise<boolean>
  /** Begins to watch the search of the list. */
  watch: (search: RuleSearch) => void
  stop: () => void
}

/** What a keeper needs of a search: its state, and where the size after a search by the rules is recorded. */
type RuleSearch = Pick<Search, 'getState' | 'subscribe' | 'noteView' | 'notePairs'>

/** The shortest time between two searches: while pages are read for the screen, and while the whole range is read. */
export const rulePausesMs = { screen: 250, whole: 1_000 } as const

type RuleStore = Pick<EntryStore, 'setRules' | 'detect'>

/** Creates a keeper for a list; `setRules` of the store is called once for each set of rules. */
export function createRuleKeeper(
  store: RuleStore,
  wait: (ms: number) => Promise<void> = waitMs,
): RuleKeeper {
  const listeners = new Set<() => void>()
  let state = nothingFound
  let search: RuleSearch | undefined
  let rules: readonly Rule[] | undefined
  /** What was searched last. */
  let searched: Searched | undefined
  let isRunning = false
  let isStopped = false
  const giveRules = createGiver(store, (size) => {
    // Filters by rules show nothing before there are rules: these rows were asked for.
    if (size.shown !== search?.getState().shown) search?.noteView(size)
  })

  function update(change: Partial<RuleState>): void {
    if (isStopped) return
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  async function detect(next: readonly Rule[], watched: RuleSearch): Promise<void> {
    searched = { rules: next, list: toListKey(watched) }
    await giveRules(next)
    // Filters by the rules may show other rows now.
    searched = { rules: next, list: toListKey(watched) }
    const { loaded } = watched.getState()
    const findings = await store.detect((progress) => {
      if (progress.searched < progress.of) update({ progress })
    })
    const { stored, shown, pairsShown = 0 } = findings
    update({ findings, progress: undefined, failure: undefined, version: state.version + 1 })
    if (isStopped || stored !== loaded) return
    // The rows are read again, to show their rules; that alone is no reason for another search.
    const isUpToDate = !isOutdated(searched, next, watched)
    watched.notePairs({ stored, shown, pairsShown })
    if (isUpToDate) searched = { rules: next, list: toListKey(watched) }
  }

  async function run(): Promise<void> {
    if (isRunning) return
    isRunning = true
    while (!isStopped && rules && search && isOutdated(searched, rules, search)) {
      // The list says so as well when its store has failed.
      await detect(rules, search).catch((error) =>
        update({ progress: undefined, failure: toFailureDetail(error) }),
      )
      await pause(search, wait)
    }
    isRunning = false
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    setRules(next) {
      rules = next
      void run()
    },
    giveRules,
    watch(watched) {
      search = watched
      watched.subscribe(() => void run())
    },
    stop() {
      isStopped = true
      listeners.clear()
    },
  }
}

/** Prepares to give rules to the store once, unless that failed. */
function createGiver(store: RuleStore, onSize: (size: StoreSize) => void): RuleKeeper['giveRules'] {
  let given: { rules: readonly Rule[]; size: Promise<StoreSize> } | undefined
  return async (rules) => {
    if (given?.rules === rules) {
      await given.size
      return false
    }
    const sending = { rules, size: store.setRules(rules) }
    given = sending
    try {
      onSize(await sending.size)
      return true
    } catch (error) {
      if (given === sending) given = undefined
      throw error
    }
  }
}

/** Waits before the next search; while the whole range is read, longer, until that ends. */
async function pause(search: RuleSearch, wait: (ms: number) => Promise<void>): Promise<void> {
  const isOver = (waitedMs: number) =>
    waitedMs >= (search.getState().progress ? rulePausesMs.whole : rulePausesMs.screen)
  for (let waitedMs = 0; !isOver(waitedMs); waitedMs += rulePausesMs.screen) {
    await wait(rulePausesMs.screen)
  }
}

/** Rules, and the list that was searched by them. */
type Searched = { rules: readonly Rule[]; list: string }

function isOutdated(
  searched: Searched | undefined,
  rules: readonly Rule[],
  search: RuleSearch,
): boolean {
  if (search.getState().loaded === 0) return false
  return searched?.rules !== rules || searched.list !== toListKey(search)
}

/** Changes when the list has other entries or shows others. */
function toListKey(search: RuleSearch): string {
  const { loaded, shown, pairsShown, revision } = search.getState()
  return [loaded, shown, pairsShown, revision].join(' ')
}

function waitMs(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
