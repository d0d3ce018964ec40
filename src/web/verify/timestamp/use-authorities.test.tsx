import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Answer } from '../../../evidence/check/answer.ts'
import { endReactWork, renderHook } from '../../ui/testing/render-hook.tsx'
import type { Verifier } from '../worker/start-verifier.ts'
import type { TrustedAnswer } from '../worker/verify-service.ts'
import { useAuthorities } from './use-authorities.ts'

/** A worker that was started, and what ends its check. */
type Started = { end: (result: TrustedAnswer) => void; isDisposed: boolean }

const started: Started[] = []

vi.mock('../worker/start-verifier.ts', () => ({
  startVerifier: (): Pick<Verifier, 'trust' | 'dispose'> => {
    const worker: Started = { end: () => undefined, isDisposed: false }
    const result = new Promise<TrustedAnswer>((resolve) => {
      worker.end = resolve
    })
    started.push(worker)
    return {
      trust: () => result,
      dispose: () => {
        worker.isDisposed = true
      },
    }
  },
}))

const answer: Answer = {
  ...{ kind: 'export', name: 'export.zip', bytes: 1, files: 1, result: 'unknown' },
  ...{ words: 'Open.', checks: [], signers: [], says: [] },
}
const trusted: Answer = { ...answer, result: 'holds', words: 'It holds.' }

const toFiles = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    path: `${index}.pem`,
    file: new File(['A certificate.'], `${index}.pem`),
  }))

/** What a browser without entries of folders drops. */
const toDrop = (count: number) =>
  ({ items: [], files: toFiles(count).map(({ file }) => file) }) as unknown as DataTransfer

const unreadable = {
  items: [
    {
      webkitGetAsEntry: () => ({
        isFile: true,
        file: (_: unknown, reject: (error: Error) => void) => reject(new Error('Gone.')),
      }),
    },
  ],
} as unknown as DataTransfer

let unmount = () => {}
beforeEach(() => void started.splice(0))
afterEach(async () => {
  unmount()
  await endReactWork()
})

/** The hook, once it is there, and what its last result shows. */
async function start() {
  const rendered = renderHook(useAuthorities, answer, (child) => child)
  unmount = rendered.unmount
  const get = () => {
    if (!rendered.result) throw new Error('The hook has not run.')
    return rendered.result
  }
  await expect.poll(() => rendered.result).toBeDefined()
  const shows = (shown: Partial<ReturnType<typeof useAuthorities>>) =>
    expect.poll(get).toMatchObject(shown)
  return { get, shows }
}

it('checks with the certificates that were dropped', async () => {
  const { get, shows } = await start()
  void get().drop(toDrop(20))
  await expect.poll(() => started).toHaveLength(1)
  started[0]?.end({ answer: trusted, names: ['CN=a'] })
  await shows({ answer: trusted, names: ['CN=a'], problem: undefined })
  expect(started[0]?.isDisposed).toBe(true)
})

it('says that a drop cannot be read, and that it has no files', async () => {
  for (const dropped of [unreadable, toDrop(0)]) {
    const { get, shows } = await start()
    void get().drop(dropped)
    await shows({
      answer,
      problem:
        'No certificate can be read from what you dropped. Drop the files themselves, or choose them.',
    })
    expect(started).toHaveLength(0)
    unmount()
  }
})

it('refuses more files than are read at once, dropped or chosen', async () => {
  const problem =
    'These are more than 20 files; at most 20 are read at once. Choose those of the authority.'
  const dropped = await start()
  void dropped.get().drop(toDrop(21))
  await dropped.shows({ answer, problem })
  unmount()
  const chosen = await start()
  void chosen.get().give(toFiles(21))
  await chosen.shows({ answer, problem })
  expect(started).toHaveLength(0)
})

it('ends a check that is under way when the certificates are removed', async () => {
  const { get, shows } = await start()
  void get().give(toFiles(1))
  get().remove()
  expect(started[0]?.isDisposed).toBe(true)
  started[0]?.end({ answer: trusted, names: ['CN=a'] })
  await endReactWork()
  await shows({ answer, names: [], problem: undefined })
})
