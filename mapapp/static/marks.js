// How a mark, an area and a count donut look, drawn with a canvas context; used by situation.js
// and legend.js. Colours and shapes come from mapapp/palette.py.
(function () {
  "use strict";

  const STALE = 1, DISPUTED = 2, AREA = 8; // bits of the flags, as in mapapp/map/cells.py
  const RIM = "#ffffff";
  const MORE_CONTRAST = window.matchMedia("(prefers-contrast: more)").matches;
  const RADIUS = 6.5; // half a mark's size, in CSS pixels
  const AREA_RADIUS = 24;
  const TURN = 2 * Math.PI;
  // Corners of the regular shapes, and how near the centre those between them are.
  const REGULAR = { pentagon: [5, 1], hexagon: [6, 1], star: [5, 0.45] };

  function outline(pen, shape, x, y, r) {
    pen.beginPath();
    if (shape === "circle") {
      pen.arc(x, y, r, 0, TURN);
    } else if (shape === "square") {
      pen.rect(x - r * 0.92, y - r * 0.92, r * 1.84, r * 1.84);
    } else if (shape === "diamond") {
      pen.moveTo(x, y - r * 1.2);
      pen.lineTo(x + r * 1.2, y);
      pen.lineTo(x, y + r * 1.2);
      pen.lineTo(x - r * 1.2, y);
      pen.closePath();
    } else if (shape in REGULAR) {
      const [corners, waist] = REGULAR[shape], steps = waist < 1 ? 2 * corners : corners;
      for (let i = 0; i < steps; i += 1) {
        const angle = (i / steps - 0.25) * TURN, reach = 1.2 * r * (waist < 1 && i % 2 ? waist : 1);
        pen.lineTo(x + reach * Math.cos(angle), y + reach * Math.sin(angle));
      }
      pen.closePath();
    } else if (shape === "wedge") {
      pen.moveTo(x, y + r * 1.2);
      pen.lineTo(x + r * 1.2, y - r * 0.9);
      pen.lineTo(x - r * 1.2, y - r * 0.9);
      pen.closePath();
    } else {
      pen.moveTo(x, y - r * 1.2);
      pen.lineTo(x + r * 1.2, y + r * 0.9);
      pen.lineTo(x - r * 1.2, y + r * 0.9);
      pen.closePath();
    }
  }

  // One mark with its white rim. Stale: only its outline is left in colour. Disputed: its right
  // half is white.
  function drawMark(pen, mark, flags, x, y, r) {
    pen.lineJoin = "round";
    outline(pen, mark.shape, x, y, r);
    if (MORE_CONTRAST) {
      pen.lineWidth = 7;
      pen.strokeStyle = "#000000";
      pen.stroke();
    }
    pen.lineWidth = 4;
    pen.strokeStyle = RIM;
    pen.stroke();
    pen.fillStyle = RIM;
    pen.fill();
    if (!mark.hollow) {
      pen.save();
      outline(pen, mark.shape, x, y, r);
      pen.clip();
      if (flags & STALE) pen.globalAlpha = 0.28;
      pen.fillStyle = mark.color;
      pen.fillRect(x - 2 * r, y - 2 * r, flags & DISPUTED ? 2 * r : 4 * r, 4 * r);
      pen.restore();
    }
    if (mark.hollow || flags & (STALE | DISPUTED)) {
      outline(pen, mark.shape, x, y, r - 0.6);
      pen.lineWidth = mark.hollow ? 2 : 1.6;
      pen.strokeStyle = mark.color;
      pen.globalAlpha = mark.hollow && flags & STALE ? 0.5 : 1;
      pen.stroke();
      pen.globalAlpha = 1;
    }
  }

  function donutRadius(total) {
    return Math.min(24, 9 + 2.1 * Math.log2(total));
  }

  // A count in a ring of the statuses' shares; the share that is stale is pale.
  function drawDonut(pen, marks, points, total, x, y) {
    const r = donutRadius(total);
    pen.beginPath();
    pen.arc(x, y, r + 1.8, 0, TURN);
    pen.fillStyle = RIM;
    pen.fill();
    let from = -TURN / 4;
    marks.forEach((mark, status) => {
      for (const stale of [0, STALE]) {
        let count = 0;
        for (const point of points) {
          if (point.status === status && (point.flags & STALE) === stale) count += point.count;
        }
        const to = from + (count / total) * TURN;
        if (!count) continue;
        pen.beginPath();
        pen.moveTo(x, y);
        pen.arc(x, y, r, from, to);
        pen.closePath();
        pen.globalAlpha = stale ? 0.35 : 1;
        pen.fillStyle = mark.color;
        pen.fill();
        pen.globalAlpha = 1;
        from = to;
      }
    });
    pen.beginPath();
    pen.arc(x, y, r * 0.64, 0, TURN);
    pen.fillStyle = RIM;
    pen.fill();
    pen.fillStyle = "#222";
    pen.font = `600 ${r < 12 ? 10 : 11}px system-ui, sans-serif`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(total > 999 ? `${Math.round(total / 1000)}k` : String(total), x, y + 0.5);
  }

  function drawRing(pen, x, y, r) {
    for (const [width, color] of [[5, RIM], [2.4, "#7a3fb4"]]) {
      pen.beginPath();
      pen.arc(x, y, r, 0, TURN);
      pen.lineWidth = width;
      pen.strokeStyle = color;
      pen.stroke();
    }
  }

  L.situationMarks = {
    STALE, DISPUTED, AREA, RADIUS, AREA_RADIUS, TURN,
    drawMark, drawDonut, drawRing, donutRadius,
  };
})();
