/**
 * Starts workers under the content security policy: a script URL has to come from a Trusted Types
 * policy, and the one that the pages allow hands out nothing but the URLs of our own built workers.
 */

type ScriptUrlPolicy = { createScriptURL: (url: string) => unknown }
type PolicyFactory = {
  createPolicy: (
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ) => ScriptUrlPolicy
}

/** A policy's name can be used once in a page or worker, so all who start workers there share one. */
let policy: ScriptUrlPolicy | undefined
const builtUrls = new Set<string>()

/** Prepares to start workers from the URL of a built one. */
export function createWorkerStarter(url: string): () => Worker {
  builtUrls.add(url)
  return () => {
    const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory }
    policy ??= trustedTypes?.createPolicy('gumshoe-worker', {
      createScriptURL(asked) {
        if (!builtUrls.has(asked)) throw new TypeError('Only built workers may be started.')
        return asked
      },
    })
    // The types of the DOM do not know script URLs yet.
    const script = (policy?.createScriptURL(url) ?? url) as string
    return new Worker(script, { type: 'module' })
  }
}

/** Waits for an answer, or rejects because whoever should give it is gone. */
export type AnswerGuard = <T>(answer: Promise<T>) => Promise<T>

/**
 * Guards answers of a worker: they reject when it cannot be loaded, or throws outside of a call. A race with
 * one promise for the life of the worker would keep every answer that was ever given.
 */
export function guardWorker(worker: Worker): AnswerGuard {
  const waiting = new Set<(failure: Error) => void>()
  let failure: Error | undefined
  worker.addEventListener('error', ({ message }) => {
    failure = new Error(`A worker failed: ${message || 'it could not be loaded'}.`)
    for (const reject of waiting) reject(failure)
    waiting.clear()
  })
  return (answer) =>
    new Promise((resolve, reject) => {
      if (failure) {
        reject(failure)
        return
      }
      waiting.add(reject)
      answer.then(resolve, reject).finally(() => waiting.delete(reject))
    })
}
