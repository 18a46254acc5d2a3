import type { ModalView } from "@slack/types";
import type { AccountReport } from "../../audit/account-report.ts";
import type { OrganizationReport } from "../../audit/organization-report.ts";
import type { Evidence, OrganizationReading, Result } from "../../domain/result.ts";
import { type Block, bold, bullets, code, context, modal, paragraph, type Span } from "../blocks.ts";
import { callbackIds } from "../ids.ts";
import { exactTime } from "../time-words.ts";
import { checkOf } from "./results.ts";

/** Every call and field that an account's results were read from, with exact times. */
export function evidenceModal({ account, reading }: AccountReport): ModalView {
  return evidenceOf([bold(account.name), "  ", code(account.id)], {
    reading,
    unread: "This account has not been read yet.",
  });
}

/** The same of the organization's own. */
export function organizationEvidenceModal({ reading }: OrganizationReport): ModalView {
  return evidenceOf([bold("The organization")], {
    reading,
    unread: "The organization has not been read yet.",
  });
}

interface Found {
  readonly reading: OrganizationReading | undefined;
  /** What is said where there is none. */
  readonly unread: string;
}

function evidenceOf(subject: readonly Span[], { reading, unread }: Found): ModalView {
  const results = reading?.results ?? [];
  return modal({
    callback: callbackIds.evidence,
    title: "Evidence",
    blocks: [
      paragraph(...subject),
      ...(results.length === 0 ? [paragraph(unread)] : results.flatMap(resultBlocks)),
    ],
  });
}

function resultBlocks(result: Result): Block[] {
  const check = checkOf(result);
  const status = result.status.replaceAll("_", " ");
  const reason = "reason" in result ? `: ${result.reason.text}` : "";
  const compliance = (check?.compliance ?? []).map(({ framework, ids }) => `${framework}: ${ids.join(", ")}`);
  return [
    paragraph(bold(check?.title ?? result.check), `  ·  ${status}${reason}`),
    ...(result.evidence.length > 0 ? [bullets(result.evidence.map(evidenceLine))] : []),
    ...(compliance.length > 0 ? [context(compliance.join("  ·  "))] : []),
  ];
}

/** The call and field that an answer was read from, and when. */
export function evidenceLine({ call, field, value, rung, readAt, asOf, requestId }: Evidence): Span[] {
  const when = asOf ? `of ${exactTime(asOf)}, fetched ${exactTime(readAt)}` : exactTime(readAt);
  const request = requestId ? `, request ${requestId}` : "";
  return [code(call), " ", code(`${field} = ${value}`), `\nby ${rung}, ${when}${request}`];
}
