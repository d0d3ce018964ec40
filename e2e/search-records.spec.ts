/** Each search names itself in its requests, so that the proxy can give it the records of its answers. */
import type { Request } from '@playwright/test'
import { expect, test } from './fixtures.ts'

const isData = (request: Request) => request.url().includes('/client/v4/')
const isOfSearch = (request: Request) => /\/logs\/audit\?/.test(request.url())
const toSearchId = (request: Request) => request.headers()['x-gumshoe-search']
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

test('a search sends one id, from its first request on, and another search another one', async ({
  explorer,
  page,
}) => {
  const requests: Request[] = []
  page.on('request', (request) => requests.push(request))
  const listIds = () => [...new Set(requests.filter(isOfSearch).map(toSearchId))]
  await explorer.openRows()
  await page.getByRole('button', { name: 'Load all' }).click()
  await expect.poll(() => requests.filter(isOfSearch).length).toBeGreaterThan(2)
  const ids = listIds()
  expect(ids).toEqual([expect.stringMatching(uuid)])

  // What belongs to no search has no id.
  const listOthers = () => requests.filter((each) => isData(each) && !isOfSearch(each))
  await expect.poll(() => listOthers().length).toBeGreaterThan(0)
  expect(
    listOthers()
      .map(toSearchId)
      .filter((id) => id !== undefined),
  ).toEqual([])

  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect.poll(listIds).toEqual([...ids, expect.stringMatching(uuid)])
})

test('the proxy has a record of each of its answers, and gives it under that id alone', async ({
  explorer,
  page,
}) => {
  const answered: Promise<string | null>[] = []
  let searchId = ''
  page.on('response', (response) => {
    if (!isOfSearch(response.request())) return
    searchId = toSearchId(response.request()) ?? ''
    answered.push(response.headerValue('x-request-id'))
  })
  await explorer.openRows()
  await expect.poll(() => answered.length).toBeGreaterThan(0)
  const readRecords = (id: string) =>
    page.evaluate(async (search) => {
      const headers = { 'x-gumshoe': '1', 'x-gumshoe-search': search }
      const answer = await fetch('/gumshoe/witness/records', { headers })
      const { records } = (await answer.json()) as { records: { record: { requestId: string } }[] }
      return records.map(({ record }) => record.requestId)
    }, id)
  // Further pages may be answered meanwhile.
  await expect(async () => {
    const records = await readRecords(searchId)
    expect(records.sort()).toEqual((await Promise.all(answered)).sort())
  }).toPass({ timeout: 20_000 })
  expect(await readRecords(crypto.randomUUID())).toEqual([])
})
