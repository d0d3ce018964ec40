/**
 * Searches the list of a search by detection rules whenever it has other entries or shows others. One search runs at a
 * time, with a pause after it, so that many small pages do not cost a search each.
 */
import type { Rule } from '../../../detection/rule.ts'
import { toFailureDetail } from '../../api/api-failure.ts'
import { nothingFound, type RuleState } from '../../rules/rule-state.ts'
import type { Baseline } from '../../store/baseline-values.ts'
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
  /** Compares the list with this baseline from now on, unless it does so already. */
  giveBaseline: (baseline: Baseline | undefined) => Promise<void>
  /** Begins to watch the search of the list. */
  watch: (search: RuleSearch) => void
  stop: () => void
}

/** What a keeper needs of a search: its state, and where the size after a search by the rules is recorded. */
type RuleSearch = Pick<Search, 'getState' | 'subscribe' | 'noteView' | 'notePairs'>

/** The shortest time between two searches: while pages are read for the screen, and while the whole range is read. */
export const rulePausesMs = { screen: 250, whole: 1_000 } as const

/** What was searched: the rules, the baseline, and the list. */
type Searched = { rules: readonly Rule[]; baseline: Baseline | undefined; list: string }

type RuleStore = Pick<EntryStore, 'setRules' | 'detect' | 'setBaseline'>

/** Creates a keeper for a list; `setRules` of the store is called once for each set of rules. */
export function createRuleKeeper(
  store: RuleStore,
  wait: (ms: number) => Promise<void> = waitMs,
): RuleKeeper {
  const { getState, update, subscribe, stop } = createRuleStates()
  let search: RuleSearch | undefined
  let rules: readonly Rule[] | undefined
  /** What was searched last. */
  let searched: Searched | undefined
  let isRunning = false
  let isStopped = false
  const noteSize = (size: StoreSize) => noteShown(search, size)
  const giveRules = createGiver(store, noteSize)
  const giveBaseline = createBaselineGiver(store, noteSize, (change) => {
    update(change)
    void run()
  })

  const noteFailure = (error: unknown) =>
    update({ progress: undefined, failure: toFailureDetail(error) })

  async function detect(next: readonly Rule[], watched: RuleSearch): Promise<void> {
    searched = toSearched(next, getState(), watched)
    await giveRules(next)
    // Filters by the rules may show other rows now.
    searched = toSearched(next, getState(), watched)
    const { loaded } = watched.getState()
    const findings = await store.detect((progress) => {
      if (progress.searched < progress.of) update({ progress })
    })
    const { stored, shown, pairsShown = 0, shownOf } = findings
    update({ findings, progress: undefined, failure: undefined, version: getState().version + 1 })
    if (isStopped || stored !== loaded) return
    const before = watched.getState()
    if (shown === before.shown && pairsShown === before.pairsShown) return
    // Filters by rules show other rows now; that alone is no reason for another search.
    const isOld = isOutdated(searched, next, getState(), watched)
    watched.notePairs({ stored, shown, pairsShown, shownOf })
    if (!isOld) searched = toSearched(next, getState(), watched)
  }

  async function run(): Promise<void> {
    if (isRunning) return
    isRunning = true
    while (!isStopped && rules && search && isOutdated(searched, rules, getState(), search)) {
      // The list says so as well when its store has failed.
      await detect(rules, search).catch(noteFailure)
      await pause(search, wait)
    }
    isRunning = false
  }

  return {
    getState,
    subscribe,
    setRules(next) {
      rules = next
      void run()
    },
    giveRules,
    giveBaseline,
    watch(watched) {
      search = watched
      watched.subscribe(() => void run())
    },
    stop() {
      isStopped = true
      stop()
    },
  }
}

/** Holds the state; after `stop` it does not change. */
function createRuleStates() {
  const listeners = new Set<() => void>()
  let state = nothingFound
  let isStopped = false
  return {
    getState: () => state,
    update(change: Partial<RuleState>): void {
      if (isStopped) return
      state = { ...state, ...change }
      for (const listener of listeners) listener()
    },
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
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

/** Prepares to give a baseline to the store, unless it has it. */
function createBaselineGiver(
  store: RuleStore,
  onSize: (size: StoreSize) => void,
  onChange: (change: Partial<RuleState>) => void,
): RuleKeeper['giveBaseline'] {
  let given: Baseline | undefined
  return async (baseline) => {
    if (baseline === given) return
    given = baseline
    try {
      const size = await store.setBaseline(baseline?.values)
      if (given !== baseline) return
      onSize(size)
      onChange({ baseline })
    } catch (error) {
      if (given === baseline) given = undefined
      onChange({ failure: toFailureDetail(error) })
    }
  }
}

/** Records other rows. Filters by rules show nothing before there are rules: these rows were asked for. */
function noteShown(search: RuleSearch | undefined, size: StoreSize): void {
  if (size.shown !== search?.getState().shown) search?.noteView(size)
}

function toSearched(rules: readonly Rule[], { baseline }: RuleState, search: RuleSearch): Searched {
  return { rules, baseline, list: toListKey(search) }
}

function isOutdated(
  searched: Searched | undefined,
  rules: readonly Rule[],
  state: RuleState,
  search: RuleSearch,
): boolean {
  if (search.getState().loaded === 0) return false
  const next = toSearched(rules, state, search)
  return (
    searched?.rules !== next.rules ||
    searched.baseline !== next.baseline ||
    searched.list !== next.list
  )
}

/** Changes when the list has other entries or shows others. */
function toListKey(search: RuleSearch): string {
  const { loaded, shown, pairsShown, revision } = search.getState()
  return [loaded, shown, pairsShown, revision].join(' ')
}

function waitMs(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
