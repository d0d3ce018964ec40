/** What a log cannot show, as a list: each statement with its reason, its grade and source, and the log to ask instead. */

import { gradeWords } from '../../../catalog/grade.ts'
import type { CoverageGap, OtherLog } from '../../../query/coverage/find-coverage-gaps.ts'
import { Link } from '../../ui/links/link.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'

const detail = 'text-[12px] text-kumo-subtle'

/** Draws the statements; `onLeave` is called when a link to another log of Gumshoe is followed. */
export function CoverageList({
  gaps,
  onLeave,
}: {
  gaps: readonly CoverageGap[]
  onLeave: () => void
}) {
  return (
    <ul className="mt-1 divide-y divide-kumo-hairline border-kumo-hairline border-y">
      {gaps.map(({ statement, reasons, elsewhere }) => {
        const { id, sentence, grade, source } = statement
        return (
          <li key={`${id} ${sentence}`} className="space-y-0.5 py-2">
            <p>{sentence}</p>
            {reasons.length > 0 && (
              <p className={detail}>
                Applies because: <VisibleText text={`${reasons.join('; ')}.`} />
              </p>
            )}
            <p className={detail}>
              {`${gradeWords[grade].charAt(0).toUpperCase()}${gradeWords[grade].slice(1)}: `}
              <a
                href={source.url}
                target="_blank"
                rel="noopener noreferrer"
                className="text-kumo-link underline"
              >
                {source.title}
              </a>
            </p>
            {elsewhere.map((other) => (
              <AskOther key={other.id} other={other} onLeave={onLeave} />
            ))}
          </li>
        )
      })}
    </ul>
  )
}

/** Links to the same question to another log, and says which filters that log does not have. */
export function AskOther({
  other: { title, address, leftBehind },
  onLeave,
}: {
  other: OtherLog
  onLeave?: (() => void) | undefined
}) {
  return (
    <p className="text-kumo-strong">
      <Link
        to={address}
        className="font-medium text-kumo-link underline"
        {...(onLeave && { onClick: onLeave })}
      >
        Search {title.charAt(0).toLowerCase()}
        {title.slice(1)}
      </Link>
      {leftBehind.length > 0 && (
        <>
          {' · '}
          <VisibleText text={`without ${leftBehind.join(', ')}`} />
        </>
      )}
    </p>
  )
}
