import { useMemo } from 'react';
import { thumbHashToDataURL } from 'thumbhash';
import type { Picture } from '../lib/api.ts';

interface Props {
  picture: Picture;
  /** The `sizes` attribute: how wide the picture stands at which viewport. */
  sizes: string;
  /** On the first screen: load now, before what is below. */
  eager?: boolean;
}

function preview(placeholder: string | null): string | undefined {
  if (!placeholder) return undefined;
  try {
    return `url(${thumbHashToDataURL(Uint8Array.from(atob(placeholder), (letter) => letter.charCodeAt(0)))})`;
  } catch {
    return undefined;
  }
}

/** A responsive picture: modern formats first, its own blur until it has loaded, no shift of layout. */
export function Photo({ picture, sizes, eager = false }: Props) {
  const backgroundImage = useMemo(() => preview(picture.placeholder), [picture.placeholder]);
  const types = [...new Set(picture.srcset.map(({ type }) => type))].sort((one) => (one === 'image/avif' ? -1 : 0));
  return (
    <picture>
      {types.map((type) => (
        <source key={type} type={type} sizes={sizes} srcSet={sourceSet(picture, type)} />
      ))}
      <img
        src={picture.src}
        alt={picture.alt}
        width={picture.width}
        height={picture.height}
        loading={eager ? 'eager' : 'lazy'}
        fetchPriority={eager ? 'high' : 'auto'}
        decoding="async"
        style={{ backgroundColor: picture.colour ?? undefined, backgroundImage }}
      />
    </picture>
  );
}

const sourceSet = (picture: Picture, wanted: string): string =>
  picture.srcset
    .filter(({ type }) => type === wanted)
    .map(({ src, width }) => `${src} ${width}w`)
    .join(', ');
