import { describe, expect, test } from 'vitest';
import { lookAtShapes, readShapes, ShapesRefused } from '../../../src/server/places/read-shapes.ts';

const ring = [
  [-94.6, 39.0, 250],
  [-94.5, 39.0, 250],
  [-94.5000000001, 39.123456789, 250],
  [-94.6, 39.0, 250],
];
const file = (properties: object, geometry: object | null = { type: 'Polygon', coordinates: [ring] }) =>
  JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties, geometry }] });

describe('a GeoJSON file of areas', () => {
  test('is described by its properties, with a guess of which is the code and the name', () => {
    const look = lookAtShapes(file({ OBJECTID: 7, nbhid: '12', nbhname: 'Beacon Hills', population: 1200, shape: { x: 1 } }));
    expect(look.count).toBe(1);
    expect(look.properties.map(({ name }) => name)).toEqual(['OBJECTID', 'nbhid', 'nbhname', 'population']);
    expect(look.guess).toEqual({ code: 'nbhid', name: 'nbhname', people: 'population' });
    expect(lookAtShapes(file({ zone: 'A' })).guess).toBeNull();
  });

  test('a district number written as 3.0 is district 3, heights are left out, coordinates have six decimals', () => {
    const [shape] = readShapes(file({ district: '3.0', name: ' Three ' }), { code: 'district', name: 'name', people: null });
    expect(shape).toMatchObject({ line: 1, code: '3', name: 'Three', people: '' });
    expect(shape?.geometry).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [-94.6, 39],
          [-94.5, 39],
          [-94.5, 39.123457],
          [-94.6, 39],
        ],
      ],
    });
  });

  test('a feature without a shape is passed on, for its line to be named', () => {
    expect(readShapes(file({ code: 'a' }, null), { code: 'code', name: 'code', people: null })[0]?.geometry).toBeNull();
  });

  test.each([
    ['not json', '{'],
    ['a single shape', JSON.stringify({ type: 'Polygon' })],
    ['no feature', '{"type":"FeatureCollection","features":[]}'],
    ['nothing', 'null'],
  ])('%s is refused with what to do', (_what, text) => expect(() => lookAtShapes(text)).toThrow(ShapesRefused));
});
