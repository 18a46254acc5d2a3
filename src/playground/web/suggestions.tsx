import type { Suggestion } from "../setting.ts";
import { MenuButton } from "./menu-button.tsx";

interface SuggestionsProps {
  readonly suggestions: readonly Suggestion[];
  readonly onTry: (command: string) => void;
}

/** What to try, each as large as it deserves: how an empty channel begins. */
export function SuggestionCards({ suggestions, onTry }: SuggestionsProps) {
  return (
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
  );
}

/** The same in one line over the box, for as long as nothing of it was tried. */
export function SuggestionLine({ suggestions, onTry }: SuggestionsProps) {
  return (
    <ul className="suggestion-line" aria-label="Things to try">
      {suggestions.map(({ label, command }) => (
        <li key={command}>
          <button type="button" className="button" title={command} onClick={() => onTry(command)}>
            {label}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The same behind a button, for later. */
export function SuggestionMenu({ suggestions, onTry }: SuggestionsProps) {
  if (suggestions.length === 0) return null;
  const items = suggestions.map(({ label, command }) => ({ key: command, label, description: command }));
  return (
    <MenuButton label="Try something" className="button" items={items} onChoose={onTry}>
      Try
    </MenuButton>
  );
}
