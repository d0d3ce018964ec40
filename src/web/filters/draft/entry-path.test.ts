import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { parseEntryPath, toPathLabel, toPathText } from './entry-path.ts'

const v2 = getDataset('account-audit-logs-v2')

describe('a place in an entry', () => {
  it.each([
    ['resource.request.name', '/resource/request/name'],
    ['/resource/request/name', '/resource/request/name'],
    ['.resource.request', '/resource/request'],
    ['$.items[0].id', '/items/0/id'],
    [' raw.uri ', '/raw/uri'],
    ['', ''],
    ['a/b', '/a~1b'],
  ])('typed as %j is %j', (text, pointer) => {
    expect(parseEntryPath(text).pointer).toBe(pointer)
  })

  it.each(['a..b', 'a.', '/a~2', '.'])(
    'is none when typed as %j, and says what would be',
    (text) => {
      expect(parseEntryPath(text).problem).toMatch(/resource\.request\.name|only 0 or 1/)
    },
  )

  it.each(['/resource/request/name', '/a.b/c', '/a//b', '', '/$/x', '/a~1b', '/items/0', '/a[0]'])(
    '%j comes back from its text',
    (pointer) => {
      expect(parseEntryPath(toPathText(pointer)).pointer).toBe(pointer)
    },
  )

  it('is called by the label of its field, else by its keys', () => {
    expect(toPathLabel(v2, '/raw/user_agent')).toBe('User agent')
    expect(toPathLabel(v2, '/actor/token/id')).toBe('Token id')
    expect(toPathLabel(v2, '/resource/request/name')).toBe('resource.request.name')
    expect(toPathLabel(v2, '')).toBe('Anywhere in the entry')
  })
})
