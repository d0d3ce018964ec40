/** Starters as links with hints, either by group or as a numbered list. */

import type { Starter } from '../../query/starters/starter.ts'
import { Link } from '../ui/links/link.tsx'

export function StarterList({
  starters,
  toAddress,
  isOrdered = false,
}: {
  starters: readonly Starter[]
  toAddress: (starter: Starter) => string | undefined
  /** One numbered list instead of groups with headings. */
  isOrdered?: boolean
}) {
  if (isOrdered) {
    return (
      <ol className="grid gap-2 sm:grid-cols-2">
        {starters.map((starter, i) => (
          <StarterItem
            key={starter.id}
            starter={starter}
            address={toAddress(starter)}
            number={i + 1}
          />
        ))}
      </ol>
    )
  }
  return [...new Set(starters.map(({ group }) => group))].map((group) => (
    <section key={group} aria-label={group} className="space-y-2">
      <h3 className="font-semibold text-kumo-strong">{group}</h3>
      <ul className="grid gap-2 sm:grid-cols-2">
        {starters
          .filter((starter) => starter.group === group)
          .map((starter) => (
            <StarterItem key={starter.id} starter={starter} address={toAddress(starter)} />
          ))}
      </ul>
    </section>
  ))
}

function StarterItem({
  starter,
  address,
  number,
}: {
  starter: Starter
  address: string | undefined
  number?: number
}) {
  const title = number === undefined ? starter.title : `${number}. ${starter.title}`
  return (
    <li className="relative rounded-lg bg-kumo-base p-3 ring ring-kumo-line has-[a:hover]:bg-kumo-tint">
      {address === undefined ? (
        <p className="font-medium">{title}</p>
      ) : (
        <Link
          to={address}
          aria-describedby={`${starter.id}-hint`}
          className="rounded-sm font-semibold text-kumo-default no-underline after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-kumo-brand"
        >
          {title}
        </Link>
      )}
      <p id={`${starter.id}-hint`} className="mt-0.5 text-[12px] text-kumo-strong leading-4">
        {starter.hint}
      </p>
    </li>
  )
}
