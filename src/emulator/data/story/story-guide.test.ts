/** The guide through the story names what the default demo has. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseConfig } from '../../../proxy/config/config.ts'
import { defaultForms } from '../../api-forms.ts'
import { createWorld } from '../world.ts'
import { storyFacts } from './story.ts'
import { labsLogins, labsSteps } from './story-labs.ts'

const guide = readFileSync(new URL('../../../../docs/story.md', import.meta.url), 'utf8')
const links = guide.match(/localhost:8787\/[^)]+/g) ?? []
const parsed = parseConfig({})
if (!('config' in parsed)) throw new Error('The default configuration has problems.')
const { seed, entries } = parsed.config.demo
const nowMs = Date.parse('2026-11-21T12:00:00.000Z')
const { estate } = createWorld({ seed, entries, nowMs, forms: defaultForms })
const accountIds = estate.accounts.map(({ id }) => id)

test('the links name the first account, the timelines all accounts', () => {
  for (const link of links) {
    const ids = [...link.matchAll(/accounts\/(\w+)\//g)].map(([, id]) => id)
    const expected = link.includes('/timeline?') ? accountIds : accountIds.slice(0, 1)
    if (!/8787\/(organizations|user)\//.test(link)) expect([...new Set(ids)]).toEqual(expected)
  }
  expect(links.filter((link) => link.includes('/timeline?'))).toHaveLength(2)
  expect(/organizations\/(\w+)\//.exec(guide)?.[1]).toBe(estate.organizations[0]?.id)
})

test('the text names what the story is about, in both accounts', () => {
  const { tokenId, policyId, ruleId, memberId, memberEmail, labs } = storyFacts
  const { script, routePattern, jobId, jobName, recordName } = labs
  const inLabs = [script, routePattern, jobId, jobName, recordName]
  for (const value of [tokenId, policyId, ruleId, memberId, memberEmail, ...inLabs]) {
    expect(guide).toContain(value)
  }
  const byIntruder = [...labsSteps, ...labsLogins].filter(({ by }) => by === storyFacts.victim)
  for (const { time } of byIntruder) expect(guide).toContain(time.slice(0, 8))
})
