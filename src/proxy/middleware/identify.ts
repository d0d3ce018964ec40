/** Finds out who asks before anything else is done for them; refuses whoever may not. */
import type { MiddlewareHandler } from 'hono'
import type { Access } from '../access/access.ts'
import type { ProxyEnv } from '../request-context.ts'

/** Keeps the principal with the request and in its record. */
export function identify(access: Access): MiddlewareHandler<ProxyEnv> {
  return async function identifyAsker(c, next) {
    const found = await access.identify(c)
    if ('refusal' in found) return found.refusal
    c.set('principal', found.principal)
    c.get('record').principal = found.principal
    await next()
  }
}
