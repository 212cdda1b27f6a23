import { useEffect, useRef } from 'react';
import type { Studio } from '../lib/api.ts';
import { EMPTY, searchAddress } from '../lib/searchState.ts';
import { Chart } from '../map/Chart.ts';

/** The artist's studios on the chart; the addresses beside it say the same in words. */
export default function StudioMap({ studios }: { studios: Studio[] }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!element.current) return;
    const chart = new Chart(element.current);
    const pins = studios.flatMap(({ id, name, address, lat, lng }) =>
      lat === null || lng === null ? [] : [{ id, name, where: address ?? '', lat, lng, href: searchAddress({ ...EMPTY, q: name }) }],
    );
    chart.show(pins, { fit: true });
    return () => chart.remove();
  }, [studios]);
  return <div ref={element} className="chart" role="region" aria-label="Map of the studio" />;
}
