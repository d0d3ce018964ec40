/**
 * Whether an upstream 200 can be read as what was asked for, by its headers alone.
 */

import type { OwnErrorName } from '../../contract/own-errors.ts'
import type { UpstreamQuestion } from '../upstream/call-upstream.ts'
import type { UpstreamResponse } from '../upstream/seam.ts'

/** The content type to answer with (never the upstream's own wording), or why there is no answer. */
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
 * `fetch` undoes these codings and leaves the header as it was. Any other, also one among several,
 * makes it hand out the bytes as they came.
 */
function isDecoded(encoding: string | undefined): boolean {
  const coding = (encoding ?? '').trim().toLowerCase()
  if (coding === '' || coding === 'identity') return true
  return coding.split(',').every((each) => ['gzip', 'br', 'deflate'].includes(each.trim()))
}
