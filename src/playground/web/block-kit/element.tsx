import { Button } from "./button.tsx";
import { Choices } from "./choices.tsx";
import type { ElementShape } from "./elements-shape.ts";
import type { ElementProps } from "./field.ts";
import { Image } from "./image.tsx";
import { MomentInput } from "./moment-input.tsx";
import { Overflow } from "./overflow.tsx";
import { Select } from "./select.tsx";
import { TextInput } from "./text-input.tsx";

/** Something that can be used, wherever in a block it stands. */
export function ElementView({ element, ...rest }: ElementProps<ElementShape>) {
  switch (element.type) {
    case "button":
      return <Button element={element} {...rest} />;
    case "overflow":
      return <Overflow element={element} {...rest} />;
    case "image":
      return <Image image={element} />;
    case "radio_buttons":
    case "checkboxes":
      return <Choices element={element} {...rest} />;
    case "plain_text_input":
    case "email_text_input":
    case "url_text_input":
    case "number_input":
      return <TextInput element={element} {...rest} />;
    case "datepicker":
    case "timepicker":
    case "datetimepicker":
      return <MomentInput element={element} {...rest} />;
    default:
      return <Select element={element} {...rest} />;
  }
}
