import type { Suggestion } from "../setting.ts";

interface WelcomeProps {
  readonly title: string;
  readonly suggestions: readonly Suggestion[];
  readonly onTry: (command: string) => void;
}

/** How a channel begins: where one is, and what to try. */
export function Welcome({ title, suggestions, onTry }: WelcomeProps) {
  return (
    <div className="welcome">
      <h2>This is the beginning of {title}</h2>
      <p>
        The app is the real one; the workspace, and the AWS accounts that the app asks about, are made up.
        Type a command below, or start with one of these:
      </p>
      <ul>
        {suggestions.map(({ label, command }) => (
          <li key={command}>
            <button type="button" className="suggestion" onClick={() => onTry(command)}>
              <span>{label}</span>
              <code>{command}</code>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
