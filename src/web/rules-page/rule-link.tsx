/** A link to another rule of the page. */
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { toRuleAddress } from '../rules/rule-names.ts'

export function RuleLink({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Link to={toRuleAddress(id)} className="text-kumo-link underline">
      {children}
    </Link>
  )
}
