import { UnknownButtonError } from "./unknown-button.ts";

/** The channel whose watch a button is about. @throws {UnknownButtonError} */
export function watchedChannelIn(value: string): string {
  if (!/^[CGD][A-Z0-9]+$/.test(value)) throw new UnknownButtonError();
  return value;
}
