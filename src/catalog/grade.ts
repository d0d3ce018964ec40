/** How well a fact about the API is supported. */

/** How well a statement is supported, in the words of screens and files. */
export const gradeWords = {
  documented: 'documented',
  reported: 'reported by one third party',
  inferred: 'inferred',
} as const

/** How well a statement is supported: Cloudflare says so, one third party measured it, or it follows from a page. */
export type Grade = keyof typeof gradeWords
