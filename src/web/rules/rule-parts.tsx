/** The parts of the description of a rule, in the drawer and on the page of rules. Their texts are untrusted. */
import { cn } from '@cloudflare/kumo/utils'
import type { ReactNode } from 'react'
import type { SentencePart } from '../../detection/evaluate/test-phrase.ts'
import { VisibleText } from '../ui/text/visible-text.tsx'

/** A part with its heading. */
export function Part({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <div>
      <h4 className="font-medium text-kumo-strong">{heading}</h4>
      {children}
    </div>
  )
}

/** A list of sentences; nothing without one. */
export function TextList({ heading, texts }: { heading: string; texts: readonly string[] }) {
  if (texts.length === 0) return null
  return (
    <Part heading={heading}>
      <ul className="list-disc pl-4">
        {texts.map((text) => (
          <li key={text}>
            <VisibleText text={text.slice(0, 1_000)} />
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** The condition of a rule in words. */
export function ConditionWords({ parts }: { parts: readonly SentencePart[] }) {
  return parts.map(({ kind, text }, at) => (
    <span
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no state.
      key={at}
      className={cn(kind === 'value' && 'font-medium', kind === 'field' && 'text-kumo-strong')}
    >
      <VisibleText text={text} />
    </span>
  ))
}

/** The references of a rule that are links. */
export function ReferenceLinks({ references }: { references: readonly string[] }) {
  const links = references.flatMap((text) => findLink(text) ?? [])
  if (links.length === 0) return null
  return (
    <Part heading="References">
      <ul>
        {links.map(({ href, words }) => (
          <li key={href} className="truncate">
            <OutsideLink href={href}>
              <VisibleText text={words} />
            </OutsideLink>
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** A link to another site, which learns nothing of this one. */
export function OutsideLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className="text-kumo-link underline">
      {children}
    </a>
  )
}

/** A reference that may be a link: over HTTPS only. */
export function findLink(text: string): { href: string; words: string } | undefined {
  if (!URL.canParse(text)) return undefined
  const { protocol, href, host, pathname } = new URL(text)
  return protocol === 'https:' ? { href, words: host + pathname } : undefined
}
