import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { Snapshot } from "../../local-slack/control.ts";
import { CommandList } from "./command-list.tsx";
import { useCompletion } from "./completion.ts";

interface ComposerProps {
  /** What stands in the empty box. */
  readonly placeholder: string;
  readonly commands: Snapshot["commands"];
  readonly onSend: (text: string) => void;
  /** What stands before the box. */
  readonly children: ReactNode;
}

/** The box to write in: Enter sends, Shift+Enter is a new line, Tab completes a command. */
export function Composer({ placeholder, commands, onSend, children }: ComposerProps) {
  const { text, type, send } = useDraft(onSend);
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  useEffect(() => field.current?.focus(), []);
  const onComplete = (command: string) => type(`${command} `);
  const { offered, isOpen, active, steer, hint } = useCompletion({ text, commands, onComplete });

  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const completed = steer(event);
    const sends = !completed && event.key === "Enter" && !event.shiftKey;
    if (completed || sends) event.preventDefault();
    if (sends) send();
  }

  return (
    <div className="composer">
      {isOpen && <CommandList id={listId} commands={offered} active={active} onPick={onComplete} />}
      <div className="composer-box">
        {children}
        <textarea
          ref={field}
          rows={1}
          role="combobox"
          aria-label={placeholder}
          aria-expanded={isOpen}
          aria-controls={listId}
          aria-activedescendant={isOpen ? `${listId}-${active}` : undefined}
          {...{ placeholder, value: text }}
          spellCheck={!text.startsWith("/")}
          onChange={({ target }) => type(target.value)}
          onKeyDown={press}
        />
        <SendButton disabled={text.trim() === ""} onClick={send} />
      </div>
      <p className="composer-hint">{hint}</p>
    </div>
  );
}

/** What is being written, until it is sent. */
function useDraft(onSend: (text: string) => void) {
  const [text, type] = useState("");
  function send() {
    if (text.trim() === "") return;
    onSend(text.trim());
    type("");
  }
  return { text, type, send };
}

function SendButton({ disabled, onClick }: { readonly disabled: boolean; readonly onClick: () => void }) {
  return (
    <button type="button" className="send" aria-label="Send" disabled={disabled} onClick={onClick}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d="M2.5 3.2 18 10 2.5 16.8l1.6-5.6 7-1.2-7-1.2z" />
      </svg>
    </button>
  );
}
