/** What is shown when a part of the app has thrown: the failure in words, and a way to start again. */
import { Component, type ReactNode } from 'react'
import { type FailureDetail, toFailureDetail } from '../api/api-failure.ts'
import { AppHeader } from '../explorer/controls/app-header.tsx'
import { FailureNotice } from '../explorer/notices/failure-notice.tsx'

type Props = {
  /** Another place in the history is tried anew. */
  place: string
  children: ReactNode
}

/** Stands in for the page that failed. */
export class ErrorBoundary extends Component<Props, { failure?: FailureDetail | undefined }> {
  override readonly state: { failure?: FailureDetail | undefined } = {}

  static getDerivedStateFromError(error: unknown) {
    return { failure: toFailureDetail(error) }
  }

  override componentDidUpdate({ place }: Props) {
    if (this.state.failure && place !== this.props.place) this.setState({ failure: undefined })
  }

  override render() {
    const { failure } = this.state
    if (!failure) return this.props.children
    return (
      <div className="flex h-full flex-col">
        <AppHeader status={undefined} />
        <main className="px-4">
          <FailureNotice failure={failure} onRetry={() => window.location.reload()} isLarge />
        </main>
      </div>
    )
  }
}
