/** `POST /gumshoe/session` begins a session, `DELETE` ends it; 404 for access without sessions. */

import { sessionPath } from '../../contract/paths.ts'
import { createErrorResponse } from '../http/error-response.ts'
import type { OpenAnswer } from '../http/open-answer.ts'
import type { Access } from './access.ts'

/** Creates the handler for both methods. */
export function answerSession({ session }: Access): OpenAnswer {
  return function answer(request, record) {
    if (!session) return createErrorResponse('not-found')
    record.route = sessionPath
    return request.method === 'POST' ? session.open(request) : session.end(request)
  }
}
