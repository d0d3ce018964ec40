/**
 * Refuses ambiguous targets. No path of the proxy needs an escape, so a target that would have to be
 * normalized is refused instead.
 */
import { querySizes } from '../../query/validate-query.ts'
import { createErrorResponse } from '../http/error-response.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'
import type { ProxyRequest } from '../http/request-context.ts'

/** The maximum length of a path; the longest of the catalog has about 100 characters. */
const maxPathBytes = 1_024

/** Refuses paths with escapes, dot segments, doubled slashes and the like (400), and long ones (414). */
export function checkTarget({ path, query }: ProxyRequest): ProxyResponse | undefined {
  if (query.length > querySizes.queryBytes || path.length > maxPathBytes) {
    return createErrorResponse('too-long')
  }
  const soundPath = /^\/[\x21-\x7e]*$/.test(path) && !/[%\\;#]|\/\/|\/\./.test(path)
  const isSound = soundPath && /^[\x21\x22\x24-\x7e]*$/.test(query)
  return isSound ? undefined : createErrorResponse('bad-target')
}
