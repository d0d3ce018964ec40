/** The checks with one result, each with its details. */
import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight'
import { CheckIcon } from '@phosphor-icons/react/dist/csr/Check'
import { QuestionIcon } from '@phosphor-icons/react/dist/csr/Question'
import { XIcon } from '@phosphor-icons/react/dist/csr/X'
import { useState } from 'react'
import type { Check, CheckResult } from '../../evidence/verify/check.ts'
import { usePrinting } from '../ui/print/use-printing.ts'
import { VisibleText } from '../ui/text/visible-text.tsx'
import { StatementList } from './statement-list.tsx'

const parts = {
  holds: { heading: 'Holds', Icon: CheckIcon, color: 'text-kumo-success' },
  fails: { heading: 'Does not hold', Icon: XIcon, color: 'text-kumo-danger' },
  unknown: { heading: 'Cannot be known', Icon: QuestionIcon, color: 'text-kumo-strong' },
} as const

/** Draws the section; nothing without checks. */
export function CheckSection({
  result,
  checks,
}: {
  result: CheckResult
  checks: readonly Check[]
}) {
  if (checks.length === 0) return null
  const { heading } = parts[result]
  return (
    <section aria-labelledby={`result-${result}`} className="space-y-2">
      <h2 id={`result-${result}`} className="font-semibold text-lg">
        {heading} <span className="font-normal text-kumo-strong tabular-nums">{checks.length}</span>
      </h2>
      <ul className="divide-y divide-kumo-hairline rounded-lg bg-kumo-base ring ring-kumo-line">
        {checks.map((check, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list of an answer never changes its order.
          <CheckItem key={index} check={check} />
        ))}
      </ul>
    </section>
  )
}

function CheckItem({ check: { result, words, details } }: { check: Check }) {
  const [isOpen, setOpen] = useState(false)
  const isPrinting = usePrinting()
  const { Icon, color } = parts[result]
  const sign = <Icon aria-hidden size={14} weight="bold" className={`mt-0.75 shrink-0 ${color}`} />
  const text = (
    <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
      <VisibleText text={words} />
    </span>
  )
  if (details.length === 0) {
    return (
      <li className="flex gap-2 px-3 py-2">
        {sign}
        {text}
      </li>
    )
  }
  return (
    <li>
      <button
        type="button"
        aria-expanded={isOpen}
        className="flex w-full cursor-pointer gap-2 rounded-lg px-3 py-2 text-left hover:bg-kumo-tint"
        onClick={() => setOpen(!isOpen)}
      >
        {sign}
        {text}
        <CaretRightIcon
          aria-hidden
          size={12}
          className={`mt-1 shrink-0 text-kumo-strong print:hidden ${isOpen ? 'rotate-90' : ''}`}
        />
      </button>
      {(isOpen || isPrinting) && (
        <div className="px-3 pb-3 pl-8.5">
          <StatementList statements={details} />
        </div>
      )}
    </li>
  )
}
