import { useEffect, useRef } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router';

/**
 * A page begins at its top, and the keyboard at its content; going back leaves that to the browser, which
 * knows where it was.
 */
export function usePageStart(): void {
  const { pathname } = useLocation();
  const isBack = useNavigationType() === NavigationType.Pop; // so is the first page
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    if (isBack) return;
    window.scrollTo(0, 0);
    document.getElementById('content')?.focus({ preventScroll: true });
  }, [pathname, isBack]);
}
