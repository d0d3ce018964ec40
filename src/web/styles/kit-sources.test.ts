/** The style sheet has to know every part of the kit that the app draws. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const kit = new URL('../../../node_modules/@cloudflare/kumo/dist/', import.meta.url)
const web = new URL('../', import.meta.url)

// The file of the input has it too; the app draws none.
const undrawn = ['input-group']

/** The files of the kit that a file of it imports. */
function listImports(path: string): readonly string[] {
  const code = readFileSync(new URL(path, kit), 'utf8')
  return [...code.matchAll(/from "(\.[^"]+\.js)"/g)].map(([, target = '']) =>
    new URL(target, new URL(path, kit)).href.slice(kit.href.length),
  )
}

function listUsed(): readonly string[] {
  const parts = readdirSync(web, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .flatMap((name) => [
      ...readFileSync(new URL(name, web), 'utf8').matchAll(
        /@cloudflare\/kumo\/((?:components|primitives)\/[\w-]+)/g,
      ),
    ])
    .map(([, part]) => `${part}.js`)
  const used = new Set(parts)
  for (const path of used) for (const each of listImports(path)) used.add(each)
  return [...used]
}

it('knows the classes of all parts of the kit that are used', () => {
  const styles = readFileSync(new URL('app.css', import.meta.url), 'utf8')
  const listed = /chunks\/\{([^}]+)\}/.exec(styles)?.[1]?.split(',') ?? []
  const known = [...listed, ...undrawn]
  const used = listUsed()
  const styled = used.filter((path) => readFileSync(new URL(path, kit), 'utf8').includes('kumo-'))
  const missing = styled
    .map((path) => /^chunks\/(.+)-[^-]+\.js$/.exec(path)?.[1] ?? path)
    .filter((name) => !known.includes(name))
  expect(missing).toEqual([])
})
