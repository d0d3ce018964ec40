/** Judges what reached the API by rules of its own, independently of the proxy's route table. */
import { endpoints } from '../src/catalog/index.ts'
import type { ReceivedRequest } from './recording-upstream.ts'

/** Every path that may be asked for. Ids of entries may have letters beside hexadecimal digits. */
const allowed = endpoints.map(({ path, parameters }) => ({
  pattern: new RegExp(
    `^/client/v4${path
      .replaceAll('.', '\\.')
      .replace(/\{(account|zone|organization)_id\}/g, '[0-9a-f]{32}')
      .replace(/\{\w+\}/g, '[A-Za-z0-9_-]{1,64}')}$`,
  ),
  names: new Set(parameters.flatMap(({ wireName }) => [wireName, `${wireName}.not`])),
}))

/** The names of the headers that a request for data has. */
const allowedHeaders = new Set([
  'host',
  'accept',
  'accept-encoding',
  'authorization',
  'connection',
  'user-agent',
])

/** What is wrong with a request that reached the API at `host`; nothing for a request that may. */
export function findRequestProblems(
  { requestLine, headers, after }: ReceivedRequest,
  { host, authorization }: { host: string; authorization: string },
): string[] {
  const problems: string[] = []
  const [, target = ''] = /^GET (\/[!-~]*) HTTP\/1\.1$/.exec(requestLine) ?? []
  const [path = '', query = ''] = target.split('?')
  const normal = new URL(target === '' ? '/' : target, 'http://api.test')
  const endpoint = allowed.find(({ pattern }) => pattern.test(path))
  if (target === '') problems.push('A request line is odd')
  else if (!endpoint || normal.pathname !== path) problems.push('A path is off the route table')
  for (const [name] of new URLSearchParams(query)) {
    if (endpoint && !endpoint.names.has(name)) problems.push('A parameter is not declared')
  }
  for (const [name] of headers) {
    if (!allowedHeaders.has(name)) problems.push('A header is not the proxy’s own')
  }
  const values = (wanted: string) =>
    headers.filter(([name]) => name === wanted).map(([, value]) => value)
  if (values('host').join() !== host) problems.push('The host is not the API’s')
  if (values('authorization').join() !== authorization) {
    problems.push('The credential is not exactly the proxy’s')
  }
  if (after.length > 0) problems.push('A request has a body')
  return problems
}
