import { useId, useState } from "react";
import type { ChoiceShape } from "./elements-shape.ts";
import { type ElementProps, useField } from "./field.ts";
import type { Option } from "./objects-shape.ts";
import { Text } from "./text.tsx";

/** Radio buttons and check boxes. */
export function Choices(props: ElementProps<ChoiceShape>) {
  const { element, labelledBy, describedBy } = props;
  const { choose } = useField(props);
  const name = useId();
  const isSingle = element.type === "radio_buttons";
  const [chosen, setChosen] = useState<readonly Option[]>(initialChoice(element));
  const isChosen = ({ value }: Option) => chosen.some((other) => other.value === value);

  async function toggle(option: Option) {
    const others = chosen.filter(({ value }) => value !== option.value);
    const next = isSingle ? [option] : isChosen(option) ? others : [...others, option];
    const state = isSingle ? { selected_option: option } : { selected_options: next };
    if (await choose({ type: element.type, ...state })) setChosen(next);
  }

  return (
    <fieldset className="choices" aria-labelledby={labelledBy} aria-describedby={describedBy}>
      {element.options.map((option) => (
        <label key={option.value} className="choice">
          <input
            type={isSingle ? "radio" : "checkbox"}
            name={name}
            checked={isChosen(option)}
            onChange={() => void toggle(option)}
          />
          <span>
            <Text text={option.text} />
            {option.description && (
              <small>
                <Text text={option.description} />
              </small>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function initialChoice({ initial_option, initial_options }: ChoiceShape): readonly Option[] {
  return initial_options ?? (initial_option ? [initial_option] : []);
}
