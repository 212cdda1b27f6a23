// A profile for search engines: schema.org's ProfilePage, and the sentence under a link.
import type { Artist, Studio } from '../lib/api.ts';
import { both } from '../lib/words.ts';

export function describe({ name, styles, studios }: Artist): string {
  const what = styles.length ? `${both(styles.slice(0, 3).map((style) => style.name.toLowerCase()))} tattoo artist` : 'tattoo artist';
  const where = studios[0] ? ` at ${[studios[0].name, studios[0].city].filter(Boolean).join(', ')}` : '';
  return `${name}, ${what}${where}: work, styles, studio and how to get in touch.`;
}

function parlour({ name, address, city, postcode, lat, lng, website }: Studio): object {
  return {
    '@type': 'TattooParlor',
    name,
    ...(website && { url: website }),
    address: { '@type': 'PostalAddress', streetAddress: address, addressLocality: city, postalCode: postcode, addressCountry: 'GB' },
    ...(lat !== null && lng !== null && { geo: { '@type': 'GeoCoordinates', latitude: lat, longitude: lng } }),
  };
}

export function person(artist: Artist): object {
  const { origin } = location;
  const url = `${origin}/artists/${artist.id}`;
  return {
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': 'ProfilePage',
        url,
        dateModified: artist.updated_at,
        mainEntity: {
          '@type': 'Person',
          name: artist.name,
          jobTitle: 'Tattoo artist',
          ...(artist.handle && { alternateName: `@${artist.handle}` }),
          ...(artist.bio && { description: artist.bio }),
          ...(artist.picture && { image: new URL(artist.picture.src, origin).href }),
          ...(artist.instagram_url && { sameAs: [artist.instagram_url] }),
          knowsAbout: artist.styles.map(({ name }) => `${name} tattoos`),
          worksFor: artist.studios.map(parlour),
        },
      },
      {
        '@type': 'BreadcrumbList',
        itemListElement: [
          { '@type': 'ListItem', position: 1, name: 'Artists', item: `${origin}/` },
          { '@type': 'ListItem', position: 2, name: artist.name, item: url },
        ],
      },
    ],
  };
}
