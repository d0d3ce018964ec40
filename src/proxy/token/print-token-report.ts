/** Prints for the operator which logs the credential can read. */
import { findDataset } from '../../catalog/index.ts'
import { formatTokenReport, isUnreached } from './token-report.ts'
import type { TokenWatch } from './token-watch.ts'

const retryMs = 60_000

/**
 * Checks the credential and prints the report. While the API is unreachable it checks again every minute,
 * and prints once more when that succeeds.
 */
export async function printTokenReport(
  watch: TokenWatch,
  print: (text: string) => void,
  wait: (ms: number) => Promise<unknown>,
): Promise<void> {
  const titleOf = (id: string) => findDataset(id)?.title ?? id
  let report = await watch.check()
  print(formatTokenReport(report, titleOf))
  if (!isUnreached(report.state)) return
  while (isUnreached(report.state)) {
    await wait(retryMs)
    report = await watch.check()
  }
  print(formatTokenReport(report, titleOf))
}
