/**
 * The verbs in which the logs tell what was done, with their past. Words that are not here are
 * quoted as they were recorded, never guessed.
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

/** A verb in the two forms that a sentence needs. */
export type VerbForms = { base: string; past: string }

/** The verb that a recorded word stands for, in its base or past form and in any case. */
export function findVerbForms(word: string): VerbForms | undefined {
  const lower = word.toLowerCase()
  const base = Object.hasOwn(synonyms, lower) ? (synonyms[lower] ?? lower) : lower
  const past = Object.hasOwn(pasts, base) ? pasts[base] : undefined
  if (past) return { base, past }
  const known = Object.entries(pasts).find(([, each]) => each === lower)
  return known && { base: known[0], past: known[1] }
}
