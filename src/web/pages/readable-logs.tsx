/** Lists the timeline over all logs, and which logs the proxy's credential can read or what it lacks for them. */
import { CheckCircleIcon } from '@phosphor-icons/react/dist/csr/CheckCircle'
import { ListIcon } from '@phosphor-icons/react/dist/csr/List'
import { QuestionIcon } from '@phosphor-icons/react/dist/csr/Question'
import { XCircleIcon } from '@phosphor-icons/react/dist/csr/XCircle'
import { datasets } from '../../catalog/index.ts'
import { timeline, timelinePath } from '../../catalog/timeline/timeline.ts'
import type { ProxyStatus } from '../api/status-query.ts'
import { Link } from '../ui/links/link.tsx'

/** Lists all logs; renders nothing in demo mode, or until the credential is checked. */
export function ReadableLogs({ status }: { status: ProxyStatus }) {
  const { token } = status
  if (!token) return null
  return (
    <section aria-labelledby="readable-logs" className="flex flex-col gap-2">
      <h2 id="readable-logs" className="font-semibold">
        What the proxy’s credential can read
      </h2>
      <p className="text-kumo-strong">{token.words}</p>
      <ul className="flex flex-col gap-2">
        <li className="flex items-start gap-2">
          <ListIcon aria-hidden size={16} className="mt-0.5 text-kumo-subtle" />
          <span>
            <Link to={timelinePath} className="font-medium text-kumo-link underline">
              {timeline.title}
            </Link>
            : {timeline.description}
          </span>
        </li>
        {datasets.map(({ id, title }) => {
          const state = status.datasets.find((dataset) => dataset.id === id)
          const { icon, words } = toState(state)
          return (
            <li key={id} className="flex items-start gap-2">
              <span aria-hidden className="mt-0.5 inline-flex">
                {icon}
              </span>
              <span>
                <span className="font-medium">{title}</span>: {words}
                {state?.reason && state.reason !== token.words && (
                  <span className="block text-[13px] text-kumo-strong">{state.reason}</span>
                )}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function toState(state: ProxyStatus['datasets'][number] | undefined) {
  if (state?.readable === false) {
    return {
      icon: <XCircleIcon size={16} weight="fill" className="text-kumo-danger" />,
      words: 'cannot be read',
    }
  }
  if (state?.reason !== undefined) {
    return { icon: <QuestionIcon size={16} className="text-kumo-subtle" />, words: 'not known' }
  }
  return {
    icon: <CheckCircleIcon size={16} weight="fill" className="text-kumo-success" />,
    words: 'can be read',
  }
}
