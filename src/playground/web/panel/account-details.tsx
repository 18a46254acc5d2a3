import { useEffect, useRef } from "react";
import type { AccountView } from "../../desk.ts";

interface AccountDetailsProps {
  readonly account: AccountView;
  readonly onBack: () => void;
  readonly onChange: (change: string) => void;
  readonly onAsk: () => void;
}

/** One account as it truly is, what can be done to it, and asking the app about it. */
export function AccountDetails({ account, onBack, onChange, onAsk }: AccountDetailsProps) {
  const { id, name, unit, facts, changes } = account;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The account's own button has gone, or the one of a change that makes no sense a second time.
    const isLost = changes && !document.activeElement?.matches(":is(a, button, input, textarea, select)");
    if (isLost) heading.current?.focus();
  }, [changes]);
  return (
    <div className="aws-details">
      <button type="button" className="aws-back" onClick={onBack}>
        ‹ All accounts
      </button>
      <h3 ref={heading} tabIndex={-1}>
        <bdi>{name}</bdi>
      </h3>
      <p className="aws-place">
        {id} · {unit || "In no unit"}
      </p>
      <dl>
        {facts.map((fact) => (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className="button button-primary" onClick={onAsk}>
        Ask again
      </button>
      <h4 id="aws-changes">Repair or break</h4>
      <ul className="aws-changes" aria-labelledby="aws-changes">
        {changes.map((change) => (
          <li key={change.id}>
            <button type="button" className="button" onClick={() => onChange(change.id)}>
              {change.label}
            </button>
          </li>
        ))}
        {changes.length === 0 && <li>Nothing can be done to it.</li>}
      </ul>
    </div>
  );
}
