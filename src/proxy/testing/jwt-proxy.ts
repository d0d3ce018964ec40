/** A proxy for tests behind a sign-in proxy, whose keys come from a server of the test. */
import { createAccess } from '../access/create-access.ts'
import { digestAnywhere } from '../access/match-secret.ts'
import { type Environment, parseConfig } from '../config/config.ts'
import type { JwtFront, KeyServer } from './jwt-front.ts'
import { canary, createTestProxy, expectNoCanary, ownHeaders, question } from './test-proxy.ts'

/** The options of a proxy behind a front. */
export type JwtProxyOptions = {
  front: JwtFront
  keyServer: KeyServer
  now: () => number
  policy?: object | undefined
  env?: Environment | undefined
  /** By default as in production. */
  keyCooldownMs?: number | undefined
}

/** Creates a proxy behind a front. `ask` sends a request of the app, with `headers` instead of a sign-in. */
export function createJwtProxy({
  front,
  keyServer,
  now,
  policy,
  env = {},
  keyCooldownMs,
}: JwtProxyOptions) {
  const parsed = parseConfig(
    {
      CLOUDFLARE_API_TOKEN: canary,
      ...front.env,
      ...(policy && { ACCESS_POLICY_FILE: '/policy' }),
      ...env,
    },
    () => JSON.stringify(policy),
  )
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  const { access } = createAccess({
    config: parsed.config,
    now,
    digest: digestAnywhere,
    keyCooldownMs,
    fetchKeys: (url, init) => {
      if (url !== front.keysUrl) throw new Error(`The keys were fetched from ${url}.`)
      return fetch(keyServer.origin, init)
    },
  })
  const proxy = createTestProxy({ access })
  /** How many texts were searched for the credential; a flood would search the first ones a thousand times. */
  const searched = { answers: 0, lines: 0 }
  async function ask(
    headers: Record<string, string>,
    { path = question, address = '192.0.2.1' } = {},
  ) {
    const answer = await proxy.answer(path, {
      headers: { ...ownHeaders, ...headers },
      raw: path,
      address,
    })
    expectNoCanary([
      ...proxy.answerTexts.slice(searched.answers),
      ...proxy.lines.slice(searched.lines),
    ])
    Object.assign(searched, { answers: proxy.answerTexts.length, lines: proxy.lines.length })
    return answer
  }
  return { ask, calls: proxy.calls, lines: proxy.lines }
}
