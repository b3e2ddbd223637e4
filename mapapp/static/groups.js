// Which marks are shown as one, found on the screen; used by situation.js.
(function () {
  "use strict";

  const MERGE_WITHIN = 20; // marks nearer than this are shown as one, in CSS pixels

  // Groups of points that would touch, each with its middle and its count; found cell by cell, so
  // that ten thousand marks take a moment only.
  function groupsOf(points) {
    const cells = new Map(), groups = [];
    for (const point of points) {
      const column = Math.floor(point.x / MERGE_WITHIN), row = Math.floor(point.y / MERGE_WITHIN);
      let nearest = null, best = MERGE_WITHIN;
      for (let i = column - 1; i <= column + 1; i++) {
        for (let j = row - 1; j <= row + 1; j++) {
          for (const group of cells.get(i * 65536 + j) || []) {
            const away = Math.hypot(group.x - point.x, group.y - point.y);
            if (away < best) [best, nearest] = [away, group];
          }
        }
      }
      if (nearest) {
        nearest.points.push(point);
      } else {
        const group = { x: point.x, y: point.y, points: [point] }, key = column * 65536 + row;
        groups.push(group);
        if (cells.has(key)) cells.get(key).push(group);
        else cells.set(key, [group]);
      }
    }
    groups.forEach(settle);
    return groups;
  }

  // Donuts are larger than marks: each takes in whatever it would cover, the largest first.
  function withoutOverlap(groups, radiusOf) {
    const left = groups.sort((a, b) => b.count - a.count), kept = [];
    for (const group of left) {
      const cover = kept.find((other) => other.points.length > 1
        && Math.hypot(other.x - group.x, other.y - group.y)
          < radiusOf(other) + radiusOf(group) + 4);
      if (!cover) {
        kept.push(group);
        continue;
      }
      cover.points.push(...group.points);
      settle(cover);
    }
    return kept;
  }

  function settle(group) {
    let count = 0, x = 0, y = 0;
    for (const point of group.points) {
      count += point.count;
      x += point.x * point.count;
      y += point.y * point.count;
    }
    Object.assign(group, { count, x: x / count, y: y / count });
  }

  L.situationGroups = { groupsOf, withoutOverlap };
})();
