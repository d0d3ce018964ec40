/** A question of the live check, and its answer. */
import type { Dataset } from '../catalog/define-dataset.ts'
import type { CheckedLog } from './checked-log.ts'

/** Which of the forms in `emulator/api-forms.ts` the API has. */
export type Form = string | boolean | number

/** An answer: what was found, and the form of the API if it decides one; or the reason why it stays open. */
export type Answer =
  | { words: string; form?: Form | undefined; open?: never }
  | { open: string; words?: never; form?: never }

/** A question to one log. */
export type LogQuestion = {
  /** The subject, in a few words. */
  title: string
  /** The name of the switch of the emulator that the answer decides, and the logs that the switch is about. */
  decides?: { name: string; isFor: (dataset: Dataset) => boolean }
  /** Whether a log with the parameters of another one has to be asked as well. */
  isOfEntries?: boolean
  isFor: (dataset: Dataset) => boolean
  /** Rejects with `Unanswered` when it could not be asked. `logs`: all logs that are checked. */
  ask: (log: CheckedLog, logs: readonly CheckedLog[]) => Promise<Answer>
}

/** Whether a dataset is a version 1 of the audit log of an account. */
export function isAccountLogV1({ id }: Pick<Dataset, 'id'>): boolean {
  return id === 'account-audit-logs-v1'
}

/** Whether a dataset is a version 1 of the audit log, of an account or a user. */
export function isAuditLogV1({ id }: Pick<Dataset, 'id'>): boolean {
  return id.endsWith('-logs-v1')
}

/** Whether a dataset is a version 2 of the audit log, which has forms of its own. */
export function isAuditLogV2({ id }: Pick<Dataset, 'id'>): boolean {
  return id.endsWith('-logs-v2')
}
