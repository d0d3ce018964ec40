/**
 * Keeps the last report on the credential and has it made anew: soon when something could not be found
 * out, less soon when something cannot be read, because permissions are added while people wait.
 */
import { type CheckTools, checkToken } from './token-check.ts'
import type { TokenReport } from './token-report.ts'

/** The keeper of the report. */
export type TokenWatch = {
  /** The last report; `undefined` before the first. */
  report: () => TokenReport | undefined
  /** Makes one now, or joins who is at it. */
  check: () => Promise<TokenReport>
  /** Makes one when the last is too old for what it says; resolves when there is none to wait for. */
  refresh: () => Promise<unknown>
}

const againMs = { unknown: 60_000, unreadable: 300_000 } as const

/** Creates it; nothing is asked before `check` or `refresh`. */
export function createTokenWatch(tools: CheckTools): TokenWatch {
  let last: TokenReport | undefined
  let running: Promise<TokenReport> | undefined
  let triedMs = Number.NEGATIVE_INFINITY

  function check(): Promise<TokenReport> {
    triedMs = tools.now()
    running ??= checkToken(tools)
      .then((report) => {
        // What could not be asked says nothing against what was found before.
        if (!report.isCut) last = report
        last ??= report
        return last
      })
      .finally(() => {
        running = undefined
      })
    return running
  }

  return {
    report: () => last,
    check,
    async refresh() {
      const waitMs = Math.min(
        ...(last?.logs ?? []).map(({ state }) =>
          state === 'readable' ? Number.POSITIVE_INFINITY : againMs[state],
        ),
      )
      const isDue = last === undefined || tools.now() - triedMs >= waitMs
      if (isDue && !running) await check()
    },
  }
}
