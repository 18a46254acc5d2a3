import { useId } from "react";
import { BlockBoundary } from "./block-boundary.tsx";
import { blockIdOf } from "./block-id.ts";
import {
  type BlockShape,
  block,
  type ContextShape,
  type InputShape,
  isDrawnHere,
  type SectionShape,
  typeOf,
} from "./blocks-shape.ts";
import { ElementView } from "./element.tsx";
import { Image } from "./image.tsx";
import { OtherBlock } from "./other-block.tsx";
import { RichText } from "./rich-text.tsx";
import { Table } from "./table.tsx";
import { PlainText, plainText, Text } from "./text.tsx";

interface BlocksProps {
  readonly blocks: readonly unknown[];
  /** What is wrong with an input, by block id. */
  readonly errors?: Readonly<Record<string, string>>;
}

/** The blocks of a message or a view; one that cannot be drawn says so and leaves the others alone. */
export function Blocks({ blocks, errors = {} }: BlocksProps) {
  return (
    <div className="blocks">
      {blocks.map((candidate, index) => {
        const blockId = blockIdOf(candidate, index);
        return (
          <BlockBoundary key={blockId} type={typeOf(candidate)} block={candidate}>
            {isDrawnHere(candidate) ? (
              <BlockView block={block.parse(candidate)} blockId={blockId} error={errors[blockId]} />
            ) : (
              <OtherBlock block={candidate} />
            )}
          </BlockBoundary>
        );
      })}
    </div>
  );
}

interface BlockViewProps<Shape = BlockShape> {
  readonly block: Shape;
  readonly blockId: string;
  readonly error?: string | undefined;
}

function BlockView({ block: shape, ...rest }: BlockViewProps) {
  switch (shape.type) {
    case "header":
      return (
        <h3 className="block-header">
          <PlainText text={shape.text} />
        </h3>
      );
    case "section":
      return <Section block={shape} {...rest} />;
    case "context":
      return <Context block={shape} />;
    case "actions":
      return <Elements elements={shape.elements} blockId={rest.blockId} />;
    case "input":
      return <Input block={shape} {...rest} />;
    case "divider":
      return <hr />;
    case "image":
      return <Image image={shape} />;
    case "table":
    case "data_table":
      return <Table table={shape} />;
    case "rich_text":
      return <RichText parts={shape.elements} />;
  }
}

function Section({ block: { text, fields, accessory }, blockId }: BlockViewProps<SectionShape>) {
  return (
    <div className="block-section">
      <div className="section-text">
        {text && <Text text={text} />}
        {fields.length > 0 && (
          <div className="section-fields">
            {fields.map((field) => (
              <Text key={field.text} text={field} />
            ))}
          </div>
        )}
      </div>
      {accessory && <ElementView element={accessory} blockId={blockId} dispatches />}
    </div>
  );
}

function Context({ block: { elements } }: { readonly block: ContextShape }) {
  return (
    <div className="block-context">
      {elements.map((element) =>
        element.type === "image" ? (
          <Image key={element.image_url} image={element} />
        ) : (
          <Text key={element.text} text={element} />
        ),
      )}
    </div>
  );
}

function Elements({
  elements,
  blockId,
}: {
  readonly elements: Extract<BlockShape, { type: "actions" }>["elements"];
  readonly blockId: string;
}) {
  return (
    <div className="block-actions">
      {elements.map((element) => (
        <ElementView
          key={"action_id" in element ? element.action_id : element.type}
          element={element}
          blockId={blockId}
          dispatches
        />
      ))}
    </div>
  );
}

function Input({ block: shape, blockId, error }: BlockViewProps<InputShape>) {
  const id = useId();
  const help = error ?? (shape.hint && plainText(shape.hint));
  return (
    <div className={error === undefined ? "block-input" : "block-input block-input-wrong"}>
      <span className="input-label" id={`${id}-label`}>
        {plainText(shape.label)}
        {shape.optional && <span className="input-optional"> (optional)</span>}
      </span>
      <ElementView
        element={shape.element}
        blockId={blockId}
        dispatches={shape.dispatch_action}
        labelledBy={`${id}-label`}
        {...(help && { describedBy: `${id}-help` })}
      />
      <span className="input-help" id={`${id}-help`} role={error === undefined ? undefined : "alert"}>
        {help}
      </span>
    </div>
  );
}
