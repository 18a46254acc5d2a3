import { useState } from "react";
import type { MomentShape } from "./elements-shape.ts";
import { type ElementProps, useField } from "./field.ts";

const KINDS = { datepicker: "date", timepicker: "time", datetimepicker: "datetime-local" } as const;
const WORDS = { datepicker: "Date", timepicker: "Time", datetimepicker: "Date and time" } as const;

/** A date, a time, or both, in the browser's own picker. */
export function MomentInput(props: ElementProps<MomentShape>) {
  const { element, labelledBy, describedBy } = props;
  const { choose } = useField(props);
  const [value, setValue] = useState(initialMoment(element));

  async function change(next: string) {
    if (await choose(stateOf(element.type, next))) setValue(next);
  }

  return (
    <input
      className="field field-moment"
      type={KINDS[element.type]}
      value={value}
      aria-label={labelledBy === undefined ? WORDS[element.type] : undefined}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      onChange={({ target }) => void change(target.value)}
    />
  );
}

function initialMoment({
  type,
  initial_date = "",
  initial_time = "",
  initial_date_time,
}: MomentShape): string {
  if (type === "datepicker") return initial_date;
  if (type === "timepicker") return initial_time;
  return initial_date_time === undefined ? "" : localMinute(new Date(initial_date_time * 1000));
}

/** As the browser's field wants it: local, without a zone. */
function localMinute(date: Date): string {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function stateOf(type: MomentShape["type"], value: string) {
  const given = value === "" ? null : value;
  if (type === "datepicker") return { type, selected_date: given };
  if (type === "timepicker") return { type, selected_time: given };
  return { type, selected_date_time: given && Math.floor(new Date(given).getTime() / 1000) };
}
