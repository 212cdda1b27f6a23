import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { Picture } from '../lib/api.ts';
import { announce } from '../lib/page.ts';
import { Icon } from '../ui/Icon.tsx';
import { Photo } from '../ui/Photo.tsx';

interface Props {
  pictures: Picture[];
  open: number | undefined;
  move: (to: number) => void;
  close: () => void;
  by: string;
}

/** One picture large, in a native modal dialog: arrows, Home and End move, Esc closes, focus stays inside. */
export function Lightbox({ pictures, open, move, close, by }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = open !== undefined;
  const picture = isOpen ? pictures[open] : undefined;
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  useEffect(() => {
    if (picture && open !== undefined) announce(`Picture ${open + 1} of ${pictures.length}: ${picture.alt}`);
  }, [picture, open, pictures.length]);
  const step = (by: number): void => move(((open ?? 0) + by + pictures.length) % pictures.length);
  const keys = (event: KeyboardEvent): void => {
    const action = {
      ArrowRight: () => step(1),
      ArrowLeft: () => step(-1),
      Home: () => move(0),
      End: () => move(pictures.length - 1),
    }[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
  return (
    <dialog ref={dialog} className="lightbox" aria-label={`Pictures by ${by}`} onClose={close} onKeyDown={keys}>
      {picture && open !== undefined && (
        <>
          <div className="lightbox-bar">
            <p>
              {open + 1} of {pictures.length}
            </p>
            <button type="button" className="icon-button" onClick={close} aria-label="Close">
              <Icon name="close" />
            </button>
          </div>
          <figure key={picture.src}>
            <Photo picture={picture} sizes="92vw" eager />
            <figcaption>{picture.alt}</figcaption>
          </figure>
          {pictures.length > 1 && (
            <>
              <button type="button" className="icon-button lightbox-before" onClick={() => step(-1)} aria-label="Previous picture">
                <Icon name="left" />
              </button>
              <button type="button" className="icon-button lightbox-after" onClick={() => step(1)} aria-label="Next picture">
                <Icon name="right" />
              </button>
            </>
          )}
        </>
      )}
    </dialog>
  );
}
