/**
 * The color of each log, the same for its word in a row and for its bars in the histogram. The word is always beside it, so
 * that color alone carries no meaning. The colors are in `app.css`.
 */

/** The classes of a log: the color of its word, and of its bars and their swatch. */
export type LogStyle = { word: string; swatch: string }

const styles: Readonly<Record<string, LogStyle>> = {
  v2: { word: 'text-log-v2', swatch: 'bg-log-v2' },
  v1: { word: 'text-log-v1', swatch: 'bg-log-v1' },
  user: { word: 'text-log-user', swatch: 'bg-log-user' },
  insights: { word: 'text-log-insights', swatch: 'bg-log-insights' },
  organization: { word: 'text-log-organization', swatch: 'bg-log-organization' },
  access: { word: 'text-log-access', swatch: 'bg-log-access' },
  scim: { word: 'text-log-scim', swatch: 'bg-log-scim' },
}

/** The style of a log by its word; `undefined` for a word that is no log's. */
export function findLogStyle(word: string): LogStyle | undefined {
  return Object.hasOwn(styles, word) ? styles[word] : undefined
}
