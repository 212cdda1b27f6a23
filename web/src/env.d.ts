declare module 'virtual:basemap' {
  const basemap: {
    /** Outer rings as [longitude, latitude]. */
    home: [number, number][][];
    abroad: [number, number][][];
    /** Both, with fewer points: for the lines along the coast. */
    coast: [number, number][][];
    /** Name, longitude, latitude, population; largest first. */
    towns: [string, number, number, number][];
  };
  export default basemap;
}
declare module 'topojson-simplify';
