/**
 * The verbs that the logs use, with their past tense. Summaries quote other words as they were recorded.
 */
const pasts: Record<string, string> = {
  accept: 'accepted',
  activate: 'activated',
  add: 'added',
  approve: 'approved',
  attach: 'attached',
  cancel: 'canceled',
  change: 'changed',
  create: 'created',
  deactivate: 'deactivated',
  delete: 'deleted',
  deploy: 'deployed',
  detach: 'detached',
  disable: 'disabled',
  edit: 'edited',
  enable: 'enabled',
  export: 'exported',
  import: 'imported',
  invite: 'invited',
  issue: 'issued',
  list: 'listed',
  lock: 'locked',
  modify: 'modified',
  overwrite: 'overwrote',
  patch: 'patched',
  purge: 'purged',
  put: 'put',
  reject: 'rejected',
  remove: 'removed',
  renew: 'renewed',
  replace: 'replaced',
  reset: 'reset',
  restore: 'restored',
  revoke: 'revoked',
  roll: 'rolled',
  rotate: 'rotated',
  set: 'set',
  'sign in': 'signed in',
  start: 'started',
  stop: 'stopped',
  transfer: 'transferred',
  unlock: 'unlocked',
  update: 'updated',
  upload: 'uploaded',
  verify: 'verified',
  view: 'viewed',
}

const synonyms: Record<string, string> = { del: 'delete', login: 'sign in' }

/** The base form and the past tense of a verb. */
export type VerbForms = { base: string; past: string }

const formsByPast: ReadonlyMap<string, VerbForms> = new Map(
  Object.entries(pasts).map(([base, past]) => [past, { base, past }]),
)

/** The verb of a recorded word in base or past form, upper and lower case alike; `undefined` for other words. */
export function findVerbForms(word: string): VerbForms | undefined {
  const lower = word.toLowerCase()
  const base = Object.hasOwn(synonyms, lower) ? (synonyms[lower] ?? lower) : lower
  const past = Object.hasOwn(pasts, base) ? pasts[base] : undefined
  return past ? { base, past } : formsByPast.get(lower)
}
