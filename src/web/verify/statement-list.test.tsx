import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { StatementList } from './statement-list.tsx'

const draw = (value: string) =>
  renderToStaticMarkup(<StatementList statements={[['Entry', value]]} />)

it('masks what looks like a secret in an entry and in a link', () => {
  const entry = JSON.stringify({ id: 'e1', resource: { request: { password: 'hunter2' } } })
  const markup = draw(entry)
  expect(markup).not.toContain('hunter2')
  expect(markup).toContain('Show the masked secret, 7 characters')
  expect(markup).toContain('e1')
  expect(draw('https://gumshoe.example/?client_secret=hunter2-link')).not.toContain('hunter2')
  expect(draw('{"password": hunter2')).not.toContain('hunter2')
})

it('shows digests and sentences as they are', () => {
  const digest = 'ab'.repeat(32)
  expect(draw(digest)).toContain(digest)
  expect(draw('7 exported of 9 loaded')).toContain('7 exported of 9 loaded')
})

it('says how long a text is that takes too long to search', () => {
  expect(draw('x'.repeat(1_500_000))).toMatch(/1[.,]\d+ MB, too long to be shown here/)
})
