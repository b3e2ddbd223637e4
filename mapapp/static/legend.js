// The legend: every status with its mark and how many are shown. Needs marks.js and areas.js.
(function () {
  "use strict";

  const { STALE, DISPUTED, AREA, drawMark } = L.situationMarks;
  const { drawDisc } = L.situationAreas;

  L.Control.SituationLegend = L.Control.extend({
    options: { position: "bottomleft" },

    initialize(marks) {
      this._marks = marks;
    },

    onAdd() {
      this._box = L.DomUtil.create("div", "situation-legend");
      this._box.setAttribute("role", "list");
      this._box.setAttribute("aria-label", "Legend");
      L.DomEvent.disableClickPropagation(this._box);
      return this._box;
    },

    // The header of what the server sent: counts by status, and how many are stale and so on.
    count({ counts, stale, disputed, areas }) {
      this._box.replaceChildren();
      this._marks.forEach((mark, i) => this._line(mark, 0, mark.label, counts[i]));
      const first = this._marks[0];
      if (stale) this._line(first, STALE, "Stale", stale, "situation-note");
      if (disputed) this._line(first, DISPUTED, "Disputed", disputed, "situation-note");
      if (areas) this._line(first, AREA, "Whole area", areas, "situation-note");
    },

    _line(mark, flags, label, count, className = "") {
      const line = L.DomUtil.create("div", `situation-line ${className}`, this._box);
      line.setAttribute("role", "listitem");
      const swatch = L.DomUtil.create("canvas", "", line);
      swatch.width = swatch.height = 40;
      swatch.setAttribute("aria-hidden", "true");
      const pen = swatch.getContext("2d");
      pen.scale(2, 2);
      const grey = flags ? { ...mark, color: "#7b8790", shape: "circle" } : mark;
      if (flags & AREA) {
        pen.translate(10, 10);
        pen.scale(0.36, 0.36);
        drawDisc(pen, grey, 0, 0, 0);
      } else {
        drawMark(pen, grey, flags, 10, 10, 6);
      }
      L.DomUtil.create("span", "situation-label", line).textContent = label;
      L.DomUtil.create("span", "situation-count", line).textContent = count.toLocaleString("en");
      line.classList.toggle("situation-empty", !count);
    },
  });
})();
