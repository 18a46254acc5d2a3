import {
  ListMFADevices$,
  type ListMFADevicesRequest,
  type ListMFADevicesResponse,
  ListVirtualMFADevices$,
  type ListVirtualMFADevicesRequest,
  type ListVirtualMFADevicesResponse,
  type VirtualMFADevice,
} from "@aws-sdk/client-iam";
import { type Call, operation } from "../operation.ts";
import {
  type Subject,
  serialNumber,
  subjectOf,
  subjectResource,
  userAnswer,
  virtualSerialNumber,
} from "./identities.ts";
import { pageOf } from "./page.ts";

/** Lists all devices of a user, or of root. */
export const listMfaDevices = operation<ListMFADevicesRequest, ListMFADevicesResponse>({
  schema: ListMFADevices$,
  resource: subjectResource,
  answer(call) {
    const subject = subjectOf(call);
    const { entries, ...page } = pageOf(subject.credentials.mfaDevices, call.input);
    const devices = entries.map((device) => ({
      UserName: subject.kind === "user" ? subject.UserName : undefined,
      SerialNumber: serialNumber(call.organization, call.account, subject, device),
      EnableDate: device.enabledAt,
    }));
    return { MFADevices: devices, ...page };
  },
});

/** Lists the account's virtual devices, with whose they are. */
export const listVirtualMfaDevices = operation<ListVirtualMFADevicesRequest, ListVirtualMFADevicesResponse>({
  schema: ListVirtualMFADevices$,
  resource: ({ organization, account }) => virtualSerialNumber(organization, account, ""),
  answer(call) {
    const { AssignmentStatus = "Any" } = call.input;
    const all = [
      ...(AssignmentStatus === "Unassigned" ? [] : assignedDevices(call)),
      ...(AssignmentStatus === "Assigned" ? [] : unassignedDevices(call)),
    ];
    const { entries, ...page } = pageOf(all, call.input);
    return { VirtualMFADevices: entries, ...page };
  },
});

function assignedDevices({ organization, account }: Call): VirtualMFADevice[] {
  const users = account.users.map(
    (user): Subject => ({ kind: "user", credentials: user, UserName: user.name }),
  );
  const subjects: readonly Subject[] = [{ kind: "root", credentials: account.root }, ...users];
  return subjects.flatMap((subject) =>
    subject.credentials.mfaDevices
      .filter(({ kind }) => kind === "virtual")
      .map(({ name, enabledAt }) => ({
        SerialNumber: virtualSerialNumber(organization, account, name),
        User: userAnswer(organization, account, subject),
        EnableDate: enabledAt,
      })),
  );
}

function unassignedDevices({ organization, account }: Call): VirtualMFADevice[] {
  return account.unassignedMfaDevices.map((name) => ({
    SerialNumber: virtualSerialNumber(organization, account, name),
  }));
}
