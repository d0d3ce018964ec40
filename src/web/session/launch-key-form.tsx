/** The form for a launch key, or the link that contains it, which is exchanged for a session. */
import { Input } from '@cloudflare/kumo/components/input'
import { useState } from 'react'
import { askSession } from '../api/api-client.ts'
import { type FailureDetail, toFailureWords } from '../api/api-failure.ts'
import { openSession } from '../api/session.ts'
import { Button } from '../ui/button.tsx'
import { findKeyProblem, findLaunchKey } from './launch-key.ts'

/** Draws the form. The key is stored in the form only, and sent in a header only. */
export function LaunchKeyForm({ launchFailure }: { launchFailure: FailureDetail | undefined }) {
  const [text, setText] = useState('')
  const [failure, setFailure] = useState(launchFailure)
  const [isAsking, setIsAsking] = useState(false)
  const problem = findKeyProblem(text)
  const key = problem ? undefined : findLaunchKey(text)

  async function open(launchKey: string) {
    setIsAsking(true)
    setFailure(await openSession(askSession, launchKey))
    setIsAsking(false)
  }

  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (key !== undefined) void open(key)
      }}
    >
      <Input
        label="Launch key"
        type="password"
        autoComplete="off"
        value={text}
        error={failure ? toFailureWords(failure).explanation : problem}
        onChange={(event) => {
          setText(event.target.value)
          setFailure(undefined)
        }}
        className="w-full font-mono"
      />
      <Button
        type="submit"
        variant="primary"
        size="base"
        className="self-start"
        disabled={key === undefined || isAsking}
      >
        Open
      </Button>
    </form>
  )
}
