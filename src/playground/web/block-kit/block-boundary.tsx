import { Component, type ReactNode } from "react";

interface BlockBoundaryProps {
  readonly type: string;
  readonly block: unknown;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly trouble: string | undefined;
}

/** Keeps the trouble with one block from taking the page with it; tries again when the block changes. */
export class BlockBoundary extends Component<BlockBoundaryProps, BoundaryState> {
  override state: BoundaryState = { trouble: undefined };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { trouble: error instanceof Error ? error.message : String(error) };
  }

  override componentDidUpdate({ block }: BlockBoundaryProps) {
    if (this.state.trouble !== undefined && block !== this.props.block) this.setState({ trouble: undefined });
  }

  override render() {
    const { trouble } = this.state;
    if (trouble === undefined) return this.props.children;
    return (
      <p className="notice">
        This {this.props.type} block cannot be shown here. <small>{trouble}</small>
      </p>
    );
  }
}
