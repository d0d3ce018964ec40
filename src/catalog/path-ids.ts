/** The ids that stand in paths, as Cloudflare's API writes them. A path is built with no other text. */

const hexId = '[0-9a-f]{32}'

/** What each variable of a path template may stand for, as the source of a pattern. */
export const pathIdPatterns = {
  account_id: hexId,
  zone_id: hexId,
  entry_id: `${hexId}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}`,
  issue_id: '[0-9A-Za-z_-]{1,64}',
} as const satisfies Readonly<Record<string, string>>

/** A variable of a path template. */
export type PathVariable = keyof typeof pathIdPatterns

/** Whether a text may stand for a variable in a path. */
export function isPathId(variable: PathVariable, text: string): boolean {
  return new RegExp(`^(?:${pathIdPatterns[variable]})$`).test(text)
}
