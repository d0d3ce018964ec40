/** Starting points: what happened in a week, a story to follow, an investigation to try, and how to connect an account. */
import { Popover } from '@cloudflare/kumo/primitives/popover'
import { XIcon } from '@phosphor-icons/react/dist/csr/X'
import { useNavigate } from 'react-router'
import { timelineId } from '../../../catalog/timeline/timeline.ts'
import { formatUrl } from '../../../query/address/url-codec.ts'
import { createQuery, type LogQuery, type Source } from '../../../query/log-query.ts'
import { storySteps } from '../../../query/starters/story-steps.ts'
import { setPreferences } from '../../preferences/preferences.ts'
import { useRunTargets } from '../../saved/use-run-targets.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { overviewHash } from '../address/overview-hash.ts'
import { wantWholeRange } from '../overview/use-overview.ts'
import { useAllLogs } from '../pivot/use-all-logs.ts'
import { StartingPointsFrame, startingWords } from './starting-points-frame.tsx'

export function StartingPoints({ query }: { query: LogQuery }) {
  const { toStarterAddress } = useRunTargets(query.scope)
  const navigate = useNavigate()
  const { account, accounts } = useAllLogs(query.scope)
  const [firstStep] = storySteps
  const story = firstStep && toStarterAddress(firstStep)
  function showAll(sources: readonly Source[]): void {
    const all: LogQuery = {
      ...createQuery(timelineId, query.scope),
      sources,
      timeRange: { kind: 'relative', range: '7d' },
    }
    wantWholeRange(all)
    navigate(formatUrl(all) + overviewHash)
  }
  return (
    <StartingPointsFrame
      buttons={
        <>
          <Button size="sm" variant="primary" onClick={() => (accounts ?? account).use(showAll)}>
            {startingWords.happened}
          </Button>
          <Button
            size="sm"
            variant="secondary"
            disabled={story === undefined}
            onClick={() => story !== undefined && navigate(story)}
          >
            {startingWords.story}
          </Button>
          <Button size="sm" variant="secondary" onClick={() => navigate('/saved')}>
            {startingWords.saved}
          </Button>
          <ConnectButton />
        </>
      }
      hideButton={
        <IconButton
          size="sm"
          className="absolute top-0.5 right-3"
          icon={<XIcon aria-hidden />}
          label="Hide the starting points"
          onClick={() => setPreferences({ isWelcomed: true })}
        />
      }
    />
  )
}

function ConnectButton() {
  return (
    <Popover.Root>
      <Popover.Trigger render={<Button size="sm" variant="secondary" />}>
        {startingWords.connect}
      </Popover.Trigger>
      <Panel label={startingWords.connect} className="w-104 gap-2 p-4">
        <p className="font-semibold">Your token stays in the proxy</p>
        <p>
          It is never typed here. Make an API token that may only read (Account Settings Read), stop
          Gumshoe, and start it again with the token:
        </p>
        <pre className="m-0 whitespace-pre-wrap break-words rounded bg-kumo-recessed p-2 font-mono text-[12px]">
          CLOUDFLARE_API_TOKEN_FILE=/run/secrets/cloudflare npm start
        </pre>
        <p>
          The variable names a file that contains the token. The command of the installed package is{' '}
          <code className="font-mono text-[12px]">gumshoe</code> instead of npm start.
        </p>
        <p className="text-kumo-strong">
          The README, under “With your token”, lists what each log needs and how to limit what may
          be read.
        </p>
      </Panel>
    </Popover.Root>
  )
}
