import type { NormalizedSchema } from "@smithy/core/schema";
import {
  dateOf,
  definedMembers,
  listOf,
  type OperationSchema,
  operationName,
  outputShape,
  recordOf,
  scalarOf,
} from "./shape.ts";

/** The whole document with which AWS Query answers an operation. */
export function resultXml(
  schema: OperationSchema,
  output: unknown,
  namespace: string,
  requestId: string,
): string {
  const name = operationName(schema);
  const shape = outputShape(schema);
  const result = shape.isUnitSchema() ? "" : element(`${name}Result`, structureXml(shape, output));
  const metadata = element("ResponseMetadata", element("RequestId", requestId));
  return `<${name}Response xmlns="${namespace}">${result}${metadata}</${name}Response>`;
}

/** Text made safe between tags; control characters that XML 1.0 cannot carry are left out, as AWS does. */
export function escapeXml(text: string): string {
  if (!/[&<>"\r]/.test(text)) return text;
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\r", "&#xD;");
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

function structureXml(shape: NormalizedSchema, value: unknown): string {
  let xml = "";
  for (const [name, member, given] of definedMembers(shape, value)) {
    xml += element(member.getMergedTraits().xmlName ?? name, valueXml(member, given));
  }
  return xml;
}

function valueXml(shape: NormalizedSchema, value: unknown): string {
  if (shape.isStructSchema()) return structureXml(shape, value);
  if (shape.isListSchema()) return listXml(shape, value);
  if (shape.isMapSchema()) return mapXml(shape, value);
  if (shape.isTimestampSchema()) return dateOf(shape, value).toISOString().replace(".000Z", "Z");
  return escapeXml(String(scalarOf(shape, value)));
}

function listXml(shape: NormalizedSchema, value: unknown): string {
  const item = shape.getValueSchema();
  const name = item.getMergedTraits().xmlName ?? "member";
  return listOf(shape, value)
    .map((each) => element(name, valueXml(item, each)))
    .join("");
}

function mapXml(shape: NormalizedSchema, value: unknown): string {
  const item = shape.getValueSchema();
  return Object.entries(recordOf(shape, value))
    .map(([key, each]) => element("key", escapeXml(key)) + element("value", valueXml(item, each)))
    .map((entry) => element("entry", entry))
    .join("");
}
