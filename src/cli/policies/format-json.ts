const WIDTH = 110;
const STEP = "  ";

/** JSON as the formatter of this repository leaves it: a list stands in one line where it fits. */
export function formatJson(value: unknown): string {
  return `${formatted(value, "", 0)}\n`;
}

/** `taken` columns stand before it in its first line, and a comma may follow. */
function formatted(value: unknown, indent: string, taken: number): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const deeper = indent + STEP;
  if (Array.isArray(value)) {
    const inLine = `[${value.map((each) => JSON.stringify(each)).join(", ")}]`;
    const isPlain = value.every((each) => typeof each !== "object");
    if (isPlain && taken + inLine.length + 1 <= WIDTH) return inLine;
    const items = value.map((each) => deeper + formatted(each, deeper, deeper.length));
    return `[\n${items.join(",\n")}\n${indent}]`;
  }
  const members = Object.entries(value).map(([key, each]) => {
    const start = `${deeper}${JSON.stringify(key)}: `;
    return start + formatted(each, deeper, start.length);
  });
  return `{\n${members.join(",\n")}\n${indent}}`;
}
