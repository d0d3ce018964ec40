/** One page of a log for the parts about the proxy. */
import { createEmulator } from '../src/emulator/app.ts'

/** A page as the API sends it, with entries of the emulator's first account. */
export function makePage(size: number): string {
  const now = Date.parse('2026-11-20T16:00:00Z')
  const emulator = createEmulator({ seed: 1, entries: 5_000, now: () => now })
  const scope = { kind: 'account', id: '2bd47c24fec6938a189b6cbac87de631' } as const
  const result = emulator.entries('account-audit-logs-v2', scope).slice(0, size)
  const result_info = { count: result.length }
  return JSON.stringify({ success: true, errors: [], messages: [], result, result_info })
}
