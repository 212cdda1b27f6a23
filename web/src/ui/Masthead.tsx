import { useState } from 'react';
import { Link } from 'react-router';
import { Icon, NeedleMark } from './Icon.tsx';

type Theme = 'light' | 'dark';

function currentTheme(): Theme {
  const chosen = document.documentElement.dataset['theme'];
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function ThemeButton() {
  const [theme, setTheme] = useState(currentTheme);
  const other: Theme = theme === 'dark' ? 'light' : 'dark';
  const change = (): void => {
    document.documentElement.dataset['theme'] = other;
    try {
      localStorage.setItem('theme', other);
    } catch {
      // Storage may be forbidden: the choice then lasts as long as the page.
    }
    setTheme(other);
  };
  return (
    <button type="button" className="icon-button" onClick={change} aria-label={`Use the ${other} theme`}>
      <Icon name={other === 'dark' ? 'moon' : 'sun'} />
    </button>
  );
}

export function Masthead() {
  return (
    <header className="masthead">
      <Link to="/" className="wordmark">
        <NeedleMark />
        <span>
          Tattoo Artist <span className="wordmark-last">Directory</span>
        </span>
      </Link>
      <nav aria-label="Site">
        <Link to="/faq">Questions</Link>
        <Link to="/removal">Remove a profile</Link>
      </nav>
      <ThemeButton />
    </header>
  );
}
