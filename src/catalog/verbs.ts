/** Maps the action words of all logs to a few verbs. */

/** The kind of an action, in a vocabulary that all logs share. */
export type Verb = 'create' | 'update' | 'delete' | 'view' | 'sign-in' | 'other'

/**
 * A dataset's action words in lower case, each with its verb. An action of several words (`rec_add`,
 * `token_create`) counts as the first of its words that is listed when it is not listed as a whole.
 */
export type VerbWords = Readonly<Record<string, Exclude<Verb, 'other'>>>

/** The verb of an action word; `other` for a word that the dataset does not declare. */
export function toVerb(words: VerbWords, action: string): Verb {
  const lower = action.toLowerCase()
  for (const word of [lower, ...lower.split(/[\s_]+/)]) {
    const verb = Object.hasOwn(words, word) ? words[word] : undefined
    if (verb) return verb
  }
  return 'other'
}
