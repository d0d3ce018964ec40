/** Judges by its headers whether an upstream 200 has the requested type. */

import type { OwnErrorName } from '../../contract/own-errors.ts'
import type { UpstreamQuestion } from '../upstream/call-upstream.ts'
import type { UpstreamResponse } from '../upstream/seam.ts'

/** The content type of the response (never upstream's own text), or why it is refused. */
export function judgeSuccess(
  { exportsCsv }: Pick<UpstreamQuestion, 'exportsCsv'>,
  { header }: UpstreamResponse,
): { type: string } | { problem: OwnErrorName } {
  if (!isDecoded(header('content-encoding'))) return { problem: 'upstream-unusable' }
  const type = header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/json') return { type }
  if (exportsCsv && type === 'text/csv') return { type: 'text/csv; charset=utf-8' }
  return { problem: 'upstream-type' }
}

/**
 * `fetch` decodes these codings and keeps the header. With any other coding, also among several, it returns
 * the bytes as they came.
 */
function isDecoded(encoding: string | undefined): boolean {
  const coding = (encoding ?? '').trim().toLowerCase()
  if (coding === '' || coding === 'identity') return true
  return coding.split(',').every((each) => ['gzip', 'br', 'deflate'].includes(each.trim()))
}
