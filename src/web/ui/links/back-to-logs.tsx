/** A link from a page about Gumshoe back to the search. */
import { useNavigate } from 'react-router'
import { Link } from './link.tsx'

export function BackToLogs() {
  const navigate = useNavigate()
  return (
    <Link
      to="/"
      className="text-kumo-link underline"
      onClick={(event) => {
        // Go back to the search in the history; a page that was opened by a link has none.
        if (!window.history.state?.idx) return
        event.preventDefault()
        navigate(-1)
      }}
    >
      Back to the logs
    </Link>
  )
}
