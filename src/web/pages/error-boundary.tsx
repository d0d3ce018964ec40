/** Shows a failure and a button that reloads the page when rendering has thrown. */
import { Component, type ReactNode } from 'react'
import { type FailureDetail, toFailureDetail } from '../api/api-failure.ts'
import { AppHeader } from '../explorer/controls/app-header.tsx'
import { FailureNotice } from '../explorer/notices/failure-notice.tsx'

type Props = {
  /** When it changes, the failure is discarded and the page is rendered again. */
  resetKey: string
  children: ReactNode
}

/** Replaces a page that failed to render. */
export class ErrorBoundary extends Component<Props, { failure?: FailureDetail | undefined }> {
  override readonly state: { failure?: FailureDetail | undefined } = {}

  static getDerivedStateFromError(error: unknown) {
    return { failure: toFailureDetail(error) }
  }

  override componentDidUpdate({ resetKey }: Props) {
    if (this.state.failure && resetKey !== this.props.resetKey)
      this.setState({ failure: undefined })
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
