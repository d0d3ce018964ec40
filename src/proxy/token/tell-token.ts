/** Tells whoever started the server what the credential can read. */
import { findDataset } from '../../catalog/index.ts'
import { formatTokenReport, isUnreached } from './token-report.ts'
import type { TokenWatch } from './token-watch.ts'

const againMs = 60_000

/**
 * Checks and tells. While the API cannot be reached it is asked again every minute, and told of once
 * it can; `wait` is for that.
 */
export async function tellToken(
  watch: TokenWatch,
  tell: (text: string) => void,
  wait: (ms: number) => Promise<unknown>,
): Promise<void> {
  const titleOf = (id: string) => findDataset(id)?.title ?? id
  let report = await watch.check()
  tell(formatTokenReport(report, titleOf))
  if (!isUnreached(report.state)) return
  while (isUnreached(report.state)) {
    await wait(againMs)
    report = await watch.check()
  }
  tell(formatTokenReport(report, titleOf))
}
