/** Creates the audit that the settings ask for: plain lines, or lines that are a chain. */
import type { Config } from '../config/config.ts'
import { type Audit, type AuditTools, createAudit } from './audit.ts'
import { type AuditChainTools, createAuditChain } from './audit-chain.ts'

/** The audit of a runtime, and what writes the end of the chain when the server ends; it never rejects. */
export type AssembledAudit = { audit: Audit; endLog: () => Promise<void> }

/** Dependencies, with the settings and the key of the witness. */
export type AssembleTools = Omit<AuditTools, 'chain'> &
  AuditChainTools & {
    settings: Config['audit']
    /** Whether the first line is written at once; otherwise with the first request. */
    beginsNow: boolean
  }

/** Creates it. */
export function assembleAudit(tools: AssembleTools): AssembledAudit {
  if (!tools.settings.chain) {
    return { audit: createAudit(tools), endLog: async () => undefined }
  }
  const chain = createAuditChain(tools)
  try {
    if (tools.beginsNow) chain.begin()
  } catch {
    // The first request tries it again, and reports that the log cannot be written.
  }
  return { audit: createAudit({ ...tools, chain }), endLog: chain.close }
}
