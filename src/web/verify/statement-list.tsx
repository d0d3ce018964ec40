/** Labels with their values, which come from files and are not to be trusted. */
import type { CheckDetail } from '../../evidence/verify/check.ts'
import { VisibleText } from '../ui/text/visible-text.tsx'

export function StatementList({ statements }: { statements: readonly CheckDetail[] }) {
  return (
    <dl className="grid grid-cols-[minmax(7rem,max-content)_minmax(0,1fr)] gap-x-4 gap-y-1 max-[520px]:grid-cols-1 max-[520px]:gap-y-0">
      {statements.map(([label, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order.
        <div key={index} className="contents">
          <dt className="text-kumo-strong max-[520px]:mt-1.5">{label}</dt>
          <dd
            className={`[overflow-wrap:anywhere] ${isCode(value) ? 'font-mono text-[12px]' : ''}`}
          >
            <VisibleText text={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Digests, paths and addresses have no spaces. */
function isCode(value: string): boolean {
  return value.length > 12 && !value.includes(' ')
}
