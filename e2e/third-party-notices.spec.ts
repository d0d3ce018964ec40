/** The licenses of third-party code are served with the app, and the app links to them. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from './fixtures.ts'

/** The packages that the app's own sources import, its workers included. */
function listImportedPackages(): string[] {
  const names = ['web', 'query', 'catalog', 'cloudflare'].flatMap((folder) => {
    const directory = new URL(`../src/${folder}/`, import.meta.url)
    return readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|testing/.test(name))
      .flatMap((name) => {
        const text = readFileSync(new URL(name, directory), 'utf8')
        const imports = text.matchAll(
          /^(?:import |(?:import|export|\}).* from )'((?:@[\w.-]+\/)?\w[\w.-]*)/gm,
        )
        return [...imports].map((match) => match[1] ?? '')
      })
  })
  return [...new Set(names)].sort()
}

test('the app lists every package that it contains, with its license', async ({
  page,
  gumshoe,
  context,
}) => {
  await page.goto(`${gumshoe.origin}/reference`)
  const opened = context.waitForEvent('page')
  await page.getByRole('link', { name: 'Licenses of third-party software' }).click()
  const notices = await opened
  await notices.waitForLoadState()
  expect(new URL(notices.url()).pathname).toBe('/third-party-notices.txt')

  const answer = await page.request.get(`${gumshoe.origin}/third-party-notices.txt`)
  expect(answer.headers()['content-type']).toBe('text/plain; charset=utf-8')
  const sections = (await answer.text()).split(`\n${'-'.repeat(80)}\n\n`).slice(1)
  const named = sections.map((section) => section.slice(0, section.indexOf(' ')))

  const imported = listImportedPackages()
  expect(imported).toEqual(expect.arrayContaining(['react', 'comlink', 'ipaddr.js', 'zod']))
  expect(imported.filter((name) => !named.includes(name))).toEqual([])
  // Kumo ships the first two inside its own files; Tailwind's reset is in the style sheet.
  expect(named).toEqual(
    expect.arrayContaining(['@base-ui/react', '@floating-ui/dom', 'tailwindcss']),
  )
  for (const section of sections) expect(section).toMatch(/licen[cs]e|permission/i)
})
