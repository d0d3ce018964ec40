/** The actors of the severe findings: with which findings, when, from where and with which tokens; all of it leads on. */
import type { MouseEvent, ReactNode } from 'react'
import { levelMarks } from '../../rules/rule-marks.ts'
import { LevelSign } from '../../rules/rule-signs.tsx'
import { Link } from '../../ui/links/link.tsx'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'
import { findTimeParts } from '../../ui/text/time-text.ts'
import { toVisibleText, VisibleText } from '../../ui/text/visible-text.tsx'
import type { AskedValue, CountedValue, FoundActor } from './collect-actors.ts'

/** Leads to everything with a value, in all logs. */
export type AskAllLogs = (
  asked: AskedValue,
) => { words: string; address: string; onClick: (event: MouseEvent) => void } | undefined

type Parts = { timeZone: string; onAsk: AskAllLogs }

/** Maximum number of actors that are shown at once, and of the values of each. */
const maxActors = 8
const maxValues = 5

/** Draws the section; nothing without a severe finding. */
export function ActorList({ actors, ...parts }: Parts & { actors: readonly FoundActor[] }) {
  if (actors.length === 0) return null
  const others = actors.slice(maxActors)
  return (
    <section aria-label="Actors" className="pb-4 text-[12px] leading-4.5">
      <h3 className="font-semibold text-[15px]">{`Actors ${actors.length}`}</h3>
      <p className="pt-1">Who acted in the entries of findings of level medium or higher.</p>
      <ActorItems actors={actors.slice(0, maxActors)} {...parts} />
      {others.length > 0 && (
        <details className="py-1">
          <summary className="cursor-pointer py-0.5 hover:bg-kumo-tint">
            {toCounted(others.length, 'more actor')}
          </summary>
          <ActorItems actors={others} {...parts} />
        </details>
      )}
    </section>
  )
}

function ActorItems({ actors, ...parts }: Parts & { actors: readonly FoundActor[] }) {
  return (
    <ul>
      {actors.map((actor) => (
        <ActorItem key={actor.asked?.value ?? actor.name} actor={actor} {...parts} />
      ))}
    </ul>
  )
}

function ActorItem({ actor, timeZone, onAsk }: Parts & { actor: FoundActor }) {
  const { name, asked, levels, entries, firstMs, lastMs, addresses, tokens } = actor
  return (
    <li className="break-inside-avoid border-kumo-hairline border-b py-1.5 [overflow-wrap:anywhere]">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="min-w-0 font-semibold text-[13px]">
          {asked ? (
            <ValueLink asked={asked} name={name} onAsk={onAsk} />
          ) : (
            <VisibleText text={name} />
          )}
        </span>
        {levels.map(({ level, count }) => (
          <span key={level} className="whitespace-nowrap">
            <LevelSign level={level} />
            <span
              aria-hidden
            >{`${toCountText(count)} ${levelMarks[level].word.toLowerCase()}`}</span>
            <span className="sr-only">{toCounted(count, 'finding')}</span>
          </span>
        ))}
        <span className="text-kumo-strong tabular-nums">
          {`in ${toCounted(entries, 'entry', 'entries')}`}
        </span>
        {firstMs !== undefined && lastMs !== undefined && (
          <span className="text-kumo-strong tabular-nums">
            {toSpanWords(firstMs, lastMs, timeZone)}
          </span>
        )}
      </p>
      <Values label="From" values={addresses} onAsk={onAsk} />
      <Values label="With the token" values={tokens} onAsk={onAsk} />
    </li>
  )
}

function Values({
  label,
  values,
  onAsk,
}: {
  label: string
  values: readonly CountedValue[]
  onAsk: AskAllLogs
}) {
  if (values.length === 0) return null
  const others = values.length - maxValues
  return (
    <p>
      <span className="text-kumo-strong">{`${label} `}</span>
      {values.slice(0, maxValues).map(
        (value, at): ReactNode => (
          <span key={value.value}>
            {at > 0 && ', '}
            <ValueLink asked={value} name={value.name} onAsk={onAsk} />
            {` (${toCountText(value.count)})`}
          </span>
        ),
      )}
      {others > 0 && ` and ${toCountText(others)} more`}
    </p>
  )
}

function ValueLink({ asked, name, onAsk }: { asked: AskedValue; name: string; onAsk: AskAllLogs }) {
  const link = onAsk(asked)
  if (!link) return <VisibleText text={name} />
  return (
    <Link
      to={link.address}
      onClick={link.onClick}
      title={link.words}
      aria-label={`${toVisibleText(name)}: ${link.words.toLowerCase()}`}
      className="text-kumo-link underline"
    >
      <VisibleText text={name} />
    </Link>
  )
}

/** “2026-11-15 21:53 to 2026-11-19 02:25 UTC”. */
function toSpanWords(firstMs: number, lastMs: number, timeZone: string): string {
  const [first, last] = [firstMs, lastMs].map((ms) =>
    findTimeParts(new Date(ms).toISOString(), timeZone),
  )
  if (!first || !last) return ''
  const toText = ({ date, time }: typeof first) => `${date} ${time.slice(0, 5)}`
  const isOneMinute = toText(first) === toText(last)
  return isOneMinute
    ? `${toText(last)} ${last.zone}`
    : `${toText(first)} to ${toText(last)} ${last.zone}`
}
