import { ListMFADevicesCommand, ListVirtualMFADevicesCommand } from "@aws-sdk/client-iam";
import { known, type Read } from "../domain/read.ts";
import type { MfaDeviceKind, RootMfaDevice, RootMfaDevices } from "../domain/root-facts.ts";
import { pagesOf } from "./pages.ts";
import { attempt, originOf, type Reading } from "./reading.ts";

/** By root session: every device of the root user. */
export function readMfaDevices(reading: Reading): Promise<Read<RootMfaDevices>> {
  const { iam, rung, call } = reading;
  return attempt("iam:ListMFADevices", rung, async () => {
    const ask = (token: string | undefined) =>
      call("iam:ListMFADevices", () => iam.send(new ListMFADevicesCommand(marked(token))));
    const pages = await Array.fromAsync(pagesOf(ask, ({ Marker }) => Marker));
    const devices = pages.flatMap(({ MFADevices = [] }) => MFADevices).flatMap(deviceOf);
    return known(
      { devices, complete: true },
      originOf(reading, "iam:ListMFADevices", "MFADevices", pages.at(-1)),
    );
  });
}

/**
 * By role: root's virtual devices only, told apart from those of users by the whole ARN, since a user may be called
 * `root` too. Other devices may be registered beside them.
 */
export function readVirtualMfaDevices(reading: Reading, rootArn: string): Promise<Read<RootMfaDevices>> {
  const { iam, rung, call } = reading;
  return attempt("iam:ListVirtualMFADevices", rung, async () => {
    const ask = (token: string | undefined) =>
      call("iam:ListVirtualMFADevices", () =>
        iam.send(new ListVirtualMFADevicesCommand({ AssignmentStatus: "Assigned", ...marked(token) })),
      );
    const pages = await Array.fromAsync(pagesOf(ask, ({ Marker }) => Marker));
    const devices = pages
      .flatMap(({ VirtualMFADevices = [] }) => VirtualMFADevices)
      .filter(({ User }) => User?.Arn === rootArn)
      .flatMap(deviceOf);
    const origin = originOf(reading, "iam:ListVirtualMFADevices", "VirtualMFADevices", pages.at(-1));
    return known({ devices, complete: false }, origin);
  });
}

/** The kind of device that has such a serial number. Hardware tokens alone are named by their makers. */
export function kindOf(serial: string): MfaDeviceKind {
  const resource = /^arn:[\w-]+:iam::\d{12}:(\w+)\//.exec(serial)?.[1];
  if (resource === "mfa") return "virtual";
  return resource === "u2f" ? "passkey or security key" : "hardware token";
}

function marked(Marker: string | undefined): { Marker?: string } {
  return Marker ? { Marker } : {};
}

interface Device {
  readonly SerialNumber: string | undefined;
  readonly EnableDate?: Date | undefined;
}

function deviceOf({ SerialNumber: serial, EnableDate }: Device): readonly RootMfaDevice[] {
  if (!serial) return [];
  return [{ kind: kindOf(serial), serial, ...(EnableDate && { enabledAt: EnableDate }) }];
}
