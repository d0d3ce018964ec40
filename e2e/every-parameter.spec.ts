/**
 * Every filter of every log in every mode, entered in the filter builder with the keyboard, sends exactly its keys and
 * values to the API, and nothing else. The list of filters comes from the catalog.
 */
import type { Page } from '@playwright/test'
import type { Dataset } from '../src/catalog/define-dataset.ts'
import { datasets } from '../src/catalog/index.ts'
import type { Parameter, ParameterKind } from '../src/catalog/parameters.ts'
import { fillRequired, findScopes } from '../src/emulator/testing/ask-emulator.ts'
import { formatQueryString } from '../src/query/query-string.ts'
import { readRequestPairs } from '../src/query/request-pairs.ts'
import { expect, type Gumshoe, test } from './fixtures.ts'
import { firstAccountId, firstOrganizationId } from './pages/explorer-page.ts'

/** Two values of each kind that is typed, as an analyst would write them. */
const samples: Partial<Record<ParameterKind, readonly [string, string]>> = {
  text: ['Some text, with a comma', 'ünï&code=1'],
  email: ['ann@example.com', 'bob+x@example.com'],
  id: ['0123456789abcdef', 'x-1'],
  ip: ['198.51.100.7', '2001:db8::7'],
  'ip-or-cidr': ['198.51.100.0/24', '2001:db8::/32'],
  integer: ['403', '500'],
}

type Mode = 'include' | 'exclude'

function isPicked({ kind }: Parameter): boolean {
  return kind === 'choice' || kind === 'boolean'
}

/** The values that the test gives: two where the API takes several. */
function getValues({ kind, repeats, values = [] }: Parameter): readonly string[] {
  const [first = 'true', second] = kind === 'choice' ? values : (samples[kind] ?? [])
  return repeats && second !== undefined ? [first, second] : [first]
}

/** Writes a filter with the keyboard alone. */
async function write({ keyboard }: Page, parameter: Parameter, mode: Mode): Promise<void> {
  await keyboard.press('f')
  await keyboard.type(parameter.wireName)
  await keyboard.press('Enter')
  if (mode === 'exclude') {
    await keyboard.press('Shift+Tab')
    await keyboard.press('ArrowRight')
    await keyboard.press('Tab')
  }
  for (const [at, value] of getValues(parameter).entries()) {
    if (at > 0) await keyboard.press(isPicked(parameter) ? 'Tab' : 'Shift+Enter')
    if (parameter.kind === 'choice') await keyboard.press('Space')
    else if (!isPicked(parameter)) await keyboard.insertText(value)
  }
  await keyboard.press('Enter')
}

/** The requests for entries since then in the words of addresses, without their parameters of time, order and page. */
function listAsked({ asked }: Gumshoe, dataset: Dataset, path: string, since: number) {
  const { parameters } = dataset
  const isOfPage = (key: string) =>
    parameters.some(({ wireName, role }) => wireName === key && role !== 'filter')
  return asked
    .slice(since)
    .filter(({ pathname }) => pathname.endsWith(path))
    .map(({ searchParams }) => {
      const { pairs, parts, problems } = readRequestPairs(dataset, [...searchParams])
      expect([parts, problems]).toEqual([[], []])
      return pairs.filter(([key]) => !isOfPage(key))
    })
}

/** Asks the API when the question was answered from a complete list that is loaded. */
async function askIfFromMemory(page: Page, isAsked: () => boolean): Promise<void> {
  const askAgain = page.getByRole('button', { name: 'Ask again' })
  await expect.poll(async () => isAsked() || (await askAgain.isVisible())).toBe(true)
  if (!isAsked()) await askAgain.click()
}

// A few rows are enough to see that a search has ended.
test.use({ viewport: { width: 900, height: 420 } })

const modes: readonly Mode[] = ['include', 'exclude']
const walks = datasets.flatMap((dataset) =>
  modes.map((mode) => ({
    dataset,
    mode,
    parameters: dataset.parameters.filter(
      ({ role, exclude, required }) =>
        role === 'filter' && !required && (mode === 'include' || exclude),
    ),
  })),
)

test('there is something to write for every log', () => {
  for (const { dataset, mode, parameters } of walks) {
    if (mode === 'include') expect(parameters, dataset.title).not.toHaveLength(0)
  }
})

for (const { dataset, mode, parameters } of walks.filter((walk) => walk.parameters.length > 0)) {
  test(`${dataset.title}: ${parameters.length} filters that ${mode}, one after another, ask for just that`, async ({
    explorer,
    page,
    gumshoe,
  }) => {
    test.slow()
    const path = (dataset.scopes[0]?.path ?? '')
      .replace('{account_id}', firstAccountId)
      .replace('{organization_id}', firstOrganizationId)
    // The required filters are in the address from the start.
    const [{ kind } = { kind: 'account' as const }] = dataset.scopes
    const { [kind]: scope } = await findScopes(gumshoe.emulator)
    const required = await fillRequired(gumshoe.emulator, dataset, scope, [])
    const opened = formatQueryString([['range', '24h'], ...required])
    await explorer.open(`${path}?${opened}`)
    // Filters are added one after the other, so each request must contain all of them.
    let standing: [key: string, value: string][] = required.map(([key, value]) => [key, value])
    for (const parameter of parameters) {
      const key = mode === 'exclude' ? `${parameter.wireName}.not` : parameter.wireName
      const expected = [
        ...standing,
        ...getValues(parameter).map((value): [string, string] => [key, value]),
      ]
      const before = gumshoe.asked.length
      await write(page, parameter, mode)
      await askIfFromMemory(page, () => listAsked(gumshoe, dataset, path, before).length > 0)
      await expect
        .poll(() => listAsked(gumshoe, dataset, path, before), { message: key, intervals: [20] })
        .toContainEqual(expected)
      await expect(page.getByRole('dialog')).toBeHidden()
      for (const pairs of listAsked(gumshoe, dataset, path, before)) {
        expect([standing, expected], key).toContainEqual(pairs)
      }
      standing = expected
    }
  })
}
