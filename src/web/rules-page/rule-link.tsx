/** A link to another rule of the page. */
import type { ReactNode } from 'react'
import { toRuleAddress } from '../rules/rule-names.ts'
import { Link } from '../ui/links/link.tsx'

export function RuleLink({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Link to={toRuleAddress(id)} className="text-kumo-link underline">
      {children}
    </Link>
  )
}
