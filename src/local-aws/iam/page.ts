import { Refusal } from "../wire/refusal.ts";

interface PageRequest {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

interface Page<Entry> {
  readonly entries: Entry[];
  readonly IsTruncated: boolean;
  readonly Marker: string | undefined;
}

/** The part of a list that was asked for, as IAM pages: at most 1,000, 100 unless told, an opaque marker. */
export function pageOf<Entry>(all: readonly Entry[], { Marker, MaxItems = 100 }: PageRequest): Page<Entry> {
  if (MaxItems < 1 || MaxItems > 1000) {
    const bound = MaxItems < 1 ? "greater than or equal to 1" : "less than or equal to 1000";
    throw new Refusal(
      "invalid",
      `1 validation error detected: Value '${MaxItems}' at 'maxItems' failed to satisfy constraint: Member must have value ${bound}`,
    );
  }
  const start = Marker === undefined ? 0 : Number(Buffer.from(Marker, "base64url").toString());
  if (!Number.isInteger(start)) throw new Refusal("invalid", "Invalid Marker.");
  const end = start + MaxItems;
  const IsTruncated = end < all.length;
  return {
    entries: all.slice(start, end),
    IsTruncated,
    Marker: IsTruncated ? Buffer.from(String(end)).toString("base64url") : undefined,
  };
}
