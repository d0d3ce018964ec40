/** A path that breaks between its steps, and within one only where that is wider than the line. */
import { Fragment } from 'react'
import { LongText } from '../../ui/text/long-text.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { toStepTexts } from '../body/line-path.ts'

/** Maximum number of steps that break each for itself. */
const maxSteps = 100

export function PathText({ steps }: { steps: readonly (string | number)[] }) {
  const texts = toStepTexts(steps)
  const isShort = texts.length <= maxSteps && texts.every((text) => text.length <= maxStepLength)
  return (
    <span className="break-words">
      {isShort ? (
        texts.map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a path have no other identity.
          <Fragment key={index}>
            {index > 0 && <wbr />}
            <VisibleText text={text} whole />
          </Fragment>
        ))
      ) : (
        <LongText text={texts.join('')} />
      )}
    </span>
  )
}

/** Maximum length of a step that is drawn at once, in UTF-16 units. */
const maxStepLength = 500
