import type { ImageShape } from "./elements-shape.ts";
import { plainText } from "./text.tsx";

/** A picture by its address; one that is only known to Slack is told by its words. */
export function Image({ image }: { readonly image: ImageShape }) {
  return (
    <figure className="image">
      {image.title && <figcaption>{plainText(image.title)}</figcaption>}
      {image.image_url ? <img src={image.image_url} alt={image.alt_text} /> : <span>{image.alt_text}</span>}
    </figure>
  );
}
