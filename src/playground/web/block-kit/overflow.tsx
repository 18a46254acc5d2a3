import { MenuButton } from "../menu-button.tsx";
import type { OverflowShape } from "./elements-shape.ts";
import { type ElementProps, useField } from "./field.ts";
import { plainText } from "./text.tsx";

/** The menu behind three dots. */
export function Overflow(props: ElementProps<OverflowShape>) {
  const { press } = useField(props);
  const { options } = props.element;

  function choose(value: string) {
    const option = options.find((each) => each.value === value);
    if (option?.url) window.open(option.url, "_blank", "noreferrer");
    void press({ type: "overflow", selected_option: option });
  }

  const items = options.map(({ value, text, description }) => ({
    key: value,
    label: plainText(text),
    description: description && plainText(description),
  }));
  return (
    <MenuButton label="More actions" className="button overflow-opener" items={items} onChoose={choose}>
      <span aria-hidden="true">⋮</span>
    </MenuButton>
  );
}
