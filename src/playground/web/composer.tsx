import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { Snapshot } from "../../local-slack/control.ts";
import { CommandList } from "./command-list.tsx";

interface ComposerProps {
  /** What stands in the empty box. */
  readonly placeholder: string;
  readonly commands: Snapshot["commands"];
  readonly onSend: (text: string) => void;
}

/** The box to write in: Enter sends, Shift+Enter is a new line, Tab completes a command. */
export function Composer({ placeholder, commands, onSend }: ComposerProps) {
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const [dismissed, setDismissed] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  useEffect(() => field.current?.focus(), []);

  const { offered, hint } = completionOf(text, commands);
  const isOpen = offered.length > 0 && !dismissed;

  function type(typed: string) {
    setText(typed);
    setActive(0);
    setDismissed(false);
  }

  function complete(command: string) {
    type(`${command} `);
    field.current?.focus();
  }

  function send() {
    if (text.trim() === "") return;
    onSend(text.trim());
    type("");
  }

  function completeByKey(event: KeyboardEvent): boolean {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setActive((active + step + offered.length) % offered.length);
    else if (event.key === "Escape") setDismissed(true);
    else if (event.key === "Tab" || (event.key === "Enter" && offered[active]?.command !== text))
      complete(offered[active]?.command ?? text);
    else return false;
    return true;
  }

  function steer(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (isOpen && completeByKey(event)) return event.preventDefault();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    send();
  }

  return (
    <div className="composer">
      {isOpen && <CommandList id={listId} commands={offered} active={active} onPick={complete} />}
      <div className="composer-box">
        <textarea
          ref={field}
          rows={1}
          role="combobox"
          aria-label={placeholder}
          aria-expanded={isOpen}
          aria-controls={listId}
          aria-activedescendant={isOpen ? `${listId}-${active}` : undefined}
          aria-autocomplete="list"
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={!text.startsWith("/")}
          value={text}
          onChange={({ target }) => type(target.value)}
          onKeyDown={steer}
        />
        <button type="button" className="send" aria-label="Send" disabled={text.trim() === ""} onClick={send}>
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d="M2.5 3.2 18 10 2.5 16.8l1.6-5.6 7-1.2-7-1.2z" />
          </svg>
        </button>
      </div>
      <p className="composer-hint" aria-live="polite">
        {hint}
      </p>
    </div>
  );
}

/** The commands that what was typed may become, or how the command that it is goes on. */
function completionOf(text: string, commands: Snapshot["commands"]) {
  const [word = "", ...rest] = text.split(" ");
  if (!word.startsWith("/")) return { offered: [] };
  if (rest.length === 0) return { offered: commands.filter(({ command }) => command.startsWith(word)) };
  const known = commands.find(({ command }) => command === word);
  return { offered: [], hint: known && `${known.command} ${known.usageHint}` };
}
