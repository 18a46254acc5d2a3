import type { Snapshot } from "../../local-slack/control.ts";

interface CommandListProps {
  readonly id: string;
  readonly commands: Snapshot["commands"];
  /** The place of the command that Tab would take. */
  readonly active: number;
  readonly onPick: (command: string) => void;
}

/** The slash commands over the box, each with what it is for and how it goes on. */
export function CommandList({ id, commands, active, onPick }: CommandListProps) {
  return (
    <div className="menu command-list" id={id} role="listbox" aria-label="Commands">
      {commands.map(({ command, description, usageHint }, index) => (
        <div
          key={command}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className="menu-item"
          onMouseDown={(event) => {
            event.preventDefault();
            onPick(command);
          }}
        >
          <span>
            <strong>{command}</strong> <span className="usage">{usageHint}</span>
          </span>
          <small>{description}</small>
        </div>
      ))}
    </div>
  );
}
