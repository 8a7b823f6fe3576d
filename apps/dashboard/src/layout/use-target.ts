import { useEffect } from 'react';
import { useLocation } from 'react-router';

const MARK = 'is-target';

/**
 * Goes to the part that the address names, also where it comes later than the page: a browser does so only
 * for pages that it loads itself.
 */
export function useTarget(): void {
  const { hash, key } = useLocation();
  useEffect(() => {
    if (!hash) return;
    const find = (): HTMLElement | null =>
      document.querySelector(`.target[id="${CSS.escape(decodeURIComponent(hash.slice(1)))}"]`);
    return whenThere(find, show);
  }, [hash, key]);
}

/** @returns what ends the wait and takes the mark away */
function whenThere(find: () => HTMLElement | null, act: (element: HTMLElement) => void): () => void {
  const observer = new MutationObserver(() => look());
  const look = (): void => {
    const element = find();
    if (!element) return;
    observer.disconnect();
    act(element);
  };
  observer.observe(document.body, { childList: true, subtree: true });
  look();
  return () => {
    observer.disconnect();
    for (const marked of document.getElementsByClassName(MARK)) marked.classList.remove(MARK);
  };
}

/** The keyboard goes on from there. */
function show(element: HTMLElement): void {
  element.classList.add(MARK);
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'start' });
}
