import { type KeyboardEvent, useState } from "react";
import type { TextInputShape } from "./elements-shape.ts";
import { type ElementProps, useField } from "./field.ts";
import { plainText } from "./text.tsx";

const KINDS = {
  plain_text_input: "text",
  email_text_input: "email",
  url_text_input: "url",
  number_input: "text",
} as const;

/** A field to type into. */
export function TextInput(props: ElementProps<TextInputShape>) {
  const { element, dispatches, labelledBy, describedBy } = props;
  const { type, multiline, max_length, placeholder, initial_value = "" } = element;
  const { enter, choose } = useField(props);
  const [typed, setTyped] = useState(initial_value);

  function take(value: string) {
    setTyped(value);
    enter({ type, value: value === "" ? null : value });
  }

  function dispatchOnEnter(event: KeyboardEvent) {
    if (!dispatches || event.key !== "Enter") return;
    event.preventDefault();
    void choose({ type, value: typed });
  }

  const shared = {
    className: "field",
    value: typed,
    maxLength: max_length,
    placeholder: placeholder && plainText(placeholder),
    "aria-labelledby": labelledBy,
    "aria-describedby": describedBy,
  };
  if (multiline) return <textarea {...shared} rows={4} onChange={({ target }) => take(target.value)} />;
  return (
    <input
      {...shared}
      type={KINDS[type]}
      inputMode={type === "number_input" ? "decimal" : undefined}
      onChange={({ target }) => take(target.value)}
      onKeyDown={dispatchOnEnter}
    />
  );
}
