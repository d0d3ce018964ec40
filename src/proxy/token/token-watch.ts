/**
 * Keeps the last report on the credential and repeats the check: soon after an unknown result, later after
 * an unreadable log, because permissions may be added meanwhile.
 */
import { type CheckTools, checkToken } from './token-check.ts'
import type { TokenReport } from './token-report.ts'

/** Access to the report. */
export type TokenWatch = {
  /** The last report; `undefined` before the first. */
  report: () => TokenReport | undefined
  /** Checks now, or joins a check in progress. */
  check: () => Promise<TokenReport>
  /** Checks if the last report is outdated; resolves when no check is in progress. */
  refresh: () => Promise<unknown>
}

const againMs = { unknown: 60_000, unreadable: 300_000 } as const

/** Creates the watch; it sends no request before `check` or `refresh`. */
export function createTokenWatch(tools: CheckTools): TokenWatch {
  let last: TokenReport | undefined
  let running: Promise<TokenReport> | undefined
  let triedMs = Number.NEGATIVE_INFINITY

  function check(): Promise<TokenReport> {
    triedMs = tools.now()
    running ??= checkToken(tools)
      .then((report) => {
        // A check that did not reach the API does not replace an earlier result.
        if (!report.isInterrupted) last = report
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
        ...(last?.logs ?? []).map(({ state, hasNoScope }) =>
          state === 'readable'
            ? Number.POSITIVE_INFINITY
            : againMs[hasNoScope ? 'unreadable' : state],
        ),
      )
      const isDue = last === undefined || tools.now() - triedMs >= waitMs
      if (isDue && !running) await check()
    },
  }
}
