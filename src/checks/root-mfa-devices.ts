import { digestsOf } from "../domain/fingerprint.ts";
import { maskName } from "../domain/mask.ts";
import type { Known } from "../domain/read.ts";
import type { Evidence, Fingerprint, Verdict } from "../domain/result.ts";
import type { AccountFacts, RootMfaDevice, RootMfaDevices } from "../domain/root-facts.ts";
import { evidenceOf, notApplicable, unknownBecause } from "./check.ts";

/** The devices to judge by, or that there is none at all, or the answer where there is nothing to judge. */
export type DevicesFound =
  | {
      readonly kind: "listed";
      readonly devices: Known<RootMfaDevices>;
      readonly evidence: readonly Evidence[];
    }
  | { readonly kind: "none"; readonly evidence: readonly Evidence[] }
  | { readonly kind: "settled"; readonly verdict: Verdict };

/** What is known of root's MFA devices; `none` only where root has a password that they should guard. */
export function findRootMfaDevices(facts: AccountFacts): DevicesFound {
  const { passwordPresent, mfaEnabled, mfaDevices } = facts;
  if (passwordPresent.known && !passwordPresent.value) {
    const evidence = [evidenceOf(passwordPresent)];
    return settled(notApplicable("no-root-password", "root has no password", evidence));
  }
  const signIn = [mfaEnabled, passwordPresent].flatMap((fact) => (fact.known ? [evidenceOf(fact)] : []));
  if (mfaEnabled.known && !mfaEnabled.value) return none(facts, signIn);
  if (!mfaDevices.known) return settled(unknownBecause(mfaDevices.why, signIn));
  const evidence = [evidenceOf(mfaDevices, describeDevices(mfaDevices.value)), ...signIn];
  if (mfaDevices.value.devices.length > 0) return { kind: "listed", devices: mfaDevices, evidence };
  if (!mfaDevices.value.complete) {
    if (!mfaEnabled.known) return settled(unknownBecause(mfaEnabled.why, evidence));
    return { kind: "listed", devices: mfaDevices, evidence };
  }
  return mfaEnabled.known ? settled(contradiction(mfaDevices, evidence)) : none(facts, evidence);
}

/** Which devices there are: a list by role answers for the virtual ones alone. */
export function fingerprintOf({ devices, complete }: RootMfaDevices): Fingerprint {
  const serials = (among: readonly RootMfaDevice[]) => digestsOf(among.map(({ serial }) => serial));
  return {
    "virtual devices": serials(devices.filter(({ kind }) => kind === "virtual")),
    ...(complete && { "all devices": serials(devices) }),
  };
}

/** The fingerprint where AWS said that there is no device. */
export const withoutDevices = fingerprintOf({ devices: [], complete: true });

/** The devices by kind and name: "virtual (office-phone), hardware token (GAHT12345678)". */
export function describeDevices({ devices, complete }: RootMfaDevices): string {
  if (devices.length === 0) return complete ? "no device" : "no virtual device";
  return devices.map((device) => `${device.kind} (${nameOf(device)})`).join(", ");
}

function nameOf({ serial }: RootMfaDevice): string {
  return maskName(serial.slice(serial.lastIndexOf("/") + 1));
}

function none({ passwordPresent }: AccountFacts, evidence: readonly Evidence[]): DevicesFound {
  if (passwordPresent.known) return { kind: "none", evidence };
  return settled(unknownBecause(passwordPresent.why, evidence));
}

/** Two calls, and the devices changed between them. */
function contradiction({ origin }: Known<RootMfaDevices>, evidence: readonly Evidence[]): Verdict {
  const { call, rung } = origin;
  return unknownBecause(
    { code: "unexpected-answer", call, detail: "no device, though MFA is on", rung },
    evidence,
  );
}

function settled(verdict: Verdict): DevicesFound {
  return { kind: "settled", verdict };
}
