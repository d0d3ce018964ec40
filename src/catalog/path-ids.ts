/** The ids in paths, in the forms that Cloudflare's API uses. Paths are built from checked ids only. */
import { idScopeKinds, idScopes, type ScopeVariable } from './scopes.ts'

const entryPatterns = {
  entry_id: '[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}',
  issue_id: '[0-9A-Za-z_-]{1,64}',
} as const

/** A variable of a path template. */
export type PathVariable = ScopeVariable | keyof typeof entryPatterns

/** The pattern of the ids that may replace each variable of a path template. */
const pathIdPatterns: ReadonlyMap<string, string> = new Map([
  ...idScopeKinds.map((kind) => [idScopes[kind].variable, idScopes[kind].idPattern] as const),
  ...Object.entries(entryPatterns),
])

/** Whether a text may replace a variable in a path. */
export function isPathId(variable: PathVariable, text: string): boolean {
  return new RegExp(`^(?:${getPathIdPattern(variable)})$`).test(text)
}

/** The path of a template with these ids; throws for a variable without an id. */
export function formatPath(template: string, ids: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name]
    if (id === undefined) throw new Error(`Path ${template}: no id for {${name}}.`)
    return id
  })
}

/**
 * The source of a pattern that all paths of a template match, with a named group for each variable. Throws
 * for a variable without a pattern.
 */
export function toPathPattern(template: string): string {
  return template.replace(
    /\{(\w+)\}/g,
    (_, name: string) => `(?<${name}>${getPathIdPattern(name, template)})`,
  )
}

function getPathIdPattern(name: string, template = `{${name}}`): string {
  const pattern = pathIdPatterns.get(name)
  if (pattern === undefined) {
    throw new Error(`Path ${template}: no pattern for {${name}}; add one.`)
  }
  return pattern
}
