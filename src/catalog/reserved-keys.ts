/** The keys of an address that are Gumshoe's own. */

/** Keys of a page's address that the API does not know; no parameter may have these names. */
export const reservedKeys = [
  'range',
  'off',
  'local.has',
  'local.not',
  'text',
  'text.not',
  'hours',
  'hours.not',
  'rule',
  'rule.not',
  'find',
  'tz',
  'entry',
  'in',
  'pairs',
  'seal',
] as const
