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

function element(name: string, content: string, attributes = ""): string {
  return `<${name}${attributes}>${content}</${name}>`;
}

/** The members of a structure, one element each; lists that are flattened have no element around them. */
export function structureXml(shape: NormalizedSchema, value: unknown): string {
  let xml = "";
  for (const [name, member, given] of definedMembers(shape, value)) {
    const { xmlName = name, xmlFlattened, xmlAttribute } = member.getMergedTraits();
    if (xmlAttribute) continue;
    if (xmlFlattened && member.isListSchema()) xml += itemsXml(member, given, xmlName);
    else xml += element(xmlName, valueXml(member, given), attributesXml(member, given));
  }
  return xml;
}

function attributesXml(shape: NormalizedSchema, value: unknown): string {
  if (!shape.isStructSchema()) return "";
  const [prefix, uri] = shape.getMergedTraits().xmlNamespace ?? [];
  let attributes = prefix && uri ? ` xmlns:${prefix}="${uri}"` : "";
  for (const [name, member, given] of definedMembers(shape, value)) {
    const { xmlName = name, xmlAttribute } = member.getMergedTraits();
    if (xmlAttribute) attributes += ` ${xmlName}="${escapeXml(String(given))}"`;
  }
  return attributes;
}

function valueXml(shape: NormalizedSchema, value: unknown): string {
  if (shape.isStructSchema()) return structureXml(shape, value);
  if (shape.isListSchema()) return listXml(shape, value);
  if (shape.isMapSchema()) return mapXml(shape, value);
  if (shape.isTimestampSchema()) return dateOf(shape, value).toISOString().replace(".000Z", "Z");
  return escapeXml(String(scalarOf(shape, value)));
}

function listXml(shape: NormalizedSchema, value: unknown): string {
  return itemsXml(shape, value, shape.getValueSchema().getMergedTraits().xmlName ?? "member");
}

function itemsXml(shape: NormalizedSchema, value: unknown, name: string): string {
  const item = shape.getValueSchema();
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
