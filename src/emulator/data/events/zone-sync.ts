/**
 * Zone syncs: Cloudflare's system deletes DNS records of a zone and creates them again, within minutes. An
 * integration that watches live accounts reports such bursts (GoCortexIO, August 2026).
 */
import { type Action, actions } from '../estate/actions.ts'
import { mix, toFraction } from '../random.ts'
import { eventsPerBlock, isBurst } from '../time-plan.ts'

/** One event of a sync. The deletion and the creation of a record have the same key. */
export type SyncStep = {
  action: Action
  /** Determines the zone; all events of a sync share it. */
  zoneKey: number
  /** Determines the record and its content. */
  recordKey: number
}

const deletion = findRecordAction('delete')
const creation = findRecordAction('create')

/** The step of a sync at a number; `undefined` where no sync is. Even numbers delete, odd ones create. */
export function findSyncStep(streamKey: number, index: number): SyncStep | undefined {
  const block = Math.floor(index / eventsPerBlock)
  if (!isBurst(streamKey, block)) return undefined
  const blockKey = mix(mix(streamKey, 74), block)
  if (toFraction(blockKey) >= 0.1) return undefined
  const isDeletion = (index & 1) === 0
  return {
    action: isDeletion ? deletion : creation,
    zoneKey: mix(blockKey, 6),
    recordKey: mix(streamKey, isDeletion ? index : index - 1),
  }
}

function findRecordAction(verb: Action['verb']): Action {
  const action = actions.find((each) => each.kind === 'dns.record' && each.verb === verb)
  if (!action) throw new Error(`No action can ${verb} a DNS record.`)
  return action
}
