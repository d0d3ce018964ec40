/** The starters in the overview: how many loaded entries each finds, and those whose log was not asked. */
import { useState } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { getDataset } from '../../../catalog/index.ts'
import { timelineId } from '../../../catalog/timeline/timeline.ts'
import type { Starter } from '../../../query/starters/starter.ts'
import type { SourceId } from '../../store/entry-store.ts'
import { Button } from '../../ui/button.tsx'
import { Link } from '../../ui/links/link.tsx'
import { toCounted } from '../../ui/text/count-text.ts'
import type { QuestionList } from './list-questions.ts'
import { toLoadedWords, toShowWords, toUnaskedQuestionWords } from './overview-words.ts'

/** The gestures on questions. */
export type QuestionGestures = {
  /** Shows what a starter finds in a source. */
  onShow: (starter: Starter, source: SourceId) => void
  /** Names a source where a starter finds entries in several. */
  toSourceName: (source: SourceId) => string
  /** The address of a starter on its own; absent while no account is known. */
  toAddress: (starter: Starter) => string | undefined
  /** Asks logs as well, or all of them; resolves to why that is impossible. */
  onAsk: (datasets: readonly Dataset[]) => Promise<string | undefined>
}

const summaryClass = 'cursor-pointer py-1 hover:bg-kumo-tint'

/** Draws the questions. */
export function OverviewQuestions({
  list: { found, empty, unasked },
  of,
  gestures,
}: {
  list: QuestionList
  /** Loaded entries that were counted. */
  of: number
  gestures: QuestionGestures
}) {
  return (
    <section aria-label="Questions" className="text-[12px] leading-4.5">
      <h3 className="pt-4 pb-1 font-semibold text-[15px]">Questions</h3>
      <ul>
        {found.map(({ starter, count, sources }) => (
          <li
            key={starter.id}
            className="flex break-inside-avoid flex-wrap items-center gap-x-3 gap-y-1 border-kumo-hairline border-b py-1.5"
          >
            <span className="min-w-0 flex-1 basis-60">
              <span className="block font-medium text-[13px]">{starter.title}</span>
              <span className="block text-kumo-strong">{starter.hint}</span>
            </span>
            <span className="text-kumo-strong tabular-nums">{toLoadedWords(count, of)}</span>
            <span className="flex flex-wrap gap-1 print:hidden">
              {sources.map((source) => {
                const name = sources.length > 1 ? ` of ${gestures.toSourceName(source.id)}` : ''
                const words = `${toShowWords(source.count)}${name}`
                return (
                  <Button
                    key={source.id}
                    size="xs"
                    variant="secondary"
                    aria-label={`${words}: ${starter.title}`}
                    onClick={() => gestures.onShow(starter, source.id)}
                  >
                    {words}
                  </Button>
                )
              })}
            </span>
          </li>
        ))}
      </ul>
      {empty.length > 0 && (
        <details className="py-1">
          <summary className={summaryClass}>
            {`${toCounted(empty.length, 'question')} that 0 loaded entries answer`}
          </summary>
          <ul className="pl-4">
            {empty.map(({ id, title }) => (
              <li key={id}>{title}</li>
            ))}
          </ul>
        </details>
      )}
      {unasked.map(({ dataset, starters }) => (
        <UnaskedQuestions key={dataset} {...{ dataset, starters, gestures }} />
      ))}
    </section>
  )
}

function UnaskedQuestions({
  dataset: datasetId,
  starters,
  gestures,
}: {
  dataset: string
  starters: readonly Starter[]
  gestures: QuestionGestures
}) {
  const [problem, setProblem] = useState<string>()
  const dataset = getDataset(datasetId)
  const isAll = datasetId === timelineId
  return (
    <div className="border-kumo-hairline border-t py-1.5">
      <p>{toUnaskedQuestionWords(starters.length, isAll ? 'all' : dataset)}:</p>
      <ul className="list-disc pl-5">
        {starters.map((starter) => {
          const address = gestures.toAddress(starter)
          return (
            <li key={starter.id}>
              {address === undefined ? (
                starter.title
              ) : (
                <Link to={address} className="text-kumo-link underline">
                  {starter.title}
                </Link>
              )}
            </li>
          )
        })}
      </ul>
      <div className="flex flex-wrap items-center gap-2 pt-1 print:hidden">
        <Button
          size="xs"
          variant="secondary"
          onClick={() => void gestures.onAsk([dataset]).then(setProblem)}
        >
          {isAll ? 'Ask all logs' : `Ask the ${dataset.word} log for these questions`}
        </Button>
        <output className="text-kumo-strong empty:hidden">{problem}</output>
      </div>
    </div>
  )
}
