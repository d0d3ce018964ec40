/** The way from a page about Gumshoe back to the search. */
import { Link, useNavigate } from 'react-router'

export function BackToLogs() {
  const navigate = useNavigate()
  return (
    <Link
      to="/"
      className="text-kumo-link underline"
      onClick={(event) => {
        // Whoever came from a search goes back to it; a link opened by itself has none.
        if (!window.history.state?.idx) return
        event.preventDefault()
        navigate(-1)
      }}
    >
      Back to the logs
    </Link>
  )
}
