/** The same with the JSON that travels as text inside, such as the blocks of a form, opened up too. */
export function unfolded(value: unknown): unknown {
  if (typeof value === "string") return parsedObject(value) ?? value;
  if (Array.isArray(value)) return value.map(unfolded);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unfolded(member)]));
}

function parsedObject(text: string): unknown {
  if (!/^[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Text that only begins as JSON does.
    return undefined;
  }
}
