/** Judges by its headers whether an upstream 200 can be read and has the requested type. */

import type { OwnErrorName } from '../../contract/own-errors.ts'
import type { UpstreamQuestion } from '../upstream/call-upstream.ts'
import type { UpstreamResponse } from '../upstream/seam.ts'

/** The content type of the response (never upstream's own text), or why it is refused. */
export function judgeSuccess(
  { exportsCsv }: Pick<UpstreamQuestion, 'exportsCsv'>,
  { header, wireCoding }: UpstreamResponse,
): { type: string } | { problem: OwnErrorName } {
  if (wireCoding === 'unknown') return { problem: 'upstream-encoding' }
  const type = header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/json') return { type }
  if (exportsCsv && type === 'text/csv') return { type: 'text/csv; charset=utf-8' }
  return { problem: 'upstream-type' }
}
