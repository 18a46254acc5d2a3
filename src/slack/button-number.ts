import { UnknownButtonError } from "./actions/unknown-button.ts";

const LARGEST = 2 ** 31 - 1;

/** A number that a button carries, such as an audit's. @throws {UnknownButtonError} */
export function numberIn(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > LARGEST) throw new UnknownButtonError();
  return number;
}
