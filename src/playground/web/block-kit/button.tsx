import { useState } from "react";
import type { ButtonShape } from "./elements-shape.ts";
import { type ElementProps, useField } from "./field.ts";
import { PlainText } from "./text.tsx";

/** A button; while the app is being told it shows so, and takes no second click. */
export function Button(props: ElementProps<ButtonShape>) {
  const { element } = props;
  const { press } = useField(props);
  const [busy, setBusy] = useState(false);

  async function click() {
    if (element.url) window.open(element.url, "_blank", "noreferrer");
    const value = element.value === undefined ? {} : { value: element.value };
    await press({ type: "button", ...value }, () => setBusy(true));
    setBusy(false);
  }

  return (
    <button
      type="button"
      className={element.style ? `button button-${element.style}` : "button"}
      aria-label={element.accessibility_label}
      aria-busy={busy}
      onClick={() => !busy && void click()}
    >
      <PlainText text={element.text} />
    </button>
  );
}
