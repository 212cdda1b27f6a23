// Drawn for this site on a 24-unit grid, one weight, round ends.
const SHAPES = {
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 21 21',
  close: 'M5 5l14 14M19 5 5 19',
  locate: 'M12 2v4M12 18v4M2 12h4M18 12h4M12 17.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11Z',
  filters: 'M3 7h10M19 7h2M16 4.500v5M3 17h2M11 17h10M8 14.500v5',
  grid: 'M4 4h6.500v6.500H4ZM13.500 4H20v6.500h-6.500ZM4 13.500h6.500V20H4ZM13.500 13.500H20V20h-6.500Z',
  map: 'M3 6.500 9 4l6 2.500L21 4v13.500L15 20l-6-2.500L3 20ZM9 4v13.500M15 6.500V20',
  moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500Z',
  sun: 'M12 16.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9ZM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.400 1.400M17.600 17.600 19 19M5 19l1.400-1.400M17.600 6.400 19 5',
  left: 'M15 4l-8 8 8 8',
  right: 'M9 4l8 8-8 8',
  out: 'M9 5h10v10M19 5 5 19',
  pin: 'M12 21c-4-5-6.500-8-6.500-11.500a6.500 6.500 0 0 1 13 0C18.500 13 16 16 12 21ZM12 11.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  back: 'M20 12H5M11 5l-7 7 7 7',
} as const;

export type IconName = keyof typeof SHAPES;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <path d={SHAPES[name]} />
    </svg>
  );
}

/** The mark: seven needles of a round liner, seen end on. */
export function NeedleMark() {
  const ring = [0, 1, 2, 3, 4, 5].map((n) => {
    const turn = (n * Math.PI) / 3;
    return <circle key={n} cx={16 + 10.5 * Math.sin(turn)} cy={16 - 10.5 * Math.cos(turn)} r="4" />;
  });
  return (
    <svg className="needles" viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
      <circle cx="16" cy="16" r="4" />
      {ring}
    </svg>
  );
}
