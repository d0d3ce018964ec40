/** The baseline of the first row: React alone, which asks for a page and shows twenty rows of it. */
import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'

type Entry = { id: string; action: { time: string; type: string }; actor: { email?: string } }

function Bare() {
  const [entries, setEntries] = useState<Entry[]>([])
  useEffect(() => {
    const load = async () => {
      const text = await (await fetch('/bodies/0-1')).text()
      setEntries(JSON.parse(text).result.slice(0, 20))
    }
    void load()
  }, [])
  return (
    <table>
      <tbody>
        {entries.map(({ id, action, actor }, index) => (
          <tr key={id} aria-rowindex={index + 2}>
            <td>{action.time}</td>
            <td>{actor.email}</td>
            <td>{action.type}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const root = document.getElementById('root')
if (root) createRoot(root).render(<Bare />)
