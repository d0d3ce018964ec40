import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { toCurlCommand, toGumshoeCurlCommand } from './curl-command.ts'

const path = '/accounts/0123456789abcdef0123456789abcdef/logs/audit'

it('asks Cloudflare with the token in a variable', () => {
  expect(toCurlCommand({ path, pairs: [['since', '2026-11-01']] })).toBe(
    `curl -H "Authorization: Bearer $CLOUDFLARE_API_TOKEN" 'https://api.cloudflare.com/client/v4${path}?since=2026-11-01'`,
  )
})

it('asks this Gumshoe without any credential', () => {
  const command = toGumshoeCurlCommand({ path, pairs: [] }, 'http://localhost:8787')
  expect(command).toBe(`curl -H 'x-gumshoe: 1' 'http://localhost:8787/client/v4${path}'`)
})

it.each(["it's", '$(touch x)', '`id`', 'a"b', 'a b&c=d', '\\', '; rm -rf ~', '!!', '\n'])(
  'survives a shell with the value %j',
  (value) => {
    const command = toCurlCommand({ path, pairs: [['actor_token_name', value]] })
    const words = execFileSync('sh', ['-c', `set -- ${command}; printf '%s' "$4"`], {
      encoding: 'utf8',
      env: { CLOUDFLARE_API_TOKEN: 't' },
    })
    expect(new URL(words).searchParams.get('actor_token_name')).toBe(value)
  },
)
