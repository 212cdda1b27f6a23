import { useRef, useState } from 'react';
import type { Artist } from '../lib/api.ts';
import { Icon } from '../ui/Icon.tsx';
import { Photo } from '../ui/Photo.tsx';
import { Lightbox } from './Lightbox.tsx';

/** The pictures as a wall; each opens large. Without pictures, an honest panel and the way to where they are. */
export function Gallery({ artist }: { artist: Artist }) {
  const [open, setOpen] = useState<number>();
  const wall = useRef<HTMLUListElement>(null);
  if (!artist.images.length) return <NoPortfolio artist={artist} />;
  const close = (): void => {
    const last = open;
    setOpen(undefined);
    if (last !== undefined) wall.current?.querySelectorAll('button')[last]?.focus();
  };
  return (
    <section className="work">
      <h2>Work</h2>
      <ul ref={wall} className="wall">
        {artist.images.map((picture, n) => (
          <li key={picture.src}>
            <button type="button" onClick={() => setOpen(n)} aria-label={`Open picture ${n + 1} of ${artist.images.length}: ${picture.alt}`}>
              <Photo picture={picture} sizes="(min-width: 75rem) 22vw, (min-width: 40rem) 30vw, 46vw" />
            </button>
          </li>
        ))}
      </ul>
      <Lightbox pictures={artist.images} open={open} move={setOpen} close={close} by={artist.name} />
    </section>
  );
}

function NoPortfolio({ artist }: { artist: Artist }) {
  return (
    <section className="no-work">
      <h2>Portfolio not available</h2>
      <p>
        {artist.instagram_url
          ? `We hold no pictures of ${artist.name}’s work. Their own account shows it best.`
          : `We hold no pictures of ${artist.name}’s work, and no account of theirs is known. The studio can show you.`}
      </p>
      {artist.instagram_url && (
        <a className="button button-quiet" href={artist.instagram_url} target="_blank" rel="noopener">
          See the work on Instagram
          <Icon name="out" />
          <span className="unseen"> (opens in a new tab)</span>
        </a>
      )}
    </section>
  );
}
