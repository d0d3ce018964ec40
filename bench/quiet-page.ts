/**
 * Drives a page without a debugger's network log. The tool that drives all other pages makes the browser store up
 * to 200 MB of the answers that a page receives, in the process of the page: this memory is not the product's.
 */
import type { Browser, CDPSession } from '@playwright/test'

/** The page; `evaluate` runs an expression in it, and returns what it resolves to. */
export type QuietPage = {
  evaluate: <T>(expression: string) => Promise<T>
  /** Waits until an expression is true, or rejects after so long. */
  until: (expression: string, maxMs: number) => Promise<void>
  close: () => Promise<void>
}

const checkMs = 250

/** Opens a link in a context of its own. */
export async function openQuietPage(browser: Browser, link: string): Promise<QuietPage> {
  const session = await browser.newBrowserCDPSession()
  const { browserContextId } = await session.send('Target.createBrowserContext')
  const { targetId } = await session.send('Target.createTarget', {
    url: link,
    browserContextId,
    width: 1400,
    height: 900,
  })
  const ask = await attach(session, targetId)

  async function evaluate<T>(expression: string): Promise<T> {
    const options = { expression, awaitPromise: true, returnByValue: true }
    const { result, exceptionDetails } = (await ask('Runtime.evaluate', options)) as Evaluated
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description)
    return result.value as T
  }

  return {
    evaluate,
    async until(expression, maxMs) {
      const endMs = performance.now() + maxMs
      // While the page goes from one document to the next, no script can run in it.
      const isTrue = () => evaluate<boolean>(`Boolean(${expression})`).catch(() => false)
      while (!(await isTrue())) {
        if (performance.now() > endMs) throw new Error(`Not true in time: ${expression}`)
        await new Promise((resolve) => setTimeout(resolve, checkMs))
      }
    },
    async close() {
      await session.send('Target.disposeBrowserContext', { browserContextId })
      await session.detach()
    },
  }
}

type Evaluated = {
  result: { value?: unknown }
  exceptionDetails?: { exception?: { description?: string } }
}
type Answer = { id?: number; result?: unknown; error?: { message: string } }

/** Sends commands to a target through the session of the browser, so that the driver does not attach to it. */
async function attach(session: CDPSession, targetId: string) {
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false })
  const waiting = new Map<number, (answer: Answer) => void>()
  let asked = 0
  session.on('Target.receivedMessageFromTarget', (event) => {
    const answer = JSON.parse(event.message) as Answer
    if (event.sessionId === sessionId && answer.id !== undefined) waiting.get(answer.id)?.(answer)
  })
  return async (method: string, params: object): Promise<unknown> => {
    const id = ++asked
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve))
    const message = JSON.stringify({ id, method, params })
    await session.send('Target.sendMessageToTarget', { sessionId, message })
    const { result, error } = await answered
    waiting.delete(id)
    if (error) throw new Error(error.message)
    return result
  }
}
