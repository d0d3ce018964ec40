/** `POST /gumshoe/session` begins a session, `DELETE` ends it; where there are none, both are unknown. */
import type { Context } from 'hono'
import { createErrorResponse } from '../error-response.ts'
import type { ProxyEnv } from '../request-context.ts'
import type { Access } from './access.ts'

/** Creates the handler of both. */
export function answerSession({ session }: Access): (c: Context<ProxyEnv>) => Promise<Response> {
  return async function answer(c) {
    if (!session) return createErrorResponse('not-found')
    c.get('record').route = '/gumshoe/session'
    return c.req.method === 'POST' ? session.open(c) : session.end(c)
  }
}
