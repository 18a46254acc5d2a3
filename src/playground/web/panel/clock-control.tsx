import { useEffect, useState } from "react";

interface ClockControlProps {
  readonly aheadMilliseconds: number | undefined;
  readonly onForward: (milliseconds: number, label: string) => void;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STEPS = [
  { short: "1 h", label: "1 hour", milliseconds: HOUR },
  { short: "4 h", label: "4 hours", milliseconds: 4 * HOUR },
  { short: "1 day", label: "1 day", milliseconds: DAY },
  { short: "7 days", label: "7 days", milliseconds: 7 * DAY },
  { short: "30 days", label: "30 days", milliseconds: 30 * DAY },
];

/** What time it is in the playground, and how to put it forward. */
export function ClockControl({ aheadMilliseconds, onForward }: ClockControlProps) {
  const now = useNow(aheadMilliseconds);
  return (
    <section className="aws-clock" aria-label="Clock">
      <p>
        <span>Now</span> <time dateTime={now?.toISOString()}>{now && inFull(now)}</time>
      </p>
      <ul aria-label="Put the clock forward">
        {STEPS.map(({ short, label, milliseconds }) => (
          <li key={label}>
            <button type="button" className="button" onClick={() => onForward(milliseconds, label)}>
              +{short}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The playground's time, told anew every few seconds. */
function useNow(aheadMilliseconds: number | undefined): Date | undefined {
  const [real, setReal] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setReal(Date.now()), 5_000);
    return () => clearInterval(timer);
  }, []);
  return aheadMilliseconds === undefined ? undefined : new Date(real + aheadMilliseconds);
}

function inFull(date: Date): string {
  return date.toLocaleString(undefined, { dateStyle: "full", timeStyle: "short" });
}
