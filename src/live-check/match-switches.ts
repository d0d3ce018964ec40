/** Compares the answers with the switches of the emulator: which setting does the account's API have? */
import { type ApiForms, defaultForms } from '../emulator/api-forms.ts'
import type { Form } from './question.ts'
import type { Finding } from './run-live-check.ts'

/** A switch, and the setting that the answers match; without one, the reason. */
export type SwitchMatch = { name: keyof ApiForms; isDefault: boolean } & (
  | { form: Form; reason?: never }
  | { form?: never; reason: string }
)

/** One match for each switch, in the order of `ApiForms`. Answers of several logs have to agree. */
export function matchSwitches(findings: readonly Finding[]): readonly SwitchMatch[] {
  return (Object.keys(defaultForms) as (keyof ApiForms)[]).map((name) => {
    const about = findings.filter(({ decides }) => decides === name)
    const forms = new Set(about.flatMap(({ answer }) => answer.form ?? []))
    const [form] = forms
    if (form !== undefined && forms.size === 1) {
      return { name, form, isDefault: form === defaultForms[name] }
    }
    return { name, isDefault: false, reason: toReason(about, forms.size) }
  })
}

function toReason(about: readonly Finding[], forms: number): string {
  if (forms > 1) return 'the logs differ, see above.'
  const open = about.find(({ answer }) => answer.open !== undefined)
  if (open?.answer.open !== undefined) return open.answer.open
  return about.length > 0 ? 'the answer above decides for no setting.' : 'no log could be asked.'
}

/** A setting as it is written in the table of docs/emulator.md. */
export function formatForm(form: Form): string {
  return form === Number.POSITIVE_INFINITY ? 'none' : String(form)
}
