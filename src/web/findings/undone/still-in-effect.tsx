/** The resources whose security entries loosened: first those that no loaded entry has put right. */

import { isSevere } from '../../../detection/rule.ts'
import type { TrackedEntry, TrackedResource } from '../../../detection/undone/track-loosenings.ts'
import { toSummary } from '../../../query/summary/to-summary.ts'
import { LevelSign } from '../../rules/rule-signs.tsx'
import { useNames } from '../../store/names/use-names.ts'
import { toCounted } from '../../ui/text/count-text.ts'
import { findTimeParts } from '../../ui/text/time-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { type FindTokenLink, TokenLink } from '../actors/token-link.tsx'
import { EntryLink, type EntryLinks, StateLine } from './state-line.tsx'
import { listDoubts, toResourceCountWords, type UndoneClaim } from './undone-words.ts'

type Parts = { claim: UndoneClaim; links: EntryLinks; onFindToken: FindTokenLink }

/** Draws the section; nothing where no entry loosened anything. */
export function StillInEffect({
  resources,
  ...parts
}: Parts & { resources: readonly TrackedResource[] }) {
  if (resources.length === 0) return null
  const ofKinds = (...kinds: readonly TrackedResource['state']['kind'][]) =>
    resources.filter(({ state }) => kinds.includes(state.kind))
  const open = ofKinds('open')
  const [severe, minor] = [true, false].map((wanted) =>
    open.filter(({ rules: [{ level }] }) => isSevere(level) === wanted),
  )
  return (
    <section aria-label="Still in effect" className="pb-4 text-[12px] leading-4.5">
      <h3 className="font-semibold text-[15px]">{`Still in effect ${open.length}`}</h3>
      <p className="pt-1">{toResourceCountWords(resources)}</p>
      {listDoubts(parts.claim).map((doubt) => (
        <p key={doubt} className="text-kumo-warning">
          {doubt}
        </p>
      ))}
      <ResourceList resources={severe ?? []} {...parts} />
      <MoreResources words="of level low or informational" resources={minor ?? []} {...parts} />
      <MoreResources words="to check" resources={ofKinds('unclear', 'unknown')} {...parts} />
      <MoreResources words="undone" resources={ofKinds('undone')} {...parts} />
    </section>
  )
}

/** Maximum number of resources of one kind that are listed. */
const maxListed = 200

function ResourceList({ resources, ...parts }: Parts & { resources: readonly TrackedResource[] }) {
  return (
    <>
      <ul>
        {resources.slice(0, maxListed).map((resource) => (
          <ResourceItem key={resource.entries[0].loosened.row} resource={resource} {...parts} />
        ))}
      </ul>
      {resources.length > maxListed && (
        <p className="py-1">{`and ${toCounted(resources.length - maxListed, 'more resource')}`}</p>
      )}
    </>
  )
}

function MoreResources({
  words,
  resources,
  ...parts
}: Parts & { words: string; resources: readonly TrackedResource[] }) {
  if (resources.length === 0) return null
  return (
    <details className="border-kumo-hairline border-t py-1">
      <summary className="cursor-pointer py-0.5 hover:bg-kumo-tint">
        {`${toCounted(resources.length, 'resource')} ${words}`}
      </summary>
      <ResourceList resources={resources} {...parts} />
    </details>
  )
}

function ResourceItem({
  resource: { entries, rules, shown, state },
  claim,
  links,
  onFindToken,
}: Parts & { resource: TrackedResource }) {
  const { loosened } = shown
  const parts = findTimeParts(new Date(loosened.fromMs).toISOString(), claim.timeZone)
  const time = parts ? `${parts.date} ${parts.time.slice(0, 5)} ${parts.zone}` : ''
  return (
    <li className="break-inside-avoid border-kumo-hairline border-b py-1.5 [overflow-wrap:anywhere]">
      <p className="text-[13px]">
        <LevelSign level={rules[0].level} />
        <Summary entry={shown} />
      </p>
      <p className="pl-3.5 text-kumo-strong">
        <EntryLink row={loosened.row} words={time} links={links} />
        {entries.length > 1 && `, one of ${entries.length} entries`}
        {': '}
        <VisibleText text={rules.map(({ title }) => title).join(', ')} />
      </p>
      <p className="pl-3.5">
        <StateLine state={state} claim={claim} links={links} />{' '}
        <TokenLink dataset={loosened.dataset} entry={loosened.entry} onFind={onFindToken} />
      </p>
    </li>
  )
}

function Summary({ entry: { loosened } }: { entry: TrackedEntry }) {
  const { nameOf } = useNames()
  const text = toSummary(loosened.dataset, loosened.entry, nameOf)
    .map((part) => part.text)
    .join(' ')
  return <VisibleText text={text} />
}
