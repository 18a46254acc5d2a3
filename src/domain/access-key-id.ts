import type { AccountId } from "./account.ts";

const ACCESS_KEY_ID = /^A[KS]IA[A-Z0-9]{12,28}$/;
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/** The ten characters after the prefix hold fifty bits; the account is in the forty after the first. */
const ENCODED = 10;

/** Reads an access key id, long-lived or of a session; undefined if it is not one. */
export function parseAccessKeyId(text: string): string | undefined {
  const id = text.trim().toUpperCase();
  return ACCESS_KEY_ID.test(id) ? id : undefined;
}

/**
 * The account that an access key id carries within itself; undefined for keys from before 2019 or so, which carry
 * none. AWS does not document this.
 */
export function accountInAccessKeyId(id: string): AccountId | undefined {
  const digits = [...id.slice(4, 4 + ENCODED)].map((letter) => BASE32.indexOf(letter));
  if (digits.length < ENCODED || digits.includes(-1)) return undefined;
  const bits = digits.reduce((sum, digit) => sum * 32n + BigInt(digit), 0n);
  const isNew = bits >> 49n === 1n;
  const account = String((bits >> 9n) & 0xff_ffff_ffffn).padStart(12, "0");
  return isNew && account.length === 12 ? account : undefined;
}
