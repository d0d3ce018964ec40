import { readFileSync } from 'node:fs'
import { incident, storyFacts } from '../src/emulator/data/story/story.ts'
import { decoys } from '../src/emulator/data/story/story-decoys.ts'
import { storyInsights } from '../src/emulator/data/story/story-insights.ts'
import { labsLogins, labsSteps } from '../src/emulator/data/story/story-labs.ts'
import { storyLogins } from '../src/emulator/data/story/story-logins.ts'
import { organizationSteps } from '../src/emulator/data/story/story-organization.ts'
import { storyProvisioning } from '../src/emulator/data/story/story-provisioning.ts'
import { expect, now, test } from './fixtures.ts'
import type { ExplorerPage } from './pages/explorer-page.ts'

const dayMs = 86_400_000
const page = readFileSync(new URL('../docs/story.md', import.meta.url), 'utf8')
const steps = page.split(/^## (?=\d)/m).slice(1)
const linkOf = (step: string) => /\(http:\/\/localhost:8787(\/[^)]+)\)/.exec(step)?.[1] ?? ''

/** The entries that each step promises, by name, and the text of their rows beside the time. */
const promised: readonly {
  names: readonly string[]
  text: string
  total?: number
  /** How many of the loaded entries pass what the API does not filter by. */
  shown?: number
}[] = [
  { names: ['zone-cleared-1', 'zone-cleared-14'], text: 'svc-terraform@acme.example' },
  { names: ['hold-removed'], text: 'removed zone hold', total: 1 },
  { names: ['travel-token-created', 'token-created'], text: 'created token', total: 6 },
  { names: ['phished-sign-in'], text: '203.0.113.66' },
  { names: ['phished-sign-in', 'token-created', 'token-deleted'], text: '203.0.113.66', total: 3 },
  {
    names: incident.filter(({ session }) => session?.token).map(({ name }) => name),
    text: '203.0.113.71',
    total: 10,
  },
  {
    names: ['policy-made', 'policy-loosened'],
    text: 'updated Access policy grafana-admins',
    total: 2,
  },
  { names: ['hostile-scanner', 'rule-deleted'], text: 'acme-login.example' },
  {
    // All but the sign-in, which v1 of an account lacks.
    names: [
      ...['token-created', 'record-deleted', 'record-diverted'],
      ...['job-disabled', 'diversion-deleted', 'record-restored', 'token-deleted'],
    ],
    text: 'dana.whitfield@acme.example',
    total: 7,
  },
  { names: ['insight-dismissed'], text: 'false_positive', shown: 1 },
  {
    names: [
      ...incident.filter(({ session }) => session?.token).map(({ name }) => name),
      ...labsSteps.filter(({ session }) => session?.token).map(({ name }) => name),
    ],
    text: '203.0.113.71',
    total: 13,
  },
  { names: ['labs-admin-refused', 'labs-job-deleted'], text: '203.0.113.', shown: 46 },
  { names: ['organization-member-added'], text: 'created organization member', total: 1 },
  { names: ['group-joined', 'oncall-joined', 'oncall-left'], text: 'platform-admins' },
]

/** The time of a step of the story, as the table shows it: without the year, which is that of the range. */
function getMoment(name: string): { date: string; time: string } {
  const found = [
    ...incident,
    ...decoys,
    ...storyInsights,
    ...organizationSteps,
    ...storyProvisioning,
    ...labsSteps,
    ...labsLogins,
  ].find((each) => each.name === name)
  if (!found) throw new Error(`The story has nothing that is called ${name}.`)
  const date = new Date(Date.parse(now) + found.day * dayMs).toISOString().slice(5, 10)
  return { date, time: found.time }
}

/** The row of a time, scrolled into view: only rows near the visible range exist in the page. */
async function findRow({ grid, rows }: ExplorerPage, time: string, text: string) {
  const row = rows.filter({ hasText: time }).filter({ hasText: text })
  await grid.evaluate((element) => element.scrollTo(0, 0))
  await expect(async () => {
    if (!(await row.isVisible())) {
      await grid.evaluate((element) => element.scrollBy(0, element.clientHeight / 2))
    }
    expect(await row.count()).toBe(1)
  }).toPass({ intervals: [100], timeout: 30_000 })
  return row
}

test('the page has fourteen steps with one link each, and one about Access beside them', () => {
  expect(steps.map((step) => Number.parseInt(step, 10))).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
  ])
  for (const step of steps) {
    const [own = ''] = step.split(/^## /m)
    expect(own.match(/http:\/\/localhost:8787\//g)).toHaveLength(1)
  }
  expect(page.match(/http:\/\/localhost:8787\//g)).toHaveLength(steps.length + 1)
})

test('the sign-ins through Access that the page promises are there', async ({ explorer }) => {
  const [, section = ''] = page.split('## Before the changes')
  await explorer.open(linkOf(section))
  await expect(explorer.status).toContainText('loaded · Complete', { timeout: 30_000 })
  for (const { by, time, ip, repeats = 1 } of storyLogins) {
    if (by !== storyFacts.victim) continue
    expect(section).toContain(time.slice(0, 8))
    await expect(explorer.rows.filter({ hasText: time }).filter({ hasText: ip })).toHaveCount(
      repeats,
    )
  }
})

for (const [at, { names, text, total, shown }] of promised.entries()) {
  const step = steps[at] ?? ''
  test(`step ${step.split('\n')[0]}: the entries that it promises are there`, async ({
    explorer,
  }) => {
    await explorer.open(linkOf(step))
    const count = total === undefined ? '[\\d,]+' : String(total)
    const share = shown === undefined ? '' : `${shown} of `
    // Entries that two logs have of one event are counted in brackets after the events.
    await expect(explorer.status).toHaveText(
      new RegExp(`^(.* in both logs \\()?${share}${count} loaded\\)? · Complete`),
      { timeout: 30_000 },
    )
    await expect(explorer.page.getByRole('alert')).toHaveCount(0)
    await expect(explorer.page.getByRole('region', { name: 'What to look for' })).toContainText(
      `Story, ${at + 1} of ${steps.length}`,
    )
    for (const name of names) {
      const { date, time } = getMoment(name)
      const row = await findRow(explorer, time, text)
      await expect(row).toContainText(date)
    }
  })
}

test('the requests show what the page says: a policy for everyone, a record that was moved', async ({
  explorer,
}) => {
  await explorer.open(linkOf(steps[6] ?? ''))
  await (await findRow(explorer, getMoment('policy-loosened').time, 'Access policy')).click()
  await explorer.drawer.getByRole('tab', { name: 'Request' }).click()
  await expect(explorer.drawer).toContainText('everyone')
  await expect(explorer.drawer).toContainText('bypass')

  await explorer.open(linkOf(steps[8] ?? ''))
  await (await findRow(explorer, getMoment('record-deleted').time, 'deleted DNS record')).click()
  await explorer.drawer.getByRole('tab', { name: 'JSON' }).click()
  await expect(explorer.drawer).toContainText('sso.origin.acme-cdn.example')
})
